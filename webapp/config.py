"""The settings of an installation: name, default, meaning; `docs/settings.md` is compared with this list."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PREFIX = "TISCHWECHSEL_"


class SettingError(ValueError):
    """A setting has a value nobody can work with."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; its environment variable is the name with the prefix, unless it is `bare`."""

    name: str
    default: str
    meaning: str
    bare: bool = False

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return self.name if self.bare else PREFIX + self.name


SETTINGS = (
    Setting("DATABASE_URL", "", "Database; empty: SQLite in the instance folder.", bare=True),
    Setting("INSTANCE_PATH", "instance", "Folder for database, secret key and demo links."),
    Setting("SECRET_KEY", "", "Signs sessions; empty: made at first start and kept in the instance folder."),
    Setting(
        "BASE_URL",
        "http://127.0.0.1:8000",
        "Address under which people reach the service, for links in mail.",
    ),
    Setting("HTTPS", "no", "yes behind TLS: cookies only over HTTPS, HSTS on."),
    Setting(
        "TRUSTED_PROXIES",
        "0",
        "How many reverse proxies in a row say who asks (X-Forwarded-For, -Proto, -Host); 0: nobody is believed.",
    ),
    Setting("TIME_ZONE", "Europe/Berlin", "Time zone in which times are shown and typed."),
    Setting(
        "DEVELOPMENT", "no", "yes shows mails in the terminal and at /dev/mails; never on a public server."
    ),
    Setting("DEMO", "no", "yes adds the personal doors of make demo; never on a public server."),
    Setting(
        "MAIL_SERVER",
        "",
        "SMTP server; empty: mails are shown in the terminal in development, else they wait.",
    ),
    Setting("MAIL_PORT", "587", "Port of the SMTP server."),
    Setting("MAIL_USERNAME", "", "Account at the SMTP server."),
    Setting("MAIL_PASSWORD", "", "Password at the SMTP server."),
    Setting("MAIL_USE_TLS", "yes", "STARTTLS towards the SMTP server."),
    Setting("MAIL_SENDER", "tischwechsel@localhost", "Sender of all mails."),
    Setting(
        "STUN_URLS", "", "Comma-separated STUN addresses; empty: none, so that nobody else learns of a talk."
    ),
    Setting("TURN_URLS", "", "Comma-separated TURN addresses (coturn with use-auth-secret)."),
    Setting("TURN_SECRET", "", "The static-auth-secret of that coturn."),
    Setting("TURN_SECONDS", "14400", "How long TURN credentials are valid."),
    Setting("PREPARE_SECONDS", "10", "How long before a round the next connection is prepared."),
    Setting(
        "RATE_LIMIT_STORAGE", "memory://", "Where rate limits are counted; redis://... for several workers."
    ),
)

WHOLE_NUMBERS = ("TRUSTED_PROXIES", "MAIL_PORT", "TURN_SECONDS", "PREPARE_SECONDS")


def load_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """Read every setting from the environment, or take its default."""
    return {s.name: environ.get(s.variable, "").strip() or s.default for s in SETTINGS}


def flask_config(settings: Mapping[str, str], testing: bool = False) -> dict[str, Any]:
    """Translate the settings into what Flask and its extensions read."""
    instance = Path(settings["INSTANCE_PATH"]).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    https = yes(settings, "HTTPS")
    return {
        **{name: value for name, value in settings.items() if name != "DATABASE_URL"},
        **{name: yes(settings, name) for name in ("HTTPS", "DEVELOPMENT", "DEMO", "MAIL_USE_TLS")},
        **{name: whole_number(settings, name) for name in WHOLE_NUMBERS},
        **{name: listed(settings, name) for name in ("STUN_URLS", "TURN_URLS")},
        "TESTING": testing,
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": settings["SECRET_KEY"] or kept_secret_key(instance),
        "SQLALCHEMY_DATABASE_URI": database_url(settings["DATABASE_URL"], instance),
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # what people typed never reaches a log
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_NAME": "__Host-session" if https else "session",
        # Not with every answer: a file of the last page that arrives late would bring the last session back.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": 60 * 60 * 24 * 30,
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "de",
        "BABEL_DEFAULT_TIMEZONE": settings["TIME_ZONE"],
        "BOOTSTRAP_SERVE_LOCAL": True,
        "RATELIMIT_STORAGE_URI": settings["RATE_LIMIT_STORAGE"],
        "RATELIMIT_ENABLED": not testing,
        "MAIL_BACKEND": "smtp" if settings["MAIL_SERVER"] else ("locmem" if testing else "console"),
        "MAIL_DEFAULT_SENDER": settings["MAIL_SENDER"],
    }


def yes(settings: Mapping[str, str], name: str) -> bool:
    """Read a yes-or-no setting."""
    value = settings[name].lower()
    if value not in {"yes", "no"}:
        raise SettingError(f"{PREFIX}{name} is {settings[name]!r}; it must be yes or no")
    return value == "yes"


def whole_number(settings: Mapping[str, str], name: str) -> int:
    """Read a setting that is a whole number."""
    if not settings[name].isdigit():
        raise SettingError(f"{PREFIX}{name} is {settings[name]!r}; it must be a whole number")
    return int(settings[name])


def listed(settings: Mapping[str, str], name: str) -> list[str]:
    """Read a comma-separated setting."""
    return [part.strip() for part in settings[name].split(",") if part.strip()]


def database_url(url: str, instance: Path) -> str:
    """Return the address SQLAlchemy connects to; PostgreSQL always through psycopg 3."""
    if not url:
        return f"sqlite:///{instance / 'tischwechsel.sqlite'}"
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def kept_secret_key(instance: Path) -> str:
    """Return the installation's own secret key, made at the first start and readable by its owner only."""
    path = instance / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
