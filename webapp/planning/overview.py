"""What came out of a plan, for the organiser: the grid, the figures, the certificate in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import format_decimal, gettext, ngettext

from plaintext.german_order import german_order
from webapp.applicants.models import Applicant
from webapp.events.models import Event, EventTable
from webapp.events.queries import profile_numbers, tables_at
from webapp.offload import PacedList
from webapp.planning.cancellation import why_cancelled
from webapp.planning.models import Meeting, Plan
from webapp.planning.open_wishes import WishedPairs, present_rounds


@dataclass(frozen=True, slots=True)
class Cell:
    """A meeting in the grid: the other side, how many of the two wished for it, whether it was set by hand.

    `why_not` is empty, or says why it was cancelled.
    """

    meeting_id: int
    other: int
    name: str
    wished_by: int
    fixed: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody's evening: a cell for each round, empty where nothing is planned."""

    number: int
    name: str
    cells: Sequence[Cell | None]
    missing: int

    @property
    def count(self) -> int:
        """Number of meetings that take place."""
        return sum(cell is not None and not cell.why_not for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """Both sides of a plan, round by round."""

    applicants: Sequence[Row]
    tables: Sequence[Row]


def grid_of(
    event: Event,
    plan: Plan,
    people: Sequence[Applicant],
    wished: WishedPairs,
    fixed: Container[tuple[int, int]] = frozenset(),
) -> Grid:
    """Lay a plan out: applicants by the number of their profile, tables by theirs; with what was cancelled."""
    numbers = profile_numbers(event.id)
    by_applicant: dict[int, dict[int, Cell]] = defaultdict(dict)
    by_table: dict[int, dict[int, Cell]] = defaultdict(dict)
    for meeting in plan.meetings:
        sides = wished.sides(meeting.applicant_id, meeting.table.company_id)
        seeker, table, by_hand = (
            meeting.applicant,
            meeting.table,
            (meeting.applicant_id, meeting.table_id) in fixed,
        )
        why_not = why_cancelled(meeting) if meeting.cancelled_at else ""
        by_applicant[seeker.id][meeting.round] = Cell(
            meeting.id, table.number, table.company.name, sides, by_hand, why_not
        )
        number = numbers.get(seeker.id, 0)
        by_table[table.id][meeting.round] = Cell(
            meeting.id, number, seeker.account.name, sides, by_hand, why_not
        )
    promised = promised_to_applicants(event)
    return Grid(
        PacedList(
            row(event, numbers[p.id], p.account.name, by_applicant[p.id], promised.get(p.id, 0))
            for p in people
        ),
        PacedList(
            row(event, table.number, table.company.name, by_table[table.id], promised_to_table(event, table))
            for table in tables_at(event)
        ),
    )


def promised_to_applicants(event: Event) -> dict[int, int]:
    """Return how many meetings each applicant is promised: no more than the rounds in which they are there."""
    return {
        registration.applicant_id: min(
            event.guarantee_applicant, present_rounds(registration.available, event.rounds)
        )
        for registration in event.registrations
    }


def promised_to_table(event: Event, table: EventTable) -> int:
    """Return how many meetings a table is promised, no more than the rounds in which somebody sits there."""
    return min(event.guarantee_table, present_rounds(table.available, event.rounds))


def row(event: Event, number: int, name: str, cells: Mapping[int, Cell], guaranteed: int) -> Row:
    """Return one line of the grid."""
    laid = Row(number, name, [cells.get(r) for r in range(1, event.rounds + 1)], 0)
    return replace(laid, missing=max(0, guaranteed - laid.count))


def figures_of(grid: Grid, wished: WishedPairs, meetings: Sequence[Meeting]) -> list[tuple[str, str]]:
    """Return the figures an organiser asks for first, each with its label."""
    stand = [meeting for meeting in meetings if meeting.cancelled_at is None]
    met = {(meeting.applicant_id, meeting.table.company_id) for meeting in stand}
    return [
        (gettext("Talks"), str(len(stand))),
        (gettext("Talks per applicant"), span(row.count for row in grid.applicants)),
        (gettext("Talks per table"), span(row.count for row in grid.tables)),
        (gettext("Wishes of applicants met"), share(wished.of_applicants, met)),
        (gettext("Wishes of firms met"), share(wished.of_companies, met)),
    ]


def span(counts: Iterable[int]) -> str:
    """Write the least and the most."""
    listed = list(counts) or [0]
    least, most = min(listed), max(listed)
    return str(least) if least == most else f"{least}–{most}"


def share(wishes: Iterable[tuple[int, int]], met: set[tuple[int, int]]) -> str:
    """Write how many of the wishes became meetings."""
    pairs = set(wishes)
    return f"{len(pairs & met)}/{len(pairs)}" if pairs else "–"


def certificate_words(outcome: Mapping[str, Any]) -> list[str]:
    """Say how good the plan is, and how sure that is."""
    certificate, statistics = outcome.get("certificate"), outcome.get("statistics")
    if not certificate or not statistics:
        return []
    return [
        shortfall_words(certificate["shortfall"]),
        *utility_words(certificate["utility"]),
        waiting_words(statistics),
    ]


def shortfall_words(level: Mapping[str, Any]) -> str:
    """Say whether the promised number of talks is kept."""
    missing = round(level["value"])
    if missing == 0:
        return gettext("Every promise is kept: nobody has fewer talks than promised.")
    said = ngettext("%(num)s promised talk is missing.", "%(num)s promised talks are missing.", missing)
    if level["proven"]:
        return said + " " + gettext("No plan misses fewer: proven.")
    fewest = round(level["bound"])
    return said + " " + gettext("Perhaps only %(fewest)s need be missing.", fewest=fewest)


def utility_words(level: Mapping[str, Any]) -> list[str]:
    """Say by how much of this plan wishes and fit could be met better; nothing where no bound tells."""
    if level["proven"]:
        return [gettext("Wishes and fit: it cannot be better, proven.")]
    value, bound = level["value"], level["bound"]
    if not 0 < value <= bound:
        return []
    percent = format_decimal(max(100 * (bound - value) / value, 0.01), format="0.00")
    return [gettext("Wishes and fit: at most %(percent)s %% better would be possible.", percent=percent)]


def waiting_words(statistics: Mapping[str, Any]) -> str:
    """Say how long people sit between two talks."""
    if not statistics["waiting"]:
        return gettext("Between two talks nobody waits.")
    return ngettext(
        "Between their talks people wait %(num)s round, all together.",
        "Between their talks people wait %(num)s rounds, all together.",
        statistics["waiting"],
    )


def shortfalls(grid: Grid) -> list[tuple[str, int]]:
    """List who gets fewer meetings than promised, tables first, each side by name."""
    rows = [*_rows_by_name(grid.tables), *_rows_by_name(grid.applicants)]
    return [(line.name, line.missing) for line in rows if line.missing]


def _rows_by_name(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (german_order(row.name), row.number))


def empty_seats(event: Event) -> list[EventTable]:
    """List the tables at which nobody is named."""
    return [table for table in tables_at(event) if table.representative_account_id is None]
