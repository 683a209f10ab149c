"""The demo's own corner of the instance folder: its database, its links, its log; never the real database."""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from webapp.config import PREFIX, load_settings
from webapp.logs import FORMAT


@dataclass(frozen=True, slots=True)
class DemoInstance:
    """Where everything of the demo lies."""

    folder: Path

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> DemoInstance:
        """Return the demo of the installation, making its folder if there is none."""
        folder = Path(load_settings(environ)["INSTANCE_PATH"]).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder)

    @property
    def database(self) -> Path:
        """The database file, made anew by every demo."""
        return self.folder / "demo.sqlite"

    @property
    def links(self) -> Path:
        """The file with the personal links."""
        return self.folder / "demo-links.json"

    @property
    def log(self) -> Path:
        """What server and bots write."""
        return self.folder / "demo.log"

    def environ(self, environ: Mapping[str, str], port: int) -> dict[str, str]:
        """Return the settings of the demo: its own database and key, and mails shown."""
        return {
            **environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "PYTHONUNBUFFERED": "1",
            f"{PREFIX}INSTANCE_PATH": str(self.folder),
            f"{PREFIX}SECRET_KEY": secrets.token_urlsafe(48),
            f"{PREFIX}BASE_URL": base_url(port),
            f"{PREFIX}DEVELOPMENT": "yes",
            f"{PREFIX}HTTPS": "no",
            f"{PREFIX}MAIL_SERVER": "",
        }

    def clear(self) -> None:
        """Remove what the last demo left."""
        leftovers = [self.database.with_name(self.database.name + end) for end in ("", "-wal", "-shm")]
        for path in (*leftovers, self.links, self.log):
            path.unlink(missing_ok=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder for one demo at a time; the system lets go of it whatever happens to us."""
        with (self.folder / "demo.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise click.ClickException(
                    "A demo is running from this folder already; end it with Ctrl-C first."
                ) from None
            yield


def write_log(path: Path) -> None:
    """Let what the services and migrations write down go to the file, so that the terminal stays readable."""
    handler = logging.FileHandler(path)
    handler.setFormatter(logging.Formatter(FORMAT))
    for name in ("webapp", "alembic"):
        logging.getLogger(name).addHandler(handler)


def base_url(port: int) -> str:
    """Return where the demo answers."""
    return f"http://127.0.0.1:{port}"


def require_free_port(port: int) -> None:
    """Complain in one line about a port that somebody listens on, or that needs other rights."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            why = os.strerror(problem.errno or 0)
            raise click.ClickException(
                f"Port {port} cannot be used ({why}); choose another one: make demo PORT=8001"
            ) from None
