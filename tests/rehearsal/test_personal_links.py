"""Personal links: there only in the demo, only with our signature, straight into the evening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from rehearsal.entrance import blueprint
from rehearsal.personal_links import personal_path
from tests.factories.people import (
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from webapp import create_app
from webapp.accounts.models import Account
from webapp.events.models import EventState
from webapp.extensions import db


@pytest.fixture
def demo_app(tmp_path: Path) -> Iterator[Flask]:
    """An app with the links of the demo, on a database of its own."""
    app = create_app({"TISCHWECHSEL_INSTANCE_PATH": str(tmp_path)}, testing=True)
    app.register_blueprint(blueprint)
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def people(demo_app: Flask) -> dict[str, Account]:
    association = make_association()
    applicant, company = make_applicant(association), make_company(association)
    event = make_event(association, state=EventState.PUBLISHED)
    make_registration(event, applicant)
    make_table(event, company)
    organiser = make_organiser(association)
    db.session.commit()
    return {
        "applicant": applicant.account,
        "representative": company.representatives[0].account,
        "organiser": organiser,
    }


@pytest.mark.parametrize(
    ("role", "place"), [("applicant", "evening"), ("representative", "evening"), ("organiser", "desk")]
)
def test_link_when_opened_signs_in_and_leads_into_the_evening(
    demo_app: Flask, people: dict[str, Account], role: str, place: str
) -> None:
    client = demo_app.test_client()
    response = client.get(personal_path(people[role]))
    assert (response.status_code, response.location) == (302, f"/events/1/{place}")
    with client.session_transaction() as session:
        assert session["_user_id"] == people[role].session_key


def test_link_when_opened_again_still_works(demo_app: Flask, people: dict[str, Account]) -> None:
    link = personal_path(people["applicant"])
    assert [demo_app.test_client().get(link).status_code for _ in range(3)] == [302, 302, 302]


def test_link_when_the_signature_is_wrong_is_not_found(demo_app: Flask, people: dict[str, Account]) -> None:
    link = personal_path(people["applicant"])
    somebody_elses = personal_path(people["organiser"]).split(".")[0] + "." + link.split(".")[1]
    for forged in (link[:-1], link + "x", "/demo/enter/1", "/demo/enter/MQ", somebody_elses):
        client = demo_app.test_client()
        assert client.get(forged).status_code == 404
        with client.session_transaction() as session:
            assert "_user_id" not in session


def test_link_when_the_key_of_the_demo_is_another_is_not_found(
    demo_app: Flask, people: dict[str, Account]
) -> None:
    link = personal_path(people["applicant"])
    demo_app.secret_key = "another demo"
    assert demo_app.test_client().get(link).status_code == 404


def test_link_when_it_is_no_demo_does_not_exist(app: Flask) -> None:
    account = make_organiser(make_association())
    db.session.commit()
    assert app.test_client().get(personal_path(account)).status_code == 404
    assert "rehearsal" not in app.blueprints
