"""The settings of an installation."""

from __future__ import annotations

import os
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
    config = config_with(tmp_path, TISCHWECHSEL_HTTPS="yes", TISCHWECHSEL_BASE_URL="https://dating.example")
    assert (config["SESSION_COOKIE_SECURE"], config["SESSION_COOKIE_NAME"]) == (True, "__Host-session")


@pytest.mark.parametrize(
    "given",
    [
        {"MAIL_USE_TLS": "ssl"},
        {"MAIL_PORT": "465"},
        {"MAIL_PORT": "465", "MAIL_USE_TLS": "no"},
        {"MAIL_PORT": "587", "MAIL_USE_TLS": "at-once"},
        {"MAIL_USE_TLS": "no", "MAIL_USERNAME": "we", "MAIL_PASSWORD": "geheim"},
    ],
)
def test_tls_of_the_mail_server_when_it_contradicts_itself_is_refused_by_name(
    tmp_path: Path, given: dict[str, str]
) -> None:
    with pytest.raises(SettingError, match="TISCHWECHSEL_MAIL_USE_TLS"):
        config_with(tmp_path, **mail_settings(MAIL_SERVER="mail.example.org", **given))


def test_https_when_links_lead_nowhere_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="TISCHWECHSEL_BASE_URL"):
        config_with(tmp_path, TISCHWECHSEL_HTTPS="yes")


def test_certificate_when_not_asked_for_of_another_machine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="TISCHWECHSEL_MAIL_VERIFY_TLS"):
        config_with(tmp_path, **mail_settings(MAIL_SERVER="mail.example.org", MAIL_VERIFY_TLS="no"))


@pytest.mark.parametrize(
    "given",
    [
        {"MAIL_SERVER": "mail.example.org"},
        {"MAIL_SERVER": "mail.example.org", "MAIL_PORT": "465", "MAIL_USE_TLS": "at-once"},
        {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": "2525", "MAIL_USE_TLS": "no"},
        {"MAIL_SERVER": "localhost", "MAIL_USERNAME": "we", "MAIL_PASSWORD": "geheim"},
        {"MAIL_SERVER": "localhost", "MAIL_VERIFY_TLS": "no"},
        {"MAIL_PORT": "465"},
    ],
)
def test_tls_of_the_mail_server_when_it_makes_sense_is_taken(tmp_path: Path, given: dict[str, str]) -> None:
    config = config_with(tmp_path, **mail_settings(**given))
    assert config["MAIL_USE_TLS"] == given.get("MAIL_USE_TLS", "yes")


def mail_settings(**given: str) -> dict[str, str]:
    given = {"MAIL_SENDER": "dating@verein.example", **given}
    return {f"TISCHWECHSEL_{name}": value for name, value in given.items()}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIME_ZONE", "MEZ"),
        ("TIME_ZONE", "Factory"),
        ("TIME_ZONE", "../etc"),
        ("TIME_ZONE", "/etc/localtime"),
        ("BASE_URL", "tischwechsel.example"),
        ("BASE_URL", "ftp://tischwechsel.example"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://a:99999"),
        ("BASE_URL", "https://a b.example"),
        ("BASE_URL", "https://a.example/?x"),
        ("SECRET_KEY", "a"),
        ("MAIL_PORT", "0"),
        ("MAIL_PORT", "70000"),
        ("MAIL_PORT", "\u0665"),
        ("TURN_SECONDS", "1"),
        ("PREPARE_SECONDS", "99999999999999999999"),
        ("TRUSTED_PROXIES", "1.5"),
        ("STUN_URLS", "relay.example"),
        ("STUN_URLS", "stun:relay.example:99999"),
        ("STUN_URLS", "stun://relay.example"),
        ("TURN_URLS", "turn:relay.example:3478"),
        ("TURN_SECRET", "alone"),
        ("RATE_LIMIT_STORAGE", "rediss"),
        ("RATE_LIMIT_STORAGE", "mysql://127.0.0.1"),
        ("RATE_LIMIT_STORAGE", "memcached://127.0.0.1"),
        ("RATE_LIMIT_STORAGE", "redis+sentinel://nowhere"),
        ("BASE_URL", "https://a..example"),
        ("BASE_URL", "https://<b>.example"),
        ("BASE_URL", "https://-"),
        ("SECRET_KEY", "a" * 64),
        ("SECRET_KEY", "0101" * 16),
        ("MAIL_SERVER", "mail.example:25"),
        ("MAIL_SERVER", "smtp://mail.example"),
        ("MAIL_SERVER", "a b"),
        ("MAIL_SENDER", "nobody"),
        ("MAIL_SENDER", "Verein <a@verein.example>"),
        ("MAIL_SENDER", "a@verein.example\nBcc: b@verein.example"),
        ("MAIL_SENDER", "jürgen@verein.example"),
        ("MAIL_USERNAME", "alone"),
        ("MAIL_PASSWORD", "alone"),
    ],
)
def test_setting_when_nobody_could_work_with_it_is_refused_by_name(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingError, match=f"TISCHWECHSEL_{name}") as refused:
        config_with(tmp_path, **{f"TISCHWECHSEL_{name}": value})
    assert (refused.value.exit_code, "\n" in refused.value.message) == (2, False)


