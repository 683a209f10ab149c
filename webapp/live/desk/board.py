"""What the desk shows: the phase, and each table with the people of the running or the next round."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.clock import Phase, PhaseKind, programme
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventTable
from webapp.events.queries import accounts_registered, tables_with_people
from webapp.live.announcements import latest_announcement
from webapp.live.desk.diary import entries_of
from webapp.live.desk.hand import Undoable, last_change, undoable_at
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
    NOT_YET = "not yet"
    READY = "ready"
    TALKING = "talking"
    FREE = "free"


TROUBLE = frozenset({TableState.BOTH_MISSING, TableState.COMPANY_MISSING, TableState.APPLICANT_MISSING})


@dataclass(frozen=True, slots=True)
class Seat:
    """A side of a table: who, whether they are here, and since when they are or are not."""

    account: int
    name: str
    here: bool
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Tile:
    """A table on the desk."""

    number: int
    company: str
    representative: Seat | None
    applicant: Seat | None
    state: TableState

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
    tiles = [tile_of(table, meetings.get(table.id), here, phase, now) for table in tables]
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
    table: EventTable, meeting: Meeting | None, here: dict[int, Presence], phase: Phase, now: datetime
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
    return Seat(account, name, here, presence.changed_at if presence else None)


def state_of(representative: Seat | None, applicant: Seat | None, phase: Phase, now: datetime) -> TableState:
    """Decide how it stands with a table."""
    if applicant is None:
        return TableState.FREE
    company_here = representative is not None and representative.here
    running = phase.kind is PhaseKind.ROUND
    if company_here and applicant.here:
        return TableState.TALKING if running else TableState.READY
    if not running and phase.ends_at is not None and phase.ends_at - now > LOOK_AHEAD:
        return TableState.NOT_YET
    if company_here:
        return TableState.APPLICANT_MISSING
    return TableState.COMPANY_MISSING if applicant.here else TableState.BOTH_MISSING


def count(here: dict[int, Presence], account_ids: Sequence[int | None]) -> Count:
    """Count who of some people is here."""
    present = [here[a] for a in account_ids if a in here]
    return Count(sum(p.connection is not None for p in present), len(account_ids))
