"""What the desk shows: the phase, and each table with the people of the running or the next round."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduler.clock import Phase, PhaseKind, programme
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventTable
from webapp.events.queries import accounts_registered, tables_with_people
from webapp.live.announcements import latest_announcement
from webapp.live.desk.diary import entries_of
from webapp.live.desk.hand import Undoable, last_change, undoable_at
from webapp.live.guests import Way, ways_at
from webapp.live.help_calls import open_calls
from webapp.live.models import Announcement, DeskEntry, HelpCall, Presence
from webapp.live.queries import presences_of
from webapp.live.replanning.missing import Gone, gone_for_later, patience
from webapp.live.replanning.proposals import open_proposal
from webapp.planning.models import Meeting
from webapp.planning.queries import meetings_in_round

# Whoever is not here so short before a round is looked for.
LOOK_AHEAD = timedelta(minutes=2)


class TableState(enum.StrEnum):
    """How it stands with a table; trouble comes first on the desk, in this order."""

    BOTH_MISSING = "both missing"
    COMPANY_MISSING = "company missing"
    APPLICANT_MISSING = "applicant missing"
    NO_CONNECTION = "no connection"
    STANDSTILL = "standstill"
    NOT_YET = "not yet"
    READY = "ready"
    TALKING = "talking"
    IN_HALL = "in the hall"
    FREE = "free"


TROUBLE = frozenset(
    {
        TableState.BOTH_MISSING,
        TableState.COMPANY_MISSING,
        TableState.APPLICANT_MISSING,
        TableState.NO_CONNECTION,
        TableState.STANDSTILL,
    }
)
# What lasts shorter repairs itself.
LASTS = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Seat:
    """A side of a table: who, whether they are here, and since when they are or are not."""

    account: int
    name: str
    here: bool
    since: datetime | None
    in_hall: bool = False
    way: Way | None = None

    def lacks(self, what: str, now: datetime) -> bool:
        """Whether pictures do not get through to them, or stand still, for longer than what repairs itself."""
        told = self.way
        if told is None or now - told.since < LASTS:
            return False
        return told.way == "none" if what == "way" else told.picture == "stalled"


@dataclass(frozen=True, slots=True)
class Tile:
    """A table on the desk."""

    number: int
    company: str
    representative: Seat | None
    applicant: Seat | None
    state: TableState

    @property
    def way(self) -> str:
        """Which way the talk takes, if a browser has told; empty if not."""
        told = [seat.way for seat in (self.representative, self.applicant) if seat and seat.way]
        return max((way.way for way in told), default="")

    @property
    def trouble(self) -> bool:
        """Whether somebody should look after this table."""
        return self.state in TROUBLE


@dataclass(frozen=True, slots=True)
class Count:
    """How many of those who come are here."""

    here: int
    all: int


@dataclass(frozen=True, slots=True)
class Board:
    """The whole desk at a moment; `last_change` is the number of the last change of the clock."""

    phase: Phase
    rounds: Sequence[Phase]
    tiles: Sequence[Tile]
    applicants: Count
    representatives: Count
    last_change: int
    undoable: Undoable | None
    diary: Sequence[DeskEntry]
    announced: Announcement | None
    help_calls: Sequence[HelpCall]
    gone: Sequence[Gone]
    proposal_waits: bool

    @property
    def trouble(self) -> int:
        """How many tables need somebody."""
        return sum(tile.trouble for tile in self.tiles)


def board_of(event: Event, now: datetime) -> Board:
    """Return the desk of an event at a moment."""
    phases = programme(clock_of(event), now)
    phase = next(p for p in phases if p.ends_at is None or now < p.ends_at or p.paused)
    here, tables = presences_of(event.id), tables_with_people(event)
    meetings = {d.table_id: d for d in meetings_in_round(event.id, phase.round)} if phase.ends_at else {}
    ways = ways_at(event.id)
    tiles = [tile_of(table, meetings.get(table.id), here, ways, phase, now) for table in tables]
    order = list(TableState)
    return Board(
        phase=phase,
        rounds=[p for p in phases if p.kind is PhaseKind.ROUND],
        tiles=sorted(tiles, key=lambda tile: (order.index(tile.state), tile.number)),
        applicants=count(here, accounts_registered(event)),
        representatives=count(here, [table.representative_account_id for table in tables]),
        last_change=last_change(event),
        undoable=undoable_at(event, now),
        diary=entries_of(event.id),
        announced=latest_announcement(event.id),
        help_calls=open_calls(event.id),
        gone=gone_for_later(event, phase, now, patience()),
        proposal_waits=phase.ends_at is not None and open_proposal(event.id) is not None,
    )


def tile_of(
    table: EventTable,
    meeting: Meeting | None,
    here: dict[int, Presence],
    ways: dict[int, Way],
    phase: Phase,
    now: datetime,
) -> Tile:
    """Return a table as the desk shows it."""
    representative = None
    if table.representative is not None:
        representative = seat(
            table.representative.id, table.representative.first_name, here.get(table.representative.id)
        )
    applicant = None
    if meeting is not None:
        account = meeting.applicant.account
        applicant = seat(account.id, account.name, here.get(account.id))
    if meeting is not None:
        representative, applicant = (told_of(side, ways, meeting.id) for side in (representative, applicant))
    return Tile(
        number=table.number,
        company=table.company.name,
        representative=representative,
        applicant=applicant,
        state=state_of(representative, applicant, phase, now),
    )


def seat(account: int, name: str, presence: Presence | None) -> Seat:
    """Return somebody's seat with what is known of their connection."""
    here = presence is not None and presence.connection is not None
    in_hall = presence is not None and presence.in_hall
    return Seat(account, name, here, presence.changed_at if presence else None, in_hall)


def told_of(seat: Seat | None, ways: dict[int, Way], meeting_id: int) -> Seat | None:
    """Return a seat with what its browser has told of this talk."""
    way = ways.get(seat.account) if seat else None
    return replace(seat, way=way) if seat and way and way.meeting_id == meeting_id else seat


def state_of(representative: Seat | None, applicant: Seat | None, phase: Phase, now: datetime) -> TableState:
    """Decide how it stands with a table."""
    if applicant is None:
        return TableState.FREE
    company_here = representative is not None and representative.here
    running = phase.kind is PhaseKind.ROUND
    if representative is not None and company_here and applicant.here:
        return how_they_talk(representative, applicant, now) if running else TableState.READY
    if not running and phase.ends_at is not None and phase.ends_at - now > LOOK_AHEAD:
        return TableState.NOT_YET
    if company_here:
        return TableState.APPLICANT_MISSING
    return TableState.COMPANY_MISSING if applicant.here else TableState.BOTH_MISSING


def how_they_talk(representative: Seat, applicant: Seat, now: datetime) -> TableState:
    """Decide how it stands with two who are both here while their round runs."""
    if representative.in_hall and applicant.in_hall:
        return TableState.IN_HALL
    both = (representative, applicant)
    if any(seat.lacks("way", now) for seat in both):
        return TableState.NO_CONNECTION
    return TableState.STANDSTILL if any(seat.lacks("picture", now) for seat in both) else TableState.TALKING


def count(here: dict[int, Presence], account_ids: Sequence[int | None]) -> Count:
    """Count who of some people is here."""
    present = [here[a] for a in account_ids if a in here]
    return Count(sum(p.connection is not None for p in present), len(account_ids))
