"""Evenings to be photographed: people with names, half an hour in, with everything that happens on such an evening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from rehearsal.applicants import FIRST_NAMES, LAST_NAMES
from rehearsal.firms import FIRMS
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
from webapp.applicants.models import Applicant
from webapp.database import now
from webapp.events.models import Event, EventState, EventTable
from webapp.extensions import db
from webapp.live.models import HelpCall, HelpKind, Presence, PresenceInterval
from webapp.planning.models import Meeting, Plan, PlanState

ROUNDS, ROUND_SECONDS, CHANGEOVER_SECONDS = 6, 600, 90
TOWNS = ("Detmold", "Lemgo", "Paderborn", "Höxter", "Lage", "Blomberg", "Brakel", "Warburg", "Salzkotten")


@dataclass
class Photographed:
    """An evening in its third round."""

    event: Event
    organiser: Account
    people: list[Applicant]
    tables: list[EventTable]

    def arrive(self, accounts: list[Account]) -> None:
        """Let people be here since before the first round."""
        since = self.event.starts_at - timedelta(minutes=5)
        for account in accounts:
            whose = {"event_id": self.event.id, "account_id": account.id}
            presence = Presence(**whose, connection=f"c{account.id}", checked_in_at=since, changed_at=since)
            db.session.add_all([presence, PresenceInterval(**whose, began_at=since)])
        db.session.commit()

    def call_for_help(self, account: Account, kind: HelpKind, words: str) -> None:
        """Let somebody call."""
        row = {"event_id": self.event.id, "account_id": account.id, "kind": kind, "words": words}
        db.session.add(HelpCall(**row, at=now() - timedelta(minutes=1)))
        db.session.commit()


def photographed(tables: int, applicants: int, name: str = "Azubi-Speed-Dating Lippe") -> Photographed:
    """Arrange an evening whose third round began four minutes ago; nobody is here yet."""
    begun = now() - timedelta(seconds=2 * (ROUND_SECONDS + CHANGEOVER_SECONDS) + 240)
    association = make_association(name="Wirtschaftsförderung Lippe")
    times = {"rounds": ROUNDS, "round_seconds": ROUND_SECONDS, "changeover_seconds": CHANGEOVER_SECONDS}
    event = make_event(association, name=name, state=EventState.PUBLISHED, starts_at=begun, **times)
    people = [named_applicant(association, event, place) for place in range(applicants)]
    at = [make_table(event, named_company(association, place)) for place in range(tables)]
    meetings = [
        Meeting(round=r + 1, applicant=people[(t + r * 7) % applicants], table=table, utility=0.8)
        for r in range(ROUNDS)
        for t, table in enumerate(at)
        if t < applicants
    ]
    for meeting in meetings:
        meeting.held = True if meeting.round < 3 else None
    db.session.add(Plan(event=event, version=1, state=PlanState.PUBLISHED, meetings=meetings))
    organiser = make_organiser(association, first_name="Sabine", last_name="Kramer")
    db.session.commit()
    return Photographed(event, organiser, people, at)


def named_applicant(association: object, event: Event, place: int) -> Applicant:
    """Add a school-leaver."""
    wished = tuple(FIRMS[(place + shift) % len(FIRMS)].offers[0][0] for shift in (0, 1, 2))
    person = make_applicant(association, tuple(dict.fromkeys(wished)))  # type: ignore[arg-type]
    person.account.first_name = FIRST_NAMES[place % len(FIRST_NAMES)]
    person.account.last_name = LAST_NAMES[(place * 5 + place // len(FIRST_NAMES)) % len(LAST_NAMES)]
    make_registration(event, person)
    return person


def named_company(association: object, place: int) -> object:
    """Add a firm; after the twelve of the demo they have a town behind their name."""
    seed, round_ = FIRMS[place % len(FIRMS)], place // len(FIRMS)
    name = seed.name if round_ == 0 else f"{seed.name} {TOWNS[(round_ - 1) % len(TOWNS)]}"
    company = make_company(association, seed.offers[0][0], name=name)  # type: ignore[arg-type]
    account = company.representatives[0].account
    account.first_name, account.last_name = seed.first_name, seed.last_name
    return company