WRONG_DATABASES = [
    "mysql://a/b",
    "nonsense",
    "postgresql://a:port/b",
    "://",
    "postgresql+psycopg2://a/b",
    "sqlite+aiosqlite:///a",
    "sqlite://",
    "sqlite:///:memory:",
]


@pytest.mark.parametrize("url", WRONG_DATABASES)
def test_database_when_it_is_none_we_know_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL"):
        config_with(tmp_path, DATABASE_URL=url)


@pytest.mark.parametrize(
    "public",
    [
        {"TISCHWECHSEL_HTTPS": "yes", "TISCHWECHSEL_BASE_URL": "https://127.0.0.1"},
        {"TISCHWECHSEL_BASE_URL": "https://dating.example"},
        {"TISCHWECHSEL_BASE_URL": "http://127.dating.example"},
        {"TISCHWECHSEL_BASE_URL": "http://127.0.0.1.dating.example"},
    ],
)
def test_development_when_the_server_is_public_is_refused(tmp_path: Path, public: dict[str, str]) -> None:
    with pytest.raises(SettingError, match="TISCHWECHSEL_DEVELOPMENT"):
        config_with(tmp_path, TISCHWECHSEL_DEVELOPMENT="yes", **public)


@pytest.mark.parametrize("kept", [b"", b"a", b"\xff\xfe" * 40, b"   \n"])
def test_secret_key_when_its_file_is_of_no_use_is_refused(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(kept)
    with pytest.raises(SettingError, match="secret key"):
        config_with(tmp_path)


def test_instance_when_it_was_open_to_others_is_closed_and_stays_so(tmp_path: Path) -> None:
    database = tmp_path / "tischwechsel.sqlite"
    database.write_text("")
    database.chmod(0o644)
    tmp_path.chmod(0o755)
    before = os.umask(0)
    try:
        config_with(tmp_path)
        (tmp_path / "tischwechsel.sqlite-wal").write_text("")
    finally:
        os.umask(before)
    assert [path.name for path in (tmp_path, *tmp_path.iterdir()) if path.stat().st_mode & 0o077] == []


def test_https_when_off_though_people_come_over_tls_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="TISCHWECHSEL_HTTPS is no"):
        config_with(tmp_path, TISCHWECHSEL_BASE_URL="https://dating.example")


def test_sender_when_of_this_machine_alone_is_refused_for_another_mail_server(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="TISCHWECHSEL_MAIL_SENDER"):
        config_with(tmp_path, TISCHWECHSEL_MAIL_SERVER="mail.example.org")


@pytest.mark.parametrize("url", ["http://[::1]:8000", "https://büro.example", "https://192.0.2.7:8443/"])
def test_address_when_browsers_open_it_is_taken(tmp_path: Path, url: str) -> None:
    https = "yes" if url.startswith("https") else "no"
    assert config_with(tmp_path, TISCHWECHSEL_BASE_URL=url, TISCHWECHSEL_HTTPS=https)["BASE_URL"] == url
