"""Who in the hall goes where now: for a screen at the door, and for those without a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plaintext.german_order import german_order
from scheduler.clock import Phase, phase_at
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.live.queries import presences_of
from webapp.planning.models import Meeting
from webapp.planning.queries import meetings_in_round


@dataclass(frozen=True, slots=True)
class Destination:
    """Where somebody in the hall goes: to a table there, or to their own screen if the firm is not in the hall."""

    name: str
    company: str
    table: int
    on_screen: bool


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where everybody in the hall goes in the running round, or in the next one while none runs."""

    phase: Phase
    rows: Sequence[Destination]


def destinations_of(event: Event, now: datetime) -> Destinations:
    """Return where those applicants go who are in the hall and have a talk, by name."""
    phase = phase_at(clock_of(event), now)
    if phase.ends_at is None:
        return Destinations(phase, ())
    inside = {account for account, presence in presences_of(event.id).items() if presence.in_hall}
    meetings = [m for m in meetings_in_round(event.id, phase.round) if m.applicant.account_id in inside]
    rows = [destination(meeting, inside) for meeting in meetings]
    return Destinations(phase, sorted(rows, key=lambda row: german_order(row.name)))


def destination(meeting: Meeting, inside: set[int]) -> Destination:
    """Return where the applicant of a meeting goes."""
    table = meeting.table
    on_screen = table.representative_account_id not in inside
    return Destination(short_name(meeting.applicant.account), table.company.name, table.number, on_screen)


def short_name(account: Account) -> str:
    """Return a name as it may stand on a wall: enough for whoever it is, not for everybody else."""
    return f"{account.first_name} {account.last_name[:1]}."
