"""What must be there before the server begins, beside settings that make sense: else it ends with a sentence."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from click import ClickException
from flask import Flask
from sqlalchemy.exc import DBAPIError

from webapp.config import PREFIX, SETTINGS
from webapp.extensions import db, limiter
from webapp.start.settings import is_this_machine

log = logging.getLogger("webapp.server")


class CannotServe(ClickException):
    """The server cannot begin; the message says what to do."""


def environ_at(environ: Mapping[str, str], port: int) -> dict[str, str]:
    """Return the environment with links that lead to where the server listens, unless an address is set."""
    name = f"{PREFIX}BASE_URL"
    return {**environ, name: environ.get(name, "").strip() or f"http://127.0.0.1:{port}"}


def try_what_is_needed(app: Flask, host: str, environ: Mapping[str, str]) -> None:
    """Raise `CannotServe` unless the server can work; name what nobody reads."""
    for name in unknown_variables(environ):
        log.warning("%s is no setting of Tischwechsel and changes nothing; docs/settings.md lists them", name)
    refuse_open_development(app, host)
    with app.app_context():
        require_newest_migration(app)
    require_rate_limit_storage()


def unknown_variables(environ: Mapping[str, str]) -> list[str]:
    """List the variables that look like settings and are none."""
    return sorted(
        name for name in environ if name.startswith(PREFIX) and name not in {s.variable for s in SETTINGS}
    )


def refuse_open_development(app: Flask, host: str) -> None:
    """Refuse to show everybody's mails to a network."""
    if app.config["DEVELOPMENT"] and not is_this_machine(host):
        raise CannotServe(
            f"{PREFIX}DEVELOPMENT is yes: the server then listens on 127.0.0.1 only, not on {host}."
        )


def require_newest_migration(app: Flask) -> None:
    """Refuse a database that cannot be reached, or that is of another version."""
    newest = set(ScriptDirectory(f"{app.root_path}/migrations").get_heads())
    try:
        with db.engine.connect() as connection:
            current = set(MigrationContext.configure(connection).get_current_heads())
    except DBAPIError as error:
        raise CannotServe(
            f"The database cannot be used ({type(error.orig).__name__}); DATABASE_URL says where it is."
        ) from None
    if current and current != newest:
        raise CannotServe("The database is of another version; `tischwechsel upgrade` makes it the newest.")


def require_rate_limit_storage() -> None:
    """Refuse a storage that does not answer."""
    try:
        answers = limiter.storage.check()
    except Exception:  # each storage has errors of its own
        answers = False
    if not answers:
        raise CannotServe(f"The storage of {PREFIX}RATE_LIMIT_STORAGE does not answer.")
