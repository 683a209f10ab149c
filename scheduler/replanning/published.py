"""The published schedule of a running event, and what a replan request leaves of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.arrays import Booleans, Integers
from scheduler.errors import SchedulingError, UnknownId
from scheduler.problem import Meeting
from scheduler.replanning.agenda import NOBODY, UNLISTED, Agenda
from scheduler.replanning.prepared import PreparedProblem
from scheduler.request import PresenceChange, ReplanRequest


class WrongPublishedMeeting(SchedulingError):
    """A meeting of the published schedule that this event does not allow."""


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """The published meetings as rows: D rounds (from 0), applicants and tables."""

    meetings: Sequence[Meeting]
    round: Integers
    applicant: Integers
    table: Integers

    def table_of(self, shape: tuple[int, int]) -> Integers:
        """The published table of every applicant in every round, shape (A, R), or `NOBODY`."""
        tables = np.full(shape, NOBODY, np.int32)
        tables[self.applicant, self.round] = self.table
        return tables


def published_meetings(prepared: PreparedProblem, meetings: Iterable[Meeting]) -> Published:
    """Look up the published meetings.

    Parameters
    ----------
    prepared : PreparedProblem
        The event.
    meetings : iterable of Meeting
        In any order; rounds in 1..R.

    Returns
    -------
    Published
        D meetings in the order given; rounds from 0.

    Raises
    ------
    UnknownId
        A meeting names somebody the instance does not know.
    WrongPublishedMeeting
        A pair that must not meet, a round that is none, somebody twice in a round or at a firm.
    """
    rows = list(meetings)
    applicant_index, table_index = prepared.applicant_index, prepared.table_index
    try:
        applicant = np.array([applicant_index[d.applicant] for d in rows], np.int32)
        table = np.array([table_index[d.table] for d in rows], np.int32)
    except KeyError as error:
        raise _unknown(prepared, rows) from error
    published = Published(rows, _rounds(rows, prepared.arrays.rounds), applicant, table)
    _refuse_wrong_meetings(prepared, published)
    return published


def _unknown(prepared: PreparedProblem, rows: Sequence[Meeting]) -> UnknownId:
    for i, meeting in enumerate(rows):
        if meeting.applicant not in prepared.applicant_index:
            return UnknownId(f"dates[{i}].applicant", f"no applicant {meeting.applicant!r}")
        if meeting.table not in prepared.table_index:
            return UnknownId(f"dates[{i}].table", f"no table {meeting.table!r}")
    raise AssertionError("every id is known")


def _rounds(rows: Sequence[Meeting], rounds: int) -> Integers:
    """The rounds of the meetings, from 0; all at once, as an evening has a thousand and a request is urgent."""
    numbers = [meeting.round for meeting in rows]
    if not set(numbers).issubset(range(1, rounds + 1)) or not set(map(type, numbers)) <= {int}:
        _refuse_wrong_round(rows, rounds)
    return np.array(numbers, np.int32) - 1


def _refuse_wrong_round(rows: Sequence[Meeting], rounds: int) -> None:
    for i, meeting in enumerate(rows):
        if not isinstance(meeting.round, int) or not 1 <= meeting.round <= rounds:
            raise WrongPublishedMeeting(_place(i, meeting), f"round {meeting.round} of {rounds}")


def _place(index: int, meeting: Meeting) -> str:
    return f"dates[{index}] ({meeting.applicant} at {meeting.table})"


def _refuse_wrong_meetings(prepared: PreparedProblem, published: Published) -> None:
    arrays = prepared.arrays
    complaints = {
        "this pair must not meet": prepared.worth[published.applicant, published.table] == UNLISTED,
        "the applicant has two meetings in round {round}": _repeated(published.applicant, published.round),
        "the table has two meetings in round {round}": _repeated(published.table, published.round),
        "the applicant meets this firm twice": _repeated(
            published.applicant, arrays.company[published.table]
        ),
    }
    for complaint, wrong in complaints.items():
        if wrong.any():
            i = int(np.flatnonzero(wrong)[0])
            meeting = published.meetings[i]
            raise WrongPublishedMeeting(_place(i, meeting), complaint.format(round=meeting.round))


def _repeated(first: Integers, second: Integers) -> Booleans:
    """Which combinations have come before."""
    key = first.astype(np.int64) * (int(second.max(initial=0)) + 2) + second + 1
    again = np.ones(len(key), np.bool_)
    again[np.unique(key, return_index=True)[1]] = False
    return again


def published_agenda(prepared: PreparedProblem, published: Published, request: ReplanRequest) -> Agenda:
    """The agenda with the past, and with every published meeting to come that can still take place.

    Parameters
    ----------
    prepared : PreparedProblem
        The event.
    published : Published
        D meetings.
    request : ReplanRequest
        Validated.

    Returns
    -------
    Agenda
        Of whoever has more meetings than allowed, the earliest are in it. The past is fixed; pins are not yet.
    """
    agenda = _empty_agenda(prepared, request)
    rows = np.flatnonzero(_can_take_place(agenda, published))
    for who, limit in ((published.applicant, agenda.applicant_limit), (published.table, agenda.table_limit)):
        held = published.round[rows] < agenda.now
        rows = rows[held | _within(limit, who[rows], published.round[rows])]
    applicants, tables, rounds = published.applicant[rows], published.table[rows], published.round[rows]
    agenda.table_of[applicants, rounds] = tables
    agenda.applicant_of[tables, rounds] = applicants
    agenda.met[applicants, agenda.company[tables]] = True
    agenda.applicant_meetings += np.bincount(applicants, minlength=len(agenda.applicant_meetings)).astype(
        np.int32
    )
    agenda.table_meetings += np.bincount(tables, minlength=len(agenda.table_meetings)).astype(np.int32)
    agenda.fixed[:, : agenda.now] = agenda.table_of[:, : agenda.now] != NOBODY
    return agenda


def _can_take_place(agenda: Agenda, published: Published) -> Booleans:
    """The past was held; later both must be there."""
    there = agenda.applicant_there[published.applicant, published.round]
    there &= agenda.table_there[published.table, published.round]
    return np.asarray(there | (published.round < agenda.now), np.bool_)


def _within(limit: Integers, who: Integers, rounds: Integers) -> Booleans:
    """Which meetings are among the first that everybody may have."""
    order = np.lexsort((rounds, who))
    earlier = np.empty(len(who), np.int64)
    earlier[order] = np.arange(len(who)) - np.searchsorted(who[order], who[order])
    return np.asarray(earlier < limit[who], np.bool_)


def _empty_agenda(prepared: PreparedProblem, request: ReplanRequest) -> Agenda:
    arrays, wanted = prepared.arrays, prepared.problem.guarantee
    applicant_there, table_there = _presence(prepared, request)
    return Agenda(
        worth=prepared.worth,
        company=arrays.company,
        now=request.now,
        applicant_there=applicant_there,
        table_there=table_there,
        applicant_limit=prepared.applicant_most,
        table_limit=prepared.table_most,
        applicant_guarantee=_guarantee(wanted.applicant, prepared.applicant_most, applicant_there),
        table_guarantee=_guarantee(wanted.table, prepared.table_most, table_there),
        table_of=np.full(applicant_there.shape, NOBODY, np.int32),
        applicant_of=np.full(table_there.shape, NOBODY, np.int32),
        met=np.zeros((arrays.applicants, max(1, arrays.companies)), np.bool_),
        applicant_meetings=np.zeros(arrays.applicants, np.int32),
        table_meetings=np.zeros(arrays.tables, np.int32),
        fixed=np.zeros(applicant_there.shape, np.bool_),
        loose=np.zeros(applicant_there.shape, np.bool_),
        missing_meeting_worth=prepared.missing_meeting_worth,
    )


def _presence(prepared: PreparedProblem, request: ReplanRequest) -> tuple[Booleans, Booleans]:
    """Who is there after the request: first who has come, then who is missing."""
    there = {"applicant": prepared.arrays.applicant_there.copy(), "table": prepared.arrays.table_there.copy()}
    row = {"applicant": prepared.applicant_index, "table": prepared.table_index}
    for present, changes in ((True, request.arrived), (False, request.absent)):
        for change in changes:
            rounds = _rounds_to_come(change, request.now, prepared.arrays.rounds)
            there[change.side][row[change.side][change.id], rounds] = present
    return there["applicant"], there["table"]


def _rounds_to_come(change: PresenceChange, now: int, rounds: int) -> list[int]:
    if change.rounds is None:
        return list(range(now, rounds))
    return [r - 1 for r in change.rounds if now < r <= rounds]


def _guarantee(wanted: int, most: Integers, there: Booleans) -> Integers:
    return np.asarray(np.minimum(np.minimum(min(wanted, there.shape[1]), most), there.sum(axis=1)), np.int32)
