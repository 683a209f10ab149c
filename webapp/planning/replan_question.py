"""A proposal for the rounds to come: the planner's process is asked, its answer read as what goes and what comes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from scheduler.files import instance_json, parse_schedule, schedule_json
from scheduler.problem import Meeting as PlannedMeeting
from scheduler.replanning.prepared import PreparedProblem
from scheduler.request import PresenceChange
from webapp.database.keeping import commit_and_keep
from webapp.events.models import Event
from webapp.fit.scoring import applicant_key, row_number
from webapp.offload import offload
from webapp.planning.change_groups import ChangeGroup, Seat, change_groups
from webapp.planning.planner_process import run_replanner
from webapp.planning.problem import table_key
from webapp.planning.queries import pins_of
from webapp.planning.replanner import as_published, busy_besides, prepared_problem, standing_meetings

REQUEST_FORMAT = "speed-dating-replan/1"


@dataclass(frozen=True, slots=True)
class Gone:
    """Who is not reckoned with any more: applicants and tables, by their numbers."""

    applicants: frozenset[int]
    tables: frozenset[int]

    def concerns(self, seat: Seat) -> bool:
        """Whether a meeting cannot take place without them."""
        return seat.applicant_id in self.applicants or seat.table_id in self.tables


def ask_for_proposal(
    event: Event, now_round: int, gone: Gone, unasked: Iterable[PresenceChange]
) -> list[ChangeGroup]:
    """Ask what to change after a round if some people do not come any more; it takes a second or two.

    `unasked` says in which rounds people are not to be had for something new.
    """
    prepared = prepared_problem(event)
    standing = standing_meetings(event.id)
    published = as_published(prepared, standing)
    taken = [*busy_besides(prepared, standing), *unasked]
    company_of = {table.id: table.company_id for table in event.tables}
    commit_and_keep()  # nothing is held while the planner thinks
    question = offload(instance_json, prepared.problem)
    before = offload(schedule_json, prepared.problem, list(published))
    answer = run_replanner(question, before, request_json(prepared, now_round, gone, taken))
    planned = set(offload(parse_schedule, answer).meetings)
    lost = {seat_of(m): number for m, number in published.items() if m.round > now_round and m not in planned}
    new = [seat_of(m) for m in planned - published.keys() if m.round > now_round]
    groups = change_groups(lost, new, company_of)
    possible = {number: seat for seat, number in lost.items() if not gone.concerns(seat)}
    fixed = {(pin.applicant_id, pin.table_id) for pin in pins_of(event.id)}
    kept = {number for number, seat in possible.items() if (seat.applicant_id, seat.table_id) in fixed}
    return [group for group in groups if brings_talks(group, possible) and kept.isdisjoint(group.lost)]


def brings_talks(group: ChangeGroup, possible: Collection[int]) -> bool:
    """Whether a change lets more talks take place: only to fit better, nobody is moved while an evening runs."""
    return len(group.new) > sum(number in possible for number in group.lost)


def request_json(
    prepared: PreparedProblem, now_round: int, gone: Gone, taken: Iterable[PresenceChange]
) -> str:
    """Write down who is not there any more, and who is taken in a round, of those the planner knows."""
    sides = (
        ("applicant", known(map(applicant_key, gone.applicants), prepared.applicant_index)),
        ("table", known(map(table_key, gone.tables), prepared.table_index)),
    )
    index = {"applicant": prepared.applicant_index, "table": prepared.table_index}
    absent: list[dict[str, object]] = [{"side": side, "id": key} for side, keys in sides for key in keys]
    absent += [
        {"side": change.side, "id": change.id, "rounds": sorted(change.rounds or ())}
        for change in taken
        if change.id in index[change.side]
    ]
    return json.dumps({"format": REQUEST_FORMAT, "now": now_round, "absent": absent})


def known(keys: Iterable[str], index: Collection[str]) -> list[str]:
    """Return which names the planner knows."""
    return sorted(key for key in keys if key in index)


def seat_of(meeting: PlannedMeeting) -> Seat:
    """Return a meeting by our own numbers."""
    return Seat(meeting.round, row_number(meeting.applicant), row_number(meeting.table))
