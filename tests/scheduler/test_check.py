"""The checker: every rule broken by hand once, and the three figures of plans small enough to count."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import scheduler
from scheduler.check import check, check_replan
from scheduler.errors import RoundOutOfRange, SchedulingError, UnknownId
from scheduler.problem import Applicant, Guarantee, Meeting, Pin, Problem, Table, Utility
from scheduler.request import PresenceChange, ReplanRequest

TABLES = [
    Table("t1", "c1"),
    Table("t2", "c1"),
    Table("t3", "c2", max_dates=1),
    Table("t4", "c3", frozenset({1, 2})),
]
APPLICANTS = [Applicant("a1"), Applicant("a2", frozenset({2, 3})), Applicant("a3", max_dates=1)]
UTILITIES = [Utility(a.id, t.id, 0.5) for a in APPLICANTS for t in TABLES if (a.id, t.id) != ("a3", "t4")]


def problem(guarantee: Guarantee | None = None, pins: tuple[Pin, ...] = ()) -> Problem:
    return Problem("by-hand", 3, TABLES, APPLICANTS, UTILITIES, guarantee or Guarantee(), pins)


@pytest.mark.parametrize(
    ("meetings", "sentence"),
    [
        ([Meeting(1, "a3", "t4")], "Round 1, a3 at t4: this pair must not meet."),
        ([Meeting(1, "a9", "t1")], "Round 1, a9 at t1: this pair must not meet."),
        ([Meeting(3, "a1", "t4")], "Round 3, a1 at t4: the table is not there."),
        ([Meeting(1, "a2", "t1")], "Round 1, a2 at t1: the applicant is not there."),
        ([Meeting(0, "a1", "t1")], "Round 0, a1 at t1: rounds count from 1."),
        ([Meeting(-7, "a1", "t1")], "Round -7, a1 at t1: rounds count from 1."),
        ([Meeting(4, "a1", "t1")], "Round 4, a1 at t1: the applicant is not there."),
        (
            [Meeting(2, "a1", "t1"), Meeting(2, "a1", "t4")],
            "Round 2, a1 at t4: the applicant has two meetings in this round.",
        ),
        (
            [Meeting(2, "a1", "t1"), Meeting(2, "a2", "t1")],
            "Round 2, a2 at t1: the table has two meetings in this round.",
        ),
        (
            [Meeting(1, "a1", "t1"), Meeting(2, "a1", "t2")],
            "Round 2, a1 at t2: met the firm c1 before.",
        ),
        (
            [Meeting(1, "a3", "t1"), Meeting(2, "a3", "t3")],
            "applicant a3: 2 meetings, at most 1 allowed.",
        ),
        ([Meeting(1, "a1", "t3"), Meeting(2, "a2", "t3")], "table t3: 2 meetings, at most 1 allowed."),
    ],
)
def test_check_when_a_rule_is_broken_then_says_which(meetings: list[Meeting], sentence: str) -> None:
    verdict = check(problem(), meetings)

    assert not verdict.valid
    assert sentence in verdict.broken


@pytest.mark.parametrize(
    ("pin", "sentence"),
    [
        (Pin("a1", "t1", 2), "The pin of a1 at t1 in round 2 is not kept."),
        (Pin("a2", "t3"), "The pin of a2 at t3 is not kept."),
    ],
)
def test_check_when_a_pin_is_not_kept_then_names_both_ids(pin: Pin, sentence: str) -> None:
    verdict = check(problem(pins=(pin,)), [Meeting(1, "a1", "t1")])

    assert verdict.broken == (sentence,)


def test_check_when_every_rule_is_kept_then_is_valid() -> None:
    verdict = check(
        problem(pins=(Pin("a1", "t1", 1), Pin("a2", "t4"))),
        [Meeting(1, "a1", "t1"), Meeting(2, "a2", "t4")],
    )

    assert verdict.valid
    assert verdict.broken == ()
    assert verdict.utility == pytest.approx(1.0)
    assert verdict.meetings == 2
    assert verdict.fewest_meetings == {"applicant": 0, "table": 0}


def test_check_when_a_guarantee_is_missed_then_counts_only_meetings_somebody_could_have() -> None:
    verdict = check(problem(Guarantee(applicant=3, table=2)), [])

    # a1: 3, a2: 2 (there in two rounds), a3: 1 (max_dates); t1, t2 and t4: 2 each, t3: 1 (max_dates)
    assert verdict.shortfall == 3 + 2 + 1 + 2 + 2 + 2 + 1


def test_check_when_somebody_waits_between_meetings_then_counts_rounds_in_which_they_are_there() -> None:
    verdict = check(problem(), [Meeting(1, "a1", "t1"), Meeting(3, "a1", "t3"), Meeting(3, "a2", "t1")])

    assert verdict.waiting == 2  # a1 and t1 in round 2; a2 has one meeting


def test_check_replan_when_the_past_is_changed_then_says_so() -> None:
    before = [Meeting(1, "a1", "t1"), Meeting(2, "a2", "t1")]

    verdict = check_replan(problem(), [Meeting(2, "a2", "t1")], before, ReplanRequest(now=1))

    assert verdict.broken == ("Round 1, a1 at t1: the past was changed.",)


def test_check_replan_when_a_meeting_in_the_past_was_missed_then_does_not_judge_it() -> None:
    meetings = [Meeting(3, "a1", "t4")]  # t4 had left by then, but it was held

    verdict = check_replan(problem(), meetings, meetings, ReplanRequest(now=3))

    assert verdict.valid


@pytest.mark.parametrize("number", [0, -7])
def test_check_replan_when_a_round_is_none_then_says_so_although_it_would_be_past(number: int) -> None:
    meetings = [Meeting(number, "a1", "t1")]

    verdict = check_replan(problem(), meetings, meetings, ReplanRequest(now=1))

    assert verdict.broken == (f"Round {number}, a1 at t1: rounds count from 1.",)


@pytest.mark.parametrize(
    ("pins", "request_", "error", "sentence"),
    [
        ((), ReplanRequest(1, [PresenceChange("table", "t9")]), UnknownId, "absent[0].id: no table 't9'"),
        ((), ReplanRequest(1, [], [PresenceChange("applicant", "x")]), UnknownId, "arrived[0].id: no app"),
        ((Pin("a9", "t1"),), ReplanRequest(1), UnknownId, "pins[0] (a9 at t1): no applicant 'a9'"),
        ((), ReplanRequest(4), RoundOutOfRange, "now: round 4 of 3"),
    ],
)
def test_check_replan_when_asked_about_nobody_it_knows_then_names_the_place(
    pins: tuple[Pin, ...], request_: ReplanRequest, error: type[SchedulingError], sentence: str
) -> None:
    with pytest.raises(error) as raised:
        check_replan(problem(pins=pins), [], [], request_)

    assert str(raised.value).startswith(sentence)


def test_check_replan_when_meetings_go_then_counts_people_whose_partner_was_there() -> None:
    before = [Meeting(2, "a1", "t1"), Meeting(2, "a2", "t4"), Meeting(3, "a3", "t3")]
    request = ReplanRequest(now=1, absent=[PresenceChange("table", "t4")])

    verdict = check_replan(problem(), [Meeting(3, "a1", "t1"), Meeting(3, "a3", "t3")], before, request)

    assert verdict.valid
    assert (verdict.moved, verdict.moved_meetings, verdict.new_meetings) == (2, 1, 1)  # a1 and t1, not a2


def test_check_replan_when_somebody_arrives_late_then_may_meet() -> None:
    request = ReplanRequest(now=1, arrived=[PresenceChange("table", "t4", frozenset({1, 3}))])

    assert check_replan(problem(), [Meeting(3, "a1", "t4")], [], request).valid


def test_check_replan_when_a_round_is_named_twice_then_counts_as_absent() -> None:
    request = ReplanRequest(
        now=0,
        absent=[PresenceChange("table", "t4", frozenset({3}))],
        arrived=[PresenceChange("table", "t4", frozenset({3}))],
    )

    assert not check_replan(problem(), [Meeting(3, "a1", "t4")], [], request).valid


@pytest.mark.parametrize(
    ("pin", "absent", "valid"),
    [
        (Pin("a1", "t1"), PresenceChange("table", "t1"), True),
        (Pin("a1", "t1", 3), PresenceChange("table", "t1", frozenset({3})), True),
        (Pin("a1", "t1"), PresenceChange("table", "t1", frozenset({2})), False),
        (Pin("a1", "t1", 1), PresenceChange("table", "t4"), True),
        (Pin("a1", "t1", 2), PresenceChange("table", "t1", frozenset({3})), False),
    ],
)
def test_check_replan_when_a_pin_has_no_round_left_then_is_released(
    pin: Pin, absent: PresenceChange, valid: bool
) -> None:
    assert check_replan(problem(pins=(pin,)), [], [], ReplanRequest(1, [absent])).valid is valid


def test_check_when_imported_then_shares_no_code_with_the_solver() -> None:
    folder = Path(scheduler.__file__).parent
    seen: set[str] = set()
    waiting = ["check"]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        imported = _imported_from_scheduler((folder / f"{name}.py").read_text(encoding="utf-8"))
        waiting += sorted(imported - seen)

    assert seen == {"check", "errors", "problem", "request"}  # types alone


def _imported_from_scheduler(source: str) -> set[str]:
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    return {
        node.module.split(".")[1] for node in nodes if node.module and node.module.startswith("scheduler.")
    }
