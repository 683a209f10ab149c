"""What is printed for the hall: a slip for each person in the order of the door list, and a sign for each table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import segno

from plaintext.german_order import german_order
from webapp.accounts.models import Account
from webapp.events.models import Event, EventTable
from webapp.events.queries import applicants_at, profile_numbers, tables_with_people
from webapp.events.timetable import RoundTimes, rounds_of
from webapp.fit.profiles import profile_title
from webapp.planning.models import Meeting
from webapp.planning.queries import meetings_of_event


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A talk on a slip: when, in which round, at which table, with whom."""

    round: int
    begins_at: datetime
    table: int
    other: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What somebody carries through the hall; `table` for people of firms, who stay at theirs.

    `profile` is what firms call an applicant: on their slips stands no name of anybody they have not met.
    """

    account: int
    name: str
    profile: str
    company: str
    table: int | None
    lines: Sequence[SlipLine]


def slips_of(event: Event, now: datetime, only: int | None = None) -> list[Slip]:
    """Return the slips of an evening, applicants first, each by name; `only` the one of an account."""
    rounds, by_applicant, by_table = rounds_of(event, now), defaultdict(list), defaultdict(list)
    for meeting in meetings_of_event(event.id):
        if meeting.round in rounds:
            by_applicant[meeting.applicant_id].append(meeting)
            by_table[meeting.table_id].append(meeting)
    titles = {who: profile_title(number) for who, number in profile_numbers(event.id).items()}
    slips = [
        Slip(
            a.account_id,
            a.account.name,
            titles.get(a.id, ""),
            "",
            None,
            with_firms(by_applicant[a.id], rounds),
        )
        for a in applicants_at(event)
    ]
    slips.sort(key=lambda slip: german_order(slip.name))
    slips += [
        Slip(
            seated.id,
            seated.name,
            "",
            table.company.name,
            table.number,
            with_people(by_table[table.id], rounds, titles),
        )
        for table, seated in seated_at(tables_with_people(event))
    ]
    return [slip for slip in slips if only is None or slip.account == only]


def seated_at(tables: Iterable[EventTable]) -> list[tuple[EventTable, Account]]:
    """Return the tables at which somebody is named, by number."""
    return [(table, table.representative) for table in tables if table.representative is not None]


def with_firms(meetings: Iterable[Meeting], rounds: dict[int, RoundTimes]) -> list[SlipLine]:
    """Return the lines of an applicant."""
    return [
        SlipLine(m.round, rounds[m.round].begins_at, m.table.number, m.table.company.name) for m in meetings
    ]


def with_people(
    meetings: Iterable[Meeting], rounds: dict[int, RoundTimes], titles: Mapping[int, str]
) -> list[SlipLine]:
    """Return the lines of a table, with applicants as firms know them before a talk."""
    return [
        SlipLine(m.round, rounds[m.round].begins_at, m.table.number, titles.get(m.applicant_id, ""))
        for m in meetings
    ]


def qr_svg(text: str) -> str:
    """Draw a code that a phone's camera reads, as SVG to stand in a page."""
    drawn = BytesIO()
    segno.make(text, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()
