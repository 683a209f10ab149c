"""Tests run in several processes side by side: what is made once, and what each process has for itself."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.browser_client import build_when_stale
from webapp.messages import ROOT
from webapp.translation_files import compile_all


def make_pages_once(session: pytest.Session) -> None:
    """Make what pages are made of, so that they show what the sources say now; not in each process."""
    if not hasattr(session.config, "workerinput"):
        build_when_stale()
        compile_all(ROOT)


def put_small_files_first(items: list[pytest.Item]) -> None:
    """Sort tests by how many stand in their file: where few do, each takes long, and nobody waits for the last."""
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (sizes[item.path], str(item.path)))


def database_of_worker() -> str:
    """The database of this process: `DATABASE_URL`, or with several processes one beside it; "" is SQLite."""
    given, worker = os.environ.get("DATABASE_URL", ""), os.environ.get("PYTEST_XDIST_WORKER")
    if not given.startswith("postgres") or worker is None:
        return given
    url = make_url(given.replace("postgresql://", "postgresql+psycopg://", 1))
    own = f"{url.database}_{worker}"
    with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        if connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": own}) is None:
            connection.execute(text(f'CREATE DATABASE "{own}"'))
    return given.rsplit("/", 1)[0] + "/" + own
