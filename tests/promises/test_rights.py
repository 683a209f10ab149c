"""Every address says who may call it, and somebody else's things are not found."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.factories.people import (
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.models import HelpCall, HelpKind
from webapp.permissions import RIGHTS, UndeclaredRight, check_right, declared_right, organiser
from webapp.planning.models import Meeting, Plan, PlanState

HARMLESS_ARGUMENTS = {"filename", "slug", "token", "address"}


def our_rules(app: Flask) -> list[Rule]:
    return [
        r for r in app.url_map.iter_rules() if r.endpoint != "static" and not r.endpoint.endswith(".static")
    ]


def test_address_when_registered_declares_a_right_of_the_list(schema: Flask) -> None:
    undeclared = []
    for rule in our_rules(schema):
        try:
            assert declared_right(schema, rule.endpoint) in RIGHTS, rule
        except UndeclaredRight:
            undeclared.append(str(rule))
    assert undeclared == []


def test_guard_when_a_view_declares_nothing_lets_nobody_in(schema: Flask) -> None:
    bare = Flask("bare")
    bare.add_url_rule("/bare", "bare", lambda: "open")
    with bare.test_request_context("/bare"), pytest.raises(UndeclaredRight):
        check_right()


def test_permissions_page_when_read_names_every_right(project_root: Path) -> None:
    page = (project_root / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert [r.__name__ for r in RIGHTS if f"`{r.__name__}`" not in page] == []


@pytest.fixture
def their_things(app: Flask) -> dict[str, int]:
    """The numbers of one of each thing of an association."""
    association = make_association()
    applicant, company = make_applicant(association), make_company(association)
    event = make_event(association)
    registration, table = make_registration(event, applicant), make_table(event, company)
    plan = Plan(event=event, version=1, state=PlanState.PUBLISHED)
    plan.meetings = [Meeting(round=1, table=table, applicant=applicant, utility=1.0)]
    call = HelpCall(event_id=event.id, account_id=applicant.account_id, kind=HelpKind.HELP, at=now())
    db.session.add_all([plan, call])
    db.session.commit()
    return {
        "event_id": event.id,
        "call_id": call.id,
        "applicant_id": applicant.id,
        "company_id": company.id,
        "offer_id": company.offers[0].id,
        "registration_id": registration.id,
        "table_id": table.id,
        "plan_id": plan.id,
        "meeting_id": plan.meetings[0].id,
        "account_id": applicant.account_id,
        "person_id": applicant.account_id,
        "key": "a",
        "version": 1,
    }


@pytest.fixture
def strangers(app: Flask) -> list[Account]:
    """An organiser, an applicant and a representative of another association."""
    other = make_association()
    people = [
        make_organiser(other),
        make_applicant(other).account,
        make_company(other).representatives[0].account,
    ]
    db.session.commit()
    return people


def test_things_of_an_association_when_asked_for_by_another_are_not_found(
    app: Flask, their_things: dict[str, int], strangers: list[Account]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    found = []
    try:
        for rule in our_rules(app):
            if not rule.arguments or rule.arguments <= HARMLESS_ARGUMENTS:
                continue
            url = rule.build(their_things, append_unknown=False)
            assert url is not None, f"{rule}: this test knows no {rule.arguments}"
            for account in strangers:
                expected = 404 if declared_right(app, rule.endpoint)(account) else 403
                for method in rule.methods & {"GET", "POST", "DELETE", "PUT"}:
                    status = app.test_client(user=account).open(url[1], method=method).status_code
                    if status != expected:
                        found.append((method, str(rule), account.role.value, status))
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    assert found == []


def test_page_for_organisers_when_nobody_is_signed_in_leads_to_sign_in(app: Flask) -> None:
    closed = [
        r for r in our_rules(app) if declared_right(app, r.endpoint) is organiser and "GET" in r.methods
    ]
    arguments = dict.fromkeys(("event_id", "company_id", "plan_id", "version"), 1)
    for rule in closed:
        built = rule.build(arguments, append_unknown=False)
        assert built is not None, rule
        answer = app.test_client().get(built[1])
        assert (answer.status_code, "/sign-in" in answer.location) == (302, True), rule
    assert closed
