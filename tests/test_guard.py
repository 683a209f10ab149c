"""The check before every request."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_applicant, make_association
from webapp.extensions import db


def test_closed_page_when_nobody_is_signed_in_leads_to_sign_in_and_back(client: FlaskClient) -> None:
    answer = client.get("/events")
    assert answer.status_code == 302
    assert "next=" in answer.location


def test_page_for_organisers_when_an_applicant_asks_is_refused_with_a_sentence(app: Flask) -> None:
    account = make_applicant(make_association()).account
    db.session.commit()
    answer = app.test_client(user=account).get("/board")
    assert answer.status_code == 403
    assert "andere" in answer.text
    assert "Traceback" not in answer.text
