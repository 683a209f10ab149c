"""The settings of an installation."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from webapp.config import SETTINGS, SettingError, flask_config, load_settings


def config_with(tmp_path: Path, **given: str) -> dict[str, object]:
    environ = {"TISCHWECHSEL_INSTANCE_PATH": str(tmp_path), **given}
    return flask_config(load_settings(environ))


def test_secret_key_when_none_is_set_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first, second = config_with(tmp_path)["SECRET_KEY"], config_with(tmp_path)["SECRET_KEY"]
    assert first == second
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_secret_when_listed_among_the_settings_has_no_default() -> None:
    assert [s.name for s in SETTINGS if ("SECRET" in s.name or "PASSWORD" in s.name) and s.default] == []


def test_database_when_none_is_set_is_sqlite_in_the_instance_folder(tmp_path: Path) -> None:
    assert config_with(tmp_path)["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/tischwechsel.sqlite"


def test_database_when_set_to_postgresql_is_reached_through_psycopg_3(tmp_path: Path) -> None:
    config = config_with(tmp_path, DATABASE_URL="postgresql://somebody@127.0.0.1/house")
    assert config["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://somebody@127.0.0.1/house"


@pytest.mark.parametrize(
    ("name", "value"), [("HTTPS", "maybe"), ("TURN_SECONDS", "long"), ("MAIL_PORT", "-1")]
)
def test_setting_when_it_makes_no_sense_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"TISCHWECHSEL_{name}"):
        config_with(tmp_path, **{f"TISCHWECHSEL_{name}": value})


def test_session_cookie_when_served_over_https_travels_over_https_only(tmp_path: Path) -> None:
    config = config_with(tmp_path, TISCHWECHSEL_HTTPS="yes")
    assert (config["SESSION_COOKIE_SECURE"], config["SESSION_COOKIE_NAME"]) == (True, "__Host-session")
