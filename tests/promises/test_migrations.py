"""The migrations lead to exactly the models, along one line."""

from __future__ import annotations

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from webapp import create_app
from webapp.extensions import db


def test_migrations_when_listed_have_one_head(project_root: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(project_root / "webapp" / "migrations"))
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_migrations_when_listed_carry_their_date_in_their_name(project_root: Path) -> None:
    files = (project_root / "webapp" / "migrations" / "versions").glob("*.py")
    assert [file.name for file in files if not re.match(r"20\d\d_[01]\d_[0-3]\d_\w+\.py$", file.name)] == []


def test_migrations_when_run_on_an_empty_database_give_the_models(tmp_path: Path) -> None:
    app = create_app({"TISCHWECHSEL_INSTANCE_PATH": str(tmp_path)}, testing=True)
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, db.metadata) == []


def test_migrations_when_taken_back_leave_no_table(tmp_path: Path) -> None:
    app = create_app({"TISCHWECHSEL_INSTANCE_PATH": str(tmp_path)}, testing=True)
    with app.app_context():
        upgrade()
        downgrade(revision="base")
        assert set(db.inspect(db.engine).get_table_names()) <= {"alembic_version"}
