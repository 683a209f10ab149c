"""Opening a page changes nothing: mail scanners, previews and prefetching browsers open what they find."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.factories.people import (
    MONDAY_EVENING,
    make_account,
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from tests.promises.test_rights import our_rules
from tests.statements import counted
from webapp.accounts.models import Account
from webapp.accounts.services import issue_link
from webapp.database import now
from webapp.extensions import db
from webapp.permissions import Role
from webapp.planning.models import Meeting, Plan, PlanState

WRITES = ("INSERT", "UPDATE", "DELETE")


def is_a_write(statement: str) -> bool:
    return statement.lstrip().upper().startswith(WRITES)


@pytest.fixture
def people(app: Flask) -> list[Account | None]:
    """A visitor and everybody of an association, at an event whose planner was lost with its server."""
    association = make_association()
    applicant, company = make_applicant(association), make_company(association)
    event = make_event(association, starts_at=MONDAY_EVENING)
    make_registration(event, applicant)
    table = make_table(event, company)
    published = Plan(event=event, version=1, state=PlanState.PUBLISHED)
    published.meetings = [Meeting(round=1, table=table, applicant=applicant, utility=1.0)]
    lost = Plan(event=event, version=2, state=PlanState.SOLVING, heard_at=now() - timedelta(days=1))
    db.session.add_all([published, lost])
    staff = [make_organiser(association), make_account(association, Role.HELPER)]
    db.session.commit()
    return [None, applicant.account, company.representatives[0].account, *staff]


def things() -> dict[str, object]:
    """Return what the addresses of these pages name."""
    plan = db.session.scalars(db.select(Plan).filter_by(version=1)).one()
    (meeting,) = plan.meetings
    return {
        "event_id": plan.event_id,
        "applicant_id": meeting.applicant_id,
        "company_id": meeting.table.company_id,
        "offer_id": meeting.table.company.offers[0].id,
        "table_id": meeting.table_id,
        "plan_id": plan.id,
        "meeting_id": meeting.id,
        "account_id": meeting.applicant.account_id,
        "person_id": meeting.applicant.account_id,
        "key": "a",
        "version": 1,
        "slug": plan.event.association.slug,
        "address": "32756",
        "filename": "a",
    }


def test_page_when_opened_by_anybody_writes_nothing(app: Flask, people: list[Account | None]) -> None:
    link = issue_link(next(person for person in people if person), now())
    db.session.commit()
    given, found = {**things(), "token": link}, []
    for rule in (rule for rule in our_rules(app) if "GET" in rule.methods):
        url = rule.build(given, append_unknown=False)
        assert url is not None, f"{rule}: this test knows no {rule.arguments}"
        for person in people:
            browser = app.test_client(user=person) if person else app.test_client()
            with counted() as asked:
                browser.get(url[1])
            found += [
                (str(rule), person.role.value if person else "visitor", what)
                for what in asked
                if is_a_write(what)
            ]
    assert found == []


def test_form_when_a_page_is_opened_is_sent_by_no_script(project_root: Path) -> None:
    scripts = [*(project_root / "webapp").rglob("*.js")]
    sending = [path.name for path in scripts if ".submit()" in path.read_text(encoding="utf-8")]
    assert scripts
    assert sending == []
