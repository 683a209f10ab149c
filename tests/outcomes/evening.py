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
from webapp.live.models import Presence
from webapp.planning.models import Plan, PlannedDate, PlanState

ROUND_SECONDS = 600
CHANGEOVER_SECONDS = 60


@dataclass
class Evening:
    """The people and dates; `date(a, f)` is the date of applicant a with firm f, both from 0."""

    event: Event
    applicants: list[Account]
    representatives: list[Account]
    organiser: Account
    dates: dict[tuple[int, int], PlannedDate]

    def date(self, applicant: int, firm: int) -> PlannedDate:
        return self.dates[applicant, firm]

    def end_of_round(self, number: int) -> datetime:
        seconds = number * ROUND_SECONDS + (number - 1) * CHANGEOVER_SECONDS
        return self.event.starts_at + timedelta(seconds=seconds)


def make_evening(starts_at: datetime | None = None, size: int = 2) -> Evening:
    """As many applicants as firms as rounds; applicant a meets firm f in round (f - a) mod size + 1.

    It began an hour ago unless said otherwise.
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
    dates = {
        (a, f): PlannedDate(
            plan=plan, round=(f - a) % size + 1, table=tables[f], applicant=applicants[a], utility=1.0
        )
        for a in range(size)
        for f in range(size)
    }
    db.session.add(plan)
    organiser = make_organiser(association)
    db.session.commit()
    representatives = [firm.representatives[0].account for firm in firms]
    return Evening(event, [a.account for a in applicants], representatives, organiser, dates)


def check_in(event: Event, account: Account, at: datetime) -> None:
    db.session.add(Presence(event_id=event.id, account_id=account.id, checked_in_at=at))
    db.session.commit()


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
