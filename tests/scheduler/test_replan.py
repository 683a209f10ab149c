"""Replanning a running event: what never changes, what at once and as a proposal may, and how good it is."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.evenings import evening, everything_at_once, failing_tables, no_shows, with_walk_ins
from scheduler.check import check_replan
from scheduler.errors import CollidingPins, RoundOutOfRange, UnknownId
from scheduler.problem import Applicant, Guarantee, Meeting, Pin, Problem, Table, Utility
from scheduler.replan import Mode, replan
from scheduler.replanning.published import WrongPublishedMeeting
from scheduler.request import PresenceChange, ReplanRequest
from tests.factories.problems import random_meetings, random_problem, random_request, with_random_pins

MODES: list[Mode] = ["at_once", "proposal"]


def random_event(seed: int, *, pins: int = 0) -> tuple[Problem, list[Meeting], ReplanRequest]:
    chance = Random(seed)
    problem = random_problem(chance, applicants=7, tables=5, rounds=5, firms=4)
    before = random_meetings(chance, problem)
    if pins:
        problem = with_random_pins(chance, problem, before, pins)
    return problem, before, random_request(chance, problem)


def square(rounds: int = 4, guarantee: Guarantee | None = None, pins: tuple[Pin, ...] = ()) -> Problem:
    """Two applicants, two tables, everybody always there."""
    return Problem(
        "square",
        rounds,
        [Table("t1", "c1"), Table("t2", "c2")],
        [Applicant("a1"), Applicant("a2")],
        [
            Utility("a1", "t1", 0.9),
            Utility("a1", "t2", 0.5),
            Utility("a2", "t1", 0.4),
            Utility("a2", "t2", 0.8),
        ],
        guarantee or Guarantee(),
        pins,
    )


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_replan_when_presence_changes_then_keeps_every_rule_and_the_past(mode: Mode, seed: int) -> None:
    problem, before, request = random_event(seed)

    result = replan(problem, before, request, mode=mode)

    verdict = check_replan(problem, result.meetings, before, request)
    assert verdict.broken == ()


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_replan_when_there_are_pins_then_keeps_them_or_names_one(mode: Mode, seed: int) -> None:
    problem, before, request = random_event(seed, pins=4)

    try:
        result = replan(problem, before, request, mode=mode)
    except CollidingPins as error:
        named = [pin for pin in problem.pins if f"{pin.applicant} at {pin.table}" in str(error)]
        assert named
        assert not _pins_can_be_kept(problem, before, request)
    else:
        assert check_replan(problem, result.meetings, before, request).broken == ()


def test_replan_when_pins_collide_after_all_then_names_one_that_cannot_be_kept() -> None:
    problem = square(2, pins=(Pin("a1", "t1"), Pin("a1", "t2")))
    before = [Meeting(1, "a1", "t1"), Meeting(2, "a1", "t2")]
    late = ReplanRequest(0, absent=[PresenceChange("applicant", "a1", frozenset({1}))])

    with pytest.raises(CollidingPins, match="a1 at t2"):
        replan(problem, before, late, mode="at_once")


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_replan_when_done_then_its_figures_are_those_of_the_checker(mode: Mode, seed: int) -> None:
    problem, before, request = random_event(seed, pins=1)
    try:
        result = replan(problem, before, request, mode=mode)
    except CollidingPins:
        return

    verdict, figures = check_replan(problem, result.meetings, before, request), result.statistics
    assert (figures.meetings, figures.shortfall, figures.waiting) == (
        verdict.meetings,
        verdict.shortfall,
        verdict.waiting,
    )
    assert (figures.moved, figures.moved_meetings) == (verdict.moved, verdict.moved_meetings)
    assert figures.utility == pytest.approx(verdict.utility)
    assert len(result.new_meetings) == verdict.new_meetings
    assert {(move.side, move.id) for move in result.moves} == _people_moved(
        result.meetings, before, request, problem
    )


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_replan_when_at_once_then_moves_nobody(seed: int) -> None:
    problem, before, request = random_event(seed)

    result = replan(problem, before, request, mode="at_once")

    assert check_replan(problem, result.meetings, before, request).moved == 0
    assert result.moves == ()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9), move_limit=st.sampled_from([0.0, 0.2, 0.5]))
def test_replan_when_a_proposal_then_moves_at_most_a_share(seed: int, move_limit: float) -> None:
    problem, before, request = random_event(seed)

    result = replan(problem, before, request, move_limit=move_limit)

    assert result.statistics.moved <= move_limit * 12


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_replan_when_a_proposal_then_is_never_worse_than_at_once_nor_better_than_its_bound(seed: int) -> None:
    problem, before, request = random_event(seed)

    at_once, proposal = (replan(problem, before, request, mode=mode).statistics for mode in MODES)
    bounds = replan(problem, before, request)

    assert (proposal.shortfall, -proposal.utility) <= (at_once.shortfall, -at_once.utility + 1e-9)
    assert bounds.shortfall is not None
    assert bounds.utility is not None
    assert proposal.shortfall >= bounds.shortfall.bound
    assert bounds.shortfall.proven or not bounds.utility.proven
    if proposal.shortfall == bounds.shortfall.bound:
        assert proposal.utility <= bounds.utility.bound + 1e-9


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_replan_when_people_are_moved_for_somebody_then_they_had_too_few_meetings_before(
    seed: int,
) -> None:
    problem, before, request = random_event(seed)

    at_once, proposal = (replan(problem, before, request, mode=mode) for mode in MODES)

    for side, who in {helped for m in proposal.moves if m.reason == "guarantee" for helped in m.for_whom}:
        unmoved, moved = (sum(getattr(d, side) == who for d in made.meetings) for made in (at_once, proposal))
        assert unmoved < min(moved, getattr(problem.guarantee, side))


def test_replan_when_the_same_is_asked_twice_then_answers_the_same() -> None:
    problem, before, request = random_event(7)

    assert replan(problem, before, request) == replan(problem, list(reversed(before)), request)


def test_replan_when_somebody_is_missing_then_an_idle_person_takes_the_place_at_once() -> None:
    before = [Meeting(1, "a1", "t1"), Meeting(2, "a1", "t2")]
    request = ReplanRequest(0, absent=[PresenceChange("applicant", "a1")])

    result = replan(square(2), before, request, mode="at_once")

    assert result.cancelled == tuple(before)
    assert sorted((d.applicant, d.table) for d in result.meetings) == [("a2", "t1"), ("a2", "t2")]


def test_replan_when_a_walk_in_has_no_wishes_then_gets_the_guaranteed_meetings() -> None:
    problem = with_walk_ins(square(4, Guarantee(applicant=2)), 1, now=1)
    before = [Meeting(1, "a1", "t1"), Meeting(2, "a1", "t2"), Meeting(1, "a2", "t2")]

    result = replan(problem, before, ReplanRequest(now=1), mode="at_once")

    assert sum(meeting.applicant == "walk-in-0" for meeting in result.meetings) == 2
    assert result.statistics.shortfall == 0


def test_replan_when_a_pin_lost_its_round_then_seats_it_in_another() -> None:
    problem = square(3, pins=(Pin("a1", "t1"),))
    before = [Meeting(2, "a1", "t1"), Meeting(3, "a1", "t2")]
    request = ReplanRequest(1, absent=[PresenceChange("table", "t1", frozenset({2}))])

    result = replan(problem, before, request, mode="at_once")

    assert Meeting(3, "a1", "t1") in result.meetings
    assert [(move.side, move.reason, move.for_whom) for move in result.moves] == [
        ("applicant", "pin", (("applicant", "a1"), ("table", "t1"))),
        ("table", "pin", (("applicant", "a1"), ("table", "t1"))),
    ]


def test_replan_when_a_pair_is_pinned_with_and_without_a_round_then_keeps_the_round() -> None:
    three = [Applicant(f"a{i}") for i in (1, 2, 3)]
    pins = [Pin("a1", "t1", 2), *(Pin(row.id, "t1") for row in three)]
    problem = Problem("", 3, [Table("t1", "c1")], three, [Utility(a.id, "t1", 1.0) for a in three], pins=pins)
    before = [Meeting(1, "a2", "t1"), Meeting(2, "a1", "t1"), Meeting(3, "a3", "t1")]
    request = ReplanRequest(0, absent=[PresenceChange("applicant", "a3", frozenset({2, 3}))])

    meetings = replan(problem, before, request).meetings

    assert meetings == (Meeting(1, "a3", "t1"), Meeting(2, "a1", "t1"), Meeting(3, "a2", "t1"))


def test_replan_when_a_pin_could_be_kept_in_another_round_then_its_round_does_not_prove_the_rest() -> None:
    two = [Applicant("a1"), Applicant("a2", frozenset({1}))]
    utilities = [Utility("a1", "t1", 0.8), Utility("a2", "t1", 0.9)]
    problem = Problem("", 2, [Table("t1", "c1")], two, utilities, pins=[Pin("a1", "t1")])

    utility = replan(problem, [Meeting(1, "a1", "t1")], ReplanRequest(0)).utility

    assert utility is not None
    assert utility.bound == pytest.approx(1.7)
    assert utility.proven == (utility.value == pytest.approx(1.7))


def test_replan_when_a_pinned_pair_is_never_there_together_again_then_releases_the_pin() -> None:
    problem = square(3, pins=(Pin("a1", "t1"),))
    request = ReplanRequest(1, absent=[PresenceChange("table", "t1")])

    result = replan(problem, [Meeting(2, "a1", "t1")], request)

    assert result.cancelled == (Meeting(2, "a1", "t1"),)


def test_replan_when_somebody_has_no_meeting_then_is_moved_in_and_the_move_says_for_whom() -> None:
    problem = square(2, Guarantee(applicant=1))
    before = [Meeting(1, "a1", "t1"), Meeting(2, "a1", "t2")]
    request = ReplanRequest(1, absent=[PresenceChange("table", "t1")])

    result = replan(problem, before, request, move_limit=0.5)

    assert result.statistics.shortfall == 0
    assert {move.id for move in result.moves} == {"a1", "t2"}
    assert {(move.reason, move.for_whom) for move in result.moves} == {("guarantee", (("applicant", "a2"),))}
    assert [move.instead for move in result.moves] == [None, Meeting(2, "a2", "t2")]


@pytest.mark.parametrize(
    ("meetings", "sentence"),
    [
        ([Meeting(5, "a1", "t1")], "dates[0] (a1 at t1): round 5 of 4"),
        ([Meeting(2**40, "a1", "t1")], f"dates[0] (a1 at t1): round {2**40} of 4"),
        ([Meeting(1.5, "a1", "t1")], "dates[0] (a1 at t1): round 1.5 of 4"),  # type: ignore[arg-type]
        (
            [Meeting(1, "a1", "t1"), Meeting(1, "a1", "t2")],
            "dates[1] (a1 at t2): the applicant has two meetings in round 1",
        ),
        (
            [Meeting(1, "a1", "t1"), Meeting(1, "a2", "t1")],
            "dates[1] (a2 at t1): the table has two meetings in round 1",
        ),
        (
            [Meeting(1, "a1", "t1"), Meeting(3, "a1", "t1")],
            "dates[1] (a1 at t1): the applicant meets this firm twice",
        ),
    ],
)
def test_replan_when_the_published_schedule_is_wrong_then_names_the_meeting(
    meetings: list[Meeting], sentence: str
) -> None:
    with pytest.raises(WrongPublishedMeeting) as raised:
        replan(square(), meetings, ReplanRequest(now=0))

    assert str(raised.value) == sentence


def test_replan_when_a_meeting_names_somebody_unknown_then_says_who() -> None:
    with pytest.raises(UnknownId, match=r"dates\[0\].table: no table 't9'"):
        replan(square(), [Meeting(1, "a1", "t9")], ReplanRequest(now=0))


def test_replan_when_now_is_no_round_then_says_so() -> None:
    with pytest.raises(RoundOutOfRange, match="now: round 5 of 4"):
        replan(square(), [], ReplanRequest(now=5))


@pytest.mark.parametrize("disturb", [no_shows, failing_tables, everything_at_once])
def test_replan_when_an_evening_is_disturbed_then_little_is_lost_and_few_are_moved(disturb: object) -> None:
    assert callable(disturb)
    problem = evening(120, 40, 8, wishes=False, seed=3)
    before = replan(problem, [], ReplanRequest(0), move_limit=1.0).meetings
    request = disturb(problem, 3, seed=5)

    at_once, proposal = (replan(problem, before, request, mode=mode) for mode in MODES)

    assert proposal.utility is not None
    past = at_once.statistics.utility - at_once.statistics.utility_to_come
    best = proposal.utility.bound - past
    assert at_once.statistics.utility_to_come >= 0.995 * best
    assert proposal.statistics.utility_to_come >= 0.999 * best
    assert proposal.statistics.moved <= 16


def _people_moved(
    meetings: tuple[Meeting, ...], before: list[Meeting], request: ReplanRequest, problem: Problem
) -> set[tuple[str, str]]:
    """Who loses a meeting although both are there, straight from the words of the format."""
    lost = [
        d for d in before if d.round > request.now and d not in meetings and _both_there(d, request, problem)
    ]
    return {("applicant", d.applicant) for d in lost} | {("table", d.table) for d in lost}


def _both_there(meeting: Meeting, request: ReplanRequest, problem: Problem) -> bool:
    def there(side: str, who: str, available: frozenset[int] | None) -> bool:
        def named(changes: object) -> bool:
            assert isinstance(changes, list)
            return any(
                (c.side, c.id) == (side, who) and (c.rounds is None or meeting.round in c.rounds)
                for c in changes
            )

        usual = available is None or meeting.round in available
        return (usual or named(request.arrived)) and not named(request.absent)

    applicant = next(a for a in problem.applicants if a.id == meeting.applicant)
    table = next(t for t in problem.tables if t.id == meeting.table)
    return there("applicant", applicant.id, applicant.available) and there("table", table.id, table.available)


def _pins_can_be_kept(problem: Problem, before: list[Meeting], request: ReplanRequest) -> bool:
    """Try every round for every pin that is not released, beside the past."""
    past = [meeting for meeting in before if meeting.round <= request.now]
    later = range(request.now + 1, problem.rounds + 1)
    open_pins: list[list[Meeting]] = []
    for pin in problem.pins:
        choices = [Meeting(r, pin.applicant, pin.table) for r in later if pin.round in (None, r)]
        choices = [meeting for meeting in choices if _both_there(meeting, request, problem)]
        held = pin.round is None and any((d.applicant, d.table) == (pin.applicant, pin.table) for d in past)
        if choices and not held:
            open_pins.append(choices)
    return _some_choice_is_valid(problem, before, request, past, open_pins)


def _some_choice_is_valid(
    problem: Problem,
    before: list[Meeting],
    request: ReplanRequest,
    meetings: list[Meeting],
    open_pins: list[list[Meeting]],
) -> bool:
    if not open_pins:
        return check_replan(problem, meetings, before, request).valid
    return any(
        _some_choice_is_valid(problem, before, request, [*meetings, meeting], open_pins[1:])
        for meeting in open_pins[0]
    )
