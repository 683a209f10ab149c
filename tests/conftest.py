"""What every test of the service shares: an app on a real database, empty before each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from flask_login import FlaskLoginClient
from werkzeug.test import TestResponse

from webapp import create_app
from webapp.extensions import db, limiter
from webapp.messages import compile_all

pytest_plugins = ["tests.parts", "tests.browsers", "tests.servers", "tests.socket_people"]


class Visitor(FlaskLoginClient):
    """Finds an empty `g` at each request, as on a server.

    Flask shares the `g` of the test otherwise, and with it who is signed in and the token of the first form.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        for name in list(g) if has_app_context() else []:
            g.pop(name)
        return super().open(*args, **kwargs)


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of the tests: `DATABASE_URL` decides the database, SQLite in a new folder without it."""
    compile_all()  # so that what the pages say is what the .po files say now
    instance = tmp_path_factory.mktemp("instance")
    return {
        "TISCHWECHSEL_INSTANCE_PATH": str(instance),
        "TISCHWECHSEL_DEVELOPMENT": "yes",
        "DATABASE_URL": os.environ.get("DATABASE_URL", ""),
    }


@pytest.fixture(scope="session")
def schema(environ: dict[str, str]) -> Iterator[Flask]:
    """An app whose database has just been made."""
    app = create_app(environ, testing=True)
    app.test_client_class = Visitor
    with app.app_context():
        db.drop_all()
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(schema: Flask) -> Iterator[Flask]:
    """The app, inside its context, with an empty database."""
    limiter.enabled = False  # another app of the same process, such as a command's, may have switched it on
    with schema.app_context():
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
        yield schema
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parent.parent
