"""What planning does, in the same transaction, when something happens to an event that has an agenda."""

from __future__ import annotations

from datetime import datetime

from webapp.announcements import (
    applicant_withdraws,
    event_called_off,
    firm_declined,
    seats_changed,
    settings_changed,
    timetable_moves,
)
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import Event
from webapp.events.queries import Hearers
from webapp.planning.models import CancelledBecause
from webapp.planning.services import changed_settings, leaving, publication


@applicant_withdraws.connect
def cancel_meetings_of_applicant(_sender: object, event: Event, applicant: Applicant, now: datetime) -> None:
    """Cancel the meetings of whoever does not come, and tell everybody concerned."""
    leaving.applicant_left(event, applicant, now)


@firm_declined.connect
def cancel_meetings_of_firm(_sender: object, company: Company, now: datetime) -> None:
    """Cancel the meetings of a firm that may no longer take part."""
    leaving.firm_left(company, CancelledBecause.FIRM_NOT_RELEASED, now)


@seats_changed.connect
def tell_of_seats(_sender: object, event: Event, company: Company, before: Hearers, now: datetime) -> None:
    """Tell who sits at a table now about the meetings there, and who has left it that they are free."""
    leaving.seats_taken(event, company, before, now)


@timetable_moves.connect
def take_agenda_back(_sender: object, event: Event) -> None:
    """Take back an agenda that no longer fits the times."""
    publication.take_back_publication(event)


@settings_changed.connect
def tell_of_frame(_sender: object, event: Event, moved: bool, postponed: bool, now: datetime) -> None:
    """Tell everybody in whose calendar the event stands what holds now."""
    changed_settings.settings_changed(event, moved=moved, postponed=postponed, now=now)


@event_called_off.connect
def cancel_all_meetings(_sender: object, event: Event, now: datetime) -> None:
    """Cancel every meeting and tell everybody who wanted to come."""
    changed_settings.evening_cancelled(event, now)
