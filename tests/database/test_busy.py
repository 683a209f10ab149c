"""Somebody else writes for long: readers do not wait, writers are asked to come back."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask, request_started
from sqlalchemy.exc import SQLAlchemyError

from tests.conftest import Visitor
from tests.database.other_writer import impatient, opened, other_writer
from tests.factories.people import make_association, make_organiser
from webapp import create_app
from webapp.accounts.models import Account
from webapp.associations.models import Association
from webapp.database.busy import DatabaseBusy, passes
from webapp.database.locks import lock_row
from webapp.extensions import db, limiter

ANSWERS = {"name": "Neu", "contact_email": "neu@example.org", "postcode": "32756", "imprint": "x"}


@pytest.fixture
def hasty(app: Flask, environ: dict[str, str]) -> Iterator[Flask]:
    """The service with no patience at all, so that no test waits."""
    hasty = impatient(environ, create_app)
    hasty.test_client_class = Visitor
    limiter.enabled = False
    yield hasty
    with hasty.app_context():
        db.engine.dispose()


@pytest.fixture
def organiser(app: Flask) -> Account:
    account = make_organiser(make_association(name="Alt"))
    db.session.commit()
    return account


def test_reader_when_somebody_else_writes_gets_the_page(hasty: Flask, organiser: Account) -> None:
    visitor = hasty.test_client(user=organiser)
    with other_writer("association"):
        assert visitor.get("/association").status_code == 200


@pytest.mark.parametrize(("language", "words"), [("de", "in ein paar Sekunden"), ("en", "in a few seconds")])
def test_writer_when_somebody_else_writes_is_asked_to_come_back(
    hasty: Flask, organiser: Account, language: str, words: str
) -> None:
    organiser.locale = language
    db.session.commit()
    visitor = hasty.test_client(user=organiser)
    with other_writer("association"):
        answer = visitor.post("/association", data=ANSWERS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert words in answer.text
    db.session.expire_all()
    assert organiser.association.name == "Alt"


def test_writer_when_the_other_one_ends_in_time_is_served(app: Flask, organiser: Account) -> None:
    answers, begun = [], threading.Event()
    client = app.test_client(user=organiser)
    app.config["WTF_CSRF_ENABLED"] = False

    def write() -> None:
        answers.append(client.post("/association", data=ANSWERS).status_code)

    def note(_app: Flask, **_more: object) -> None:
        begun.set()

    db.session.remove()
    try:
        with other_writer("association"), request_started.connected_to(note, app):
            writer = threading.Thread(target=write)
            writer.start()
            assert begun.wait(10)
        writer.join(10)
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    assert answers == [302]


def test_row_when_locked_is_read_afresh(app: Flask, organiser: Account) -> None:
    association = organiser.association
    assert association.name == "Alt"
    other = opened()
    other.execute("UPDATE association SET name = 'Anders'")
    other.commit()
    other.close()
    lock_row(association)
    assert association.name == "Anders"


def test_row_when_locked_is_not_changed_by_others(app: Flask, hasty: Flask, organiser: Account) -> None:
    lock_row(organiser.association)
    with hasty.app_context():
        row = db.session.get_one(Association, organiser.association_id)
        with pytest.raises(SQLAlchemyError) as refused:
            lock_row(row)
        db.session.rollback()
    assert passes(refused.value)
    db.session.rollback()


def test_mistake_of_ours_when_it_is_one_does_not_pass(app: Flask) -> None:
    with pytest.raises(SQLAlchemyError, match="no_such_table") as mistake:
        db.session.execute(db.text("SELECT 1 FROM no_such_table"))
    db.session.rollback()
    assert not passes(mistake.value)
    assert passes(DatabaseBusy())


def test_postgresql_when_it_cannot_be_reached_passes(environ: dict[str, str]) -> None:
    app = create_app({**environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, testing=True)
    app.config.update(PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    answer = app.test_client().post("/sign-in", data={"email": "mia@example.org"})
    limiter.enabled = False
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
