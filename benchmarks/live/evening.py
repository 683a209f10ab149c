"""An evening in which everybody has a meeting in each round: as many tables as applicants, the hardest there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from flask import Flask

from tests.factories.people import (
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_registration,
    make_table,
)
from tests.socket_people import session_cookie
from webapp.database import now
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.live.models import Rating
from webapp.planning.models import Meeting, Plan, PlanState

OCCUPATIONS = ("tischler", "koch", "maurer", "metallbauer")
ROUNDS = 8
ABOUT = "Wir bauen Küchen, Treppen und Fenster, und wer bei uns lernt, baut vom ersten Tag an mit."


@dataclass(frozen=True, slots=True)
class Arranged:
    """An evening in a database, and a cookie for each of its people: who sits at a table, then whom they meet first."""

    app: Flask
    event_id: int
    cookies: list[str]

    def end_round_at(self, moment: datetime, round_: int = 1) -> None:
        """Let a round end at a moment, as another process may; the server notices within a second."""
        with self.app.app_context():
            event = db.session.get_one(Event, self.event_id)
            event.starts_at = moment - timedelta(
                seconds=round_ * event.round_seconds + (round_ - 1) * event.changeover_seconds
            )
            db.session.commit()

    def begin_at(self, moment: datetime) -> None:
        """Let the first round begin at a moment."""
        with self.app.app_context():
            db.session.get_one(Event, self.event_id).starts_at = moment
            db.session.commit()

    def held(self) -> tuple[int, int]:
        """Count the meetings that were held, and all."""
        with self.app.app_context():
            rows = list(db.session.scalars(db.select(Meeting.held)))
            return sum(bool(row) for row in rows), len(rows)

    def ratings(self, note: str) -> int:
        """Count what is kept of the taps with a note."""
        with self.app.app_context():
            kept = db.select(db.func.count(Rating.id)).where(Rating.note == note)
            found: int = db.session.scalar(kept) or 0
            return found


def arrange(app: Flask, people: int, **settings: object) -> Arranged:
    """Fill an empty database with an evening of so many people whose first round runs, and at which nobody is yet."""
    pairs = people // 2
    rounds = range(ROUNDS)
    plan = [(round_ + 1, seat, (seat + round_) % pairs) for round_ in rounds for seat in range(pairs)]
    return arrange_plan(app, pairs, pairs, plan, **{"rounds": ROUNDS, **settings})


def arrange_plan(
    app: Flask, seats: int, come: int, plan: Iterable[tuple[int, int, int]], **settings: object
) -> Arranged:
    """Fill an empty database with an evening of so many tables and applicants; a meeting is round, table, applicant."""
    with app.app_context():
        db.create_all()
        association, began = make_association(), now() - timedelta(minutes=5)
        times = {"starts_at": began, "registration_closes_at": began, "state": EventState.PUBLISHED}
        event = make_event(association, **{**times, **settings})
        firms = [make_company(association, OCCUPATIONS[i % 4], about=ABOUT) for i in range(seats)]
        tables = [make_table(event, firm) for firm in firms]
        applicants = [
            make_applicant(association, (OCCUPATIONS[i % 4],), about=ABOUT[:60]) for i in range(come)
        ]
        for applicant in applicants:
            make_registration(event, applicant)
        published = Plan(event=event, version=1, state=PlanState.PUBLISHED)
        for round_, seat, person in plan:
            published.meetings.append(
                Meeting(round=round_, table=tables[seat], applicant=applicants[person], utility=1.0)
            )
        db.session.add(published)
        db.session.commit()
        pairs = zip_longest([t.representative for t in tables], [a.account for a in applicants])
        people = [account for pair in pairs for account in pair if account]
        return Arranged(app, event.id, [session_cookie(app, account) for account in people])
