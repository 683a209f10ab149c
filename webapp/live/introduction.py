"""From when on two people may know each other: profiles are without a name until the talk is near."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext

from scheduler.clock import phase_at
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.events.next_step import doors_are_open
from webapp.live.partner import Card, partner_card
from webapp.live.queries import is_over, is_running, profile_numbers
from webapp.live.refusals import NotNow
from webapp.planning.models import PlannedDate
from webapp.planning.queries import dates_of
from webapp.planning.reasons import reasons_for_dates


def introduced(event: Event, dates: Sequence[PlannedDate], now: datetime) -> set[int]:
    """Return which of somebody's dates show who comes: those begun, and the next once the doors are open."""
    phase = phase_at(clock_of(event), now)
    begun = [date.id for date in dates if is_over(date, phase) or is_running(date, phase)]
    ahead = [date.id for date in dates if date.id not in begun]
    return {*begun, *(ahead[:1] if doors_are_open(event, now) else [])}


def stand_ins(event: Event, dates: Sequence[PlannedDate], account: Account, now: datetime) -> dict[int, str]:
    """Return what to call the other side of those dates that do not show yet who comes.

    An applicant is the profile of the wishes page, by its number; the person at a table has no name yet.
    """
    shown = introduced(event, dates, now)
    veiled = [date for date in dates if date.id not in shown]
    people = [date.applicant for date in veiled if date.applicant.account_id != account.id]
    numbers = profile_numbers(event.id) if people else {}
    return {date.id: profile_name(numbers.get(date.applicant_id)) for date in veiled}


def profile_name(number: int | None) -> str:
    """Return what firms call a profile before the evening."""
    return gettext("Profile %(number)s", number=number) if number else ""


def introduce(date: PlannedDate, account: Account, now: datetime) -> Card:
    """Return the whole card of the other side of somebody's own date, if it is time for it."""
    event = date.plan.event
    if date.id not in introduced(event, dates_of(event.id, account), now):
        raise NotNow
    return partner_card(date, account, reasons_for_dates(event, [date])[date.id])
