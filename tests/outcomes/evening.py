"""An evening with a published plan in which every applicant meets every firm once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from werkzeug.test import TestResponse

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
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.live.models import PresenceInterval
from webapp.planning.models import Meeting, Plan, PlanState

ROUND_SECONDS = 600
CHANGEOVER_SECONDS = 60


@dataclass
class Evening:
    """The people and meetings; `meeting(a, f)` is the meeting of applicant a with firm f, both from 0."""

    event: Event
    applicants: list[Account]
    representatives: list[Account]
    organiser: Account
    meetings: dict[tuple[int, int], Meeting]

    def meeting(self, applicant: int, firm: int) -> Meeting:
        return self.meetings[applicant, firm]

    def end_of_round(self, number: int) -> datetime:
        seconds = number * ROUND_SECONDS + (number - 1) * CHANGEOVER_SECONDS
        return self.event.starts_at + timedelta(seconds=seconds)


def make_evening(starts_at: datetime | None = None, size: int = 2, here: bool = True) -> Evening:
    """As many applicants as firms as rounds; applicant a meets firm f in round (f - a) mod size + 1.

    It began an hour ago unless said otherwise, and everybody is there from its beginning on.
    """
    association = make_association()
    applicants = [make_applicant(association) for _ in range(size)]
    firms = [make_company(association) for _ in range(size)]
    event = make_event(
        association,
        state=EventState.PUBLISHED,
        starts_at=starts_at or now() - timedelta(hours=1),
        rounds=size,
        round_seconds=ROUND_SECONDS,
        changeover_seconds=CHANGEOVER_SECONDS,
    )
    for applicant in applicants:
        make_registration(event, applicant)
    tables = [make_table(event, firm) for firm in firms]
    plan = Plan(event=event, version=1, state=PlanState.PUBLISHED)
    meetings = {
        (a, f): Meeting(
            plan=plan, round=(f - a) % size + 1, table=tables[f], applicant=applicants[a], utility=1.0
        )
        for a in range(size)
        for f in range(size)
    }
    db.session.add(plan)
    organiser = make_organiser(association)
    representatives = [firm.representatives[0].account for firm in firms]
    evening = Evening(event, [a.account for a in applicants], representatives, organiser, meetings)
    for account in [*evening.applicants, *representatives] if here else []:
        add_stay(event, account, event.starts_at)
    db.session.commit()  # all at once: a server that runs beside decides what was held as soon as it can
    return evening


def stay(event: Event, account: Account, from_: datetime, until: datetime | None = None) -> None:
    """Let somebody be there from one moment to another, or to stay."""
    add_stay(event, account, from_, until)
    db.session.commit()


def add_stay(event: Event, account: Account, from_: datetime, until: datetime | None = None) -> None:
    """As `stay`, in the running transaction."""
    db.session.add(PresenceInterval(event_id=event.id, account_id=account.id, began_at=from_, ended_at=until))


def page_of(app: Flask, account: Account, path: str) -> str:
    response = app.test_client(user=account).get(path)
    assert response.status_code == 200, response.status
    return response.get_data(as_text=True)


def answers_path(evening: Evening) -> str:
    return f"/events/{evening.event.id}/answers"


TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def send_answer(app: Flask, account: Account, evening: Evening, **fields: object) -> TestResponse:
    """Fill the form as a browser does: fetch the page, take its token, send it back."""
    client = app.test_client(user=account)
    token = TOKEN.search(client.get(answers_path(evening)).get_data(as_text=True))
    assert token is not None
    return client.post(answers_path(evening), data={"csrf_token": token.group(1), **fields})
