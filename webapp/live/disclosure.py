"""From when on two people may know each other: profiles are without a name until the talk is near."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext

from scheduler.clock import phase_at
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.next_step import lobby_is_open
from webapp.live.cards import Card, partner_card
from webapp.live.own_evening import OwnEvening, whole_evening
from webapp.live.queries import is_over, is_running
from webapp.live.refusals import NotNow
from webapp.planning.models import Meeting


def introduced(own: OwnEvening, now: datetime) -> set[int]:
    """Return which of somebody's meetings show who comes: those begun, and the next once the lobby is open.

    One that is called off shows nobody, and the one after it is the next.
    """
    phase = phase_at(clock_of(own.event), now)
    on = [meeting for meeting in own.meetings if not own.is_called_off(meeting)]
    begun = [meeting.id for meeting in on if is_over(meeting, phase) or is_running(meeting, phase)]
    ahead = [meeting.id for meeting in on if meeting.id not in begun]
    return {*begun, *(ahead[:1] if lobby_is_open(own.event, now) else [])}


def stand_ins(own: OwnEvening, now: datetime) -> dict[int, str]:
    """Return what to call the other side of those meetings that do not show yet who comes.

    An applicant is the profile of the wishes page, by its number; the person at a table has no name yet.
    """
    shown = introduced(own, now)
    veiled = [meeting for meeting in own.meetings if meeting.id not in shown]
    return {meeting.id: profile_name(own.numbers.get(meeting.applicant_id)) for meeting in veiled}


def profile_name(number: int | None) -> str:
    """Return what firms call a profile before the evening."""
    return gettext("Profile %(number)s", number=number) if number else ""


def introduce(meeting: Meeting, account: Account, now: datetime) -> Card:
    """Return the whole card of the other side of somebody's own meeting, if it is time for it."""
    event = meeting.plan.event
    own = whole_evening(event, account)
    if meeting.id not in introduced(own, now):
        raise NotNow
    return partner_card(meeting, account)
