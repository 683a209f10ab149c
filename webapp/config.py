"""The settings of an installation: name, default, meaning; `docs/settings.md` is compared with this list."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click import ClickException

from webapp.database.busy import PATIENCE_OPTION
from webapp.start.private_files import keep_private
from webapp.start.settings import PREFIX, SHORTEST_SECRET, THIS_MACHINE, what_is_wrong


class SettingError(ClickException, ValueError):
    """A setting has a value nobody can work with: a command ends with the sentence and status 2."""

    exit_code = 2


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
    Setting("DATABASE_PATIENCE", "5", "For how many seconds somebody who writes waits for others who do."),
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
    Setting(
        "CONNECTIONS_PER_ADDRESS", "600", "How many connections one address may have: a whole school has one."
    ),
    Setting("TIME_ZONE", "Europe/Berlin", "Time zone in which times are shown and typed."),
    Setting(
        "DEVELOPMENT", "no", "yes shows mails in the terminal and at /dev/mails; never on a public server."
    ),
    Setting(
        "MAIL_SERVER",
        "",
        "SMTP server; empty: mails are shown in the terminal in development, else they wait.",
    ),
    Setting("MAIL_PORT", "587", "Port of the SMTP server."),
    Setting("MAIL_USERNAME", "", "Account at the SMTP server."),
    Setting("MAIL_PASSWORD", "", "Password at the SMTP server."),
    Setting(
        "MAIL_USE_TLS",
        "yes",
        "TLS towards the SMTP server: yes is STARTTLS (port 587), at-once is TLS from the first byte (port 465), no is none.",
    ),
    Setting(
        "MAIL_VERIFY_TLS",
        "yes",
        "no takes any certificate of the SMTP server; allowed towards this machine only.",
    ),
    Setting("MAIL_SENDER", "tischwechsel@localhost", "Sender of all mails."),
    Setting(
        "STUN_URLS", "", "Comma-separated STUN addresses; empty: none, so that nobody else learns of a talk."
    ),
    Setting(
        "TURN_URLS",
        "",
        "Comma-separated TURN addresses (coturn with use-auth-secret); then talks with minors go this way alone.",
    ),
    Setting("TURN_SECRET", "", "The static-auth-secret of that coturn."),
    Setting("TURN_SECONDS", "14400", "How long TURN credentials are valid."),
    Setting("PREPARE_SECONDS", "10", "How long before a round the next connection is prepared."),
    Setting(
        "NO_SHOW_SECONDS",
        "60",
        "How long into a round somebody may be missing before whoever waits for them is brought together with others.",
    ),
    Setting(
        "RATE_LIMIT_STORAGE", "memory://", "Where rate limits are counted; redis://... for several workers."
    ),
)

WHOLE_NUMBERS = (
    "DATABASE_PATIENCE",
    "TRUSTED_PROXIES",
    "CONNECTIONS_PER_ADDRESS",
    "MAIL_PORT",
    "TURN_SECONDS",
    "PREPARE_SECONDS",
    "NO_SHOW_SECONDS",
)


def load_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """Read every setting from the environment, or take its default."""
    return {s.name: environ.get(s.variable, "").strip() or s.default for s in SETTINGS}


def flask_config(settings: Mapping[str, str], testing: bool = False) -> dict[str, Any]:
    """Translate the settings into what Flask and its extensions read."""
    https = yes(settings, "HTTPS")
    complaint = what_is_wrong(settings)
    if complaint:
        raise SettingError(complaint)
    instance = private_folder(Path(settings["INSTANCE_PATH"]).resolve())
    return {
        **{name: value for name, value in settings.items() if name != "DATABASE_URL"},
        **{name: yes(settings, name) for name in ("HTTPS", "DEVELOPMENT", "MAIL_VERIFY_TLS")},
        **{name: whole_number(settings, name) for name in WHOLE_NUMBERS},
        **{name: listed(settings, name) for name in ("STUN_URLS", "TURN_URLS")},
        "MAIL_USE_TLS": mail_tls(settings),
        "TESTING": testing,
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": settings["SECRET_KEY"] or kept_secret_key(instance),
        "SQLALCHEMY_DATABASE_URI": database_url(settings["DATABASE_URL"], instance),
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings),
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_NAME": "__Host-session" if https else "session",
        # Not with every answer: a file of the last page that arrives late would bring the last session back.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": 60 * 60 * 24 * 30,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "de",
        "BABEL_DEFAULT_TIMEZONE": settings["TIME_ZONE"],
        "BOOTSTRAP_SERVE_LOCAL": True,
        "RATELIMIT_STORAGE_URI": settings["RATE_LIMIT_STORAGE"],
        "RATELIMIT_ENABLED": not testing,
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


def mail_tls(settings: Mapping[str, str]) -> str:
    """Read how the mail server is spoken to, and refuse what contradicts itself or gives a password away."""
    tls, port, server = settings["MAIL_USE_TLS"].lower(), settings["MAIL_PORT"], settings["MAIL_SERVER"]
    name = f"{PREFIX}MAIL_USE_TLS"
    if tls not in {"yes", "no", "at-once"}:
        raise SettingError(f"{name} is {settings['MAIL_USE_TLS']!r}; it must be yes, at-once or no")
    if not server:
        return tls
    if port == "465" and tls != "at-once":
        raise SettingError(f"{name} is {tls}, but port 465 speaks TLS from the first byte; set it to at-once")
    if port in {"25", "587"} and tls == "at-once":
        raise SettingError(f"{name} is at-once, but port {port} begins without TLS; set it to yes")
    if server not in THIS_MACHINE and settings["MAIL_VERIFY_TLS"].lower() == "no":
        raise SettingError(
            f"{PREFIX}MAIL_VERIFY_TLS may be no towards this machine only, not towards {server}"
        )
    if server not in THIS_MACHINE and tls == "no" and settings["MAIL_PASSWORD"]:
        raise SettingError(
            f"{name} is no: everybody on the way to {server} could read the password of the mail account"
        )
    return tls


def has_relay(config: Mapping[str, Any]) -> bool:
    """Whether there is a relay for browsers that find no other way to each other."""
    return bool(config["TURN_URLS"] and config["TURN_SECRET"])


def listed(settings: Mapping[str, str], name: str) -> list[str]:
    """Read a comma-separated setting."""
    return [part.strip() for part in settings[name].split(",") if part.strip()]


def engine_options(settings: Mapping[str, str]) -> dict[str, Any]:
    """Return how the database is asked: never longer than people wait, and never with their words in a log."""
    patience = whole_number(settings, "DATABASE_PATIENCE")
    options: dict[str, Any] = {"hide_parameters": True, "execution_options": {PATIENCE_OPTION: patience}}
    if settings["DATABASE_URL"].startswith("postgres"):
        limits = f"-c lock_timeout={max(1, patience * 1000)}"
        options |= {
            "pool_pre_ping": True,  # a connection may have ended with the database that was restarted
            "pool_timeout": max(1, patience),
            "connect_args": {"connect_timeout": max(2, patience), "options": limits},
        }
    return options


def database_url(url: str, instance: Path) -> str:
    """Return the address SQLAlchemy connects to; PostgreSQL always through psycopg 3."""
    if not url:
        return f"sqlite:///{instance / 'tischwechsel.sqlite'}"
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def private_folder(instance: Path) -> Path:
    """Return the instance folder, which is there and open to nobody else."""
    try:
        keep_private(instance)
    except OSError as error:
        raise SettingError(
            f"{PREFIX}INSTANCE_PATH: {instance} cannot be kept private ({error.strerror}); "
            "it must belong to whoever runs the service"
        ) from None
    return instance


def kept_secret_key(instance: Path) -> str:
    """Return the installation's own secret key, made at the first start and readable by its owner only."""
    path = instance / "secret_key"
    try:
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
        key = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError(f"The secret key cannot be read or written: {path}") from None
    if len(key) < SHORTEST_SECRET:
        raise SettingError(
            f"The secret key in {path} is empty or short; remove the file, and a new one is made"
        )
    return key
