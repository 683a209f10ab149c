"""What every test of the service shares: an app on a real database, empty before each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from flask_login import FlaskLoginClient
from werkzeug.test import TestResponse

from tests.attempts import allow_second_attempts
from tests.emptying import empty_tables
from tests.workers import database_of_worker, make_pages_once, put_small_files_first
from webapp import create_app
from webapp.accounts.knocks import answer_knocks
from webapp.accounts.services import begin_sign_in
from webapp.accounts.session import SIGN_IN
from webapp.database import now
from webapp.extensions import db, limiter

pytest_plugins = ["tests.parts", "tests.browsers", "tests.servers", "tests.socket_people"]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Before anybody works."""
    make_pages_once(session)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before any test runs."""
    put_small_files_first(items)
    allow_second_attempts(items)


class Visitor(FlaskLoginClient):
    """Finds an empty `g` at each request, as on a server.

    Flask shares the `g` of the test otherwise, and with it who is signed in and the token of the first form.
    """

    knocks_are_answered = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        account = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if account is not None:
            with self.session_transaction() as session:
                session[SIGN_IN] = begin_sign_in(account, now())

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        for name in list(g) if has_app_context() else []:
            g.pop(name)
        answer = super().open(*args, **kwargs)
        if has_app_context() and self.knocks_are_answered:
            answer_knocks(now())  # as the server does a moment later
        return answer


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of the tests: `DATABASE_URL` decides the database, SQLite in a new folder without it."""
    instance = tmp_path_factory.mktemp("instance")
    return {
        "TISCHWECHSEL_INSTANCE_PATH": str(instance),
        "TISCHWECHSEL_DEVELOPMENT": "yes",
        "DATABASE_URL": database_of_worker(),
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
        empty_tables()
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
