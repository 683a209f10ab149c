"""Everybody of the demo and their evening, put into an empty database: sign-ups, registrations, wishes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from rehearsal.applicants import PEOPLE, draw_applicants
from rehearsal.firms import FIRMS
from rehearsal.options import Timetable
from rehearsal.orders import Part
from rehearsal.personal_links import personal_path
from rehearsal.profiles import SIGNED_UP_BEFORE, add_applicant, add_association, add_company
from rehearsal.wishing import pin_meetings, register_everybody, wish_everybody
from webapp.accounts.models import Account
from webapp.accounts.services import create_account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import Event
from webapp.events.services import EventSettings, create_event, open_event
from webapp.extensions import db
from webapp.permissions import Role

PLAYED_FIRMS = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """Everybody who was put into the database; those played by people come first on each side."""

    event: Event
    organiser: Account
    applicants: tuple[Applicant, ...]
    companies: tuple[Company, ...]

    @property
    def played(self) -> dict[str, list[Account]]:
        """The accounts that people play, by their part in the evening."""
        return {
            "organiser": [self.organiser],
            "applicants": [a.account for a in self.applicants[: len(PEOPLE)]],
            "representatives": [c.representatives[0].account for c in self.companies[:PLAYED_FIRMS]],
        }

    def bot_parts(self, seed: int) -> tuple[Part, ...]:
        """Return everybody else as parts for the bots."""
        applicants = [
            (applicant.account, applicant.account.first_name, seat.trade)
            for applicant, seat in zip(self.applicants, draw_applicants(seed), strict=True)
        ]
        firms = [
            (company.representatives[0].account, f"{seat.first_name} von {company.name}", seat.trade)
            for company, seat in zip(self.companies, FIRMS, strict=True)
        ]
        return tuple(
            Part(personal_path(account), name, account.role.value, trade, seed * 1000 + number)
            for number, (account, name, trade) in enumerate(applicants[len(PEOPLE) :] + firms[PLAYED_FIRMS:])
        )


def assemble(timetable: Timetable, now: datetime) -> Scene:
    """Let everybody sign up and wish, some days ago; the evening is tomorrow until its start is set."""
    db.session().expire_on_commit = False  # nobody else writes yet, and reading all again takes seconds
    association = add_association()
    organiser = create_account(
        association.id, Role.ORGANISER, "sabine.hartung@example.org", "Sabine", "Hartung"
    )
    companies = tuple(
        add_company(association, seed, now, is_bot=n >= PLAYED_FIRMS) for n, seed in enumerate(FIRMS)
    )
    applicants = tuple(add_applicant(association, seed, now) for seed in draw_applicants(timetable.seed))
    db.session.commit()
    event, signed_up_at = add_event(organiser, timetable, now), now - SIGNED_UP_BEFORE
    register_everybody(event, applicants, companies, signed_up_at)
    wish_everybody(event, applicants, companies, random.Random(timetable.seed), signed_up_at)
    pin_meetings(event, applicants[: len(PEOPLE)], companies[:PLAYED_FIRMS])
    return Scene(event, organiser, applicants, companies)


def add_event(organiser: Account, timetable: Timetable, now: datetime) -> Event:
    """Let the organiser create the evening and open it."""
    settings = settings_of(timetable, now + timedelta(days=1))
    event = create_event(organiser, settings, now - SIGNED_UP_BEFORE)
    return open_event(organiser, event)


def settings_of(timetable: Timetable, starts_at: datetime) -> EventSettings:
    """Return the settings of the evening with a start; registration is open until then."""
    return EventSettings(
        name="Azubi-Speed-Dating (Vorführung)",
        description="Zwölf kleine Betriebe, vierzig Bewerberinnen und Bewerber, ein Abend.",
        starts_at=starts_at,
        registration_closes_at=starts_at,
        rounds=timetable.rounds,
        round_seconds=timetable.round_seconds,
        changeover_seconds=timetable.changeover_seconds,
        guarantee_applicant=1,
        guarantee_table=min(timetable.rounds, 4),
    )
