"""The planner as a whole: public instances, brute force, random evenings, seeds, limits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.errors import CollidingPins, ImpossiblePin, SchedulingError
from scheduler.files import plan_json, read_instance
from scheduler.plan import Plan
from scheduler.problem import Applicant, Guarantee, Pin, Problem, Table, Utility
from scheduler.solve import solve
from tests.scheduler.brute_force import best_by_trying_all

INSTANCES = Path(__file__).parents[1] / "instances"
EXPECTED = json.loads((INSTANCES / "expected.json").read_text())


def evening(applicants: int, tables: int, rounds: int, seed: int, windowed: float = 0.0) -> Problem:
    """A made-up evening with a guarantee that can be kept when nobody has a window."""
    random = Random(seed)

    def window() -> frozenset[int] | None:
        if random.random() >= windowed:
            return None
        length = random.randint(rounds // 2, rounds - 1)
        first = random.randint(1, rounds - length + 1)
        return frozenset(range(first, first + length))

    return Problem(
        "evening",
        rounds,
        [Table(f"t{i}", f"c{i}", window()) for i in range(tables)],
        [Applicant(f"a{i}", window()) for i in range(applicants)],
        [
            Utility(f"a{a}", f"t{t}", round(random.random(), 4))
            for a in range(applicants)
            for t in range(tables)
        ],
        Guarantee(tables * rounds // applicants // 2, rounds // 2),
    )


def small(seed: int) -> Problem:
    """At most 4 x 4 x 3 with everything the format knows, thrown together."""
    random = Random(seed)
    rounds = 3

    def window() -> frozenset[int] | None:
        if seed % 3 == 0 or random.random() < 0.4:
            return None
        return frozenset(r for r in range(1, rounds + 1) if random.random() < 0.7)

    def most() -> int | None:
        return random.randint(0, rounds) if random.random() < 0.2 else None

    tables = [Table(f"t{i}", f"c{random.randint(0, 3)}", window(), most()) for i in range(4)]
    applicants = [Applicant(f"a{i}", window(), most()) for i in range(4)]
    pairs = [(a.id, t.id) for a in applicants for t in tables if random.random() < 0.65][:12]
    pins = [
        Pin(a, t, random.choice([None, random.randint(1, rounds)]))
        for a, t in pairs
        if random.random() < 0.12
    ]
    return Problem(
        f"small-{seed}",
        rounds,
        tables,
        applicants,
        [Utility(a, t, random.choice([0.0, random.random(), round(random.random(), 1)])) for a, t in pairs],
        Guarantee(random.randint(0, 3), random.randint(0, 3)),
        pins,
    )


def assert_as_claimed(problem: Problem, plan: Plan) -> None:
    """The checker finds no broken rule and the very figures that the plan claims."""
    verdict = check(problem, plan.meetings)
    assert verdict.broken == ()
    assert verdict.shortfall == plan.statistics.shortfall
    assert verdict.utility == pytest.approx(plan.statistics.utility, abs=1e-6)
    assert verdict.waiting == plan.statistics.waiting
    assert plan.statistics.shortfall >= plan.certificate.shortfall.bound
    if plan.certificate.shortfall.proven:
        assert plan.statistics.utility <= plan.certificate.utility.bound + 1e-6


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_solve_when_the_instance_is_public_then_reaches_and_proves_the_known_optimum(name: str) -> None:
    problem = read_instance(INSTANCES / f"{name}.json")

    plan = solve(problem)

    assert_as_claimed(problem, plan)
    assert plan.statistics.shortfall == EXPECTED[name]["shortfall"]
    assert plan.statistics.utility == pytest.approx(EXPECTED[name]["utility"], abs=1e-6)
    assert plan.certificate.optimal
    assert plan.statistics.waiting <= EXPECTED[name]["waiting_reference"] + 2


@pytest.mark.parametrize("seed", range(60))
def test_solve_when_the_event_is_tiny_then_agrees_with_trying_everything(seed: int) -> None:
    problem = small(seed)
    best = best_by_trying_all(problem)

    if best is None:
        with pytest.raises((CollidingPins, ImpossiblePin)):
            solve(problem)
        return
    plan = solve(problem)
    assert_as_claimed(problem, plan)
    assert plan.certificate.optimal
    assert (plan.statistics.shortfall, plan.statistics.utility) == (best[0], pytest.approx(best[1], abs=1e-6))


@settings(max_examples=50, deadline=None, derandomize=True)
@given(data=st.data())
def test_solve_when_the_event_is_any_then_keeps_every_rule_or_names_a_pin(data: st.DataObject) -> None:
    rounds = data.draw(st.integers(1, 6))
    windows = st.none() | st.frozensets(st.integers(0, rounds + 2))
    limits = st.none() | st.integers(0, rounds)
    tables = [
        Table(f"t{i}", f"c{data.draw(st.integers(0, 3))}", data.draw(windows), data.draw(limits))
        for i in range(data.draw(st.integers(0, 6)))
    ]
    applicants = [
        Applicant(f"a{i}", data.draw(windows), data.draw(limits)) for i in range(data.draw(st.integers(0, 9)))
    ]
    everyone = [(a.id, t.id) for a in applicants for t in tables]
    pairs = data.draw(st.lists(st.sampled_from(everyone), unique=True)) if everyone else []
    utilities = [Utility(a, t, data.draw(st.floats(0, 1e6, allow_subnormal=False))) for a, t in pairs]
    pins = [
        Pin(a, t, data.draw(st.none() | st.integers(1, rounds)))
        for a, t in (data.draw(st.lists(st.sampled_from(pairs), max_size=2)) if pairs else [])
    ]
    guarantee = Guarantee(data.draw(st.integers(0, 4)), data.draw(st.integers(0, 4)))
    problem = Problem("any", rounds, tables, applicants, utilities, guarantee, pins)

    try:
        plan = solve(problem, time_limit=5)
    except (CollidingPins, ImpossiblePin) as error:
        event(type(error).__name__)
        return
    verdict = check(problem, plan.meetings)
    assert verdict.broken == ()
    assert verdict.shortfall == plan.statistics.shortfall
    assert verdict.utility == pytest.approx(plan.statistics.utility, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_solve_when_everybody_is_always_there_then_is_proven_optimal(seed: int) -> None:
    problem = evening(60, 20, 8, seed)

    plan = solve(problem, time_limit=0)

    assert_as_claimed(problem, plan)
    assert plan.certificate.optimal


@pytest.mark.parametrize(("windowed", "most_percent"), [(0.3, 0.25), (1.0, 0.6)])
def test_solve_when_there_are_windows_then_is_near_the_bound_without_missing_more_than_must(
    windowed: float, most_percent: float
) -> None:
    problem = evening(90, 30, 8, 5, windowed)

    plan = solve(problem)

    assert_as_claimed(problem, plan)
    assert plan.certificate.shortfall.proven
    assert plan.certificate.utility.gap <= most_percent / 100 * plan.certificate.utility.bound


def test_solve_when_many_pins_have_rounds_then_keeps_them_and_is_proven_optimal() -> None:
    base = evening(40, 16, 6, 11)
    pins = [Pin(f"a{i}", f"t{i % 16}", 1 + i % 6 if i % 3 else None) for i in range(24)]
    problem = Problem("pinned", 6, base.tables, base.applicants, base.utilities, base.guarantee, pins)

    plan = solve(problem, time_limit=20)

    assert_as_claimed(problem, plan)
    assert plan.certificate.optimal


@pytest.mark.parametrize("seed", range(3))
def test_solve_when_a_third_of_all_meetings_is_pinned_then_is_proven_optimal(
    seed: int,
) -> None:
    event = evening(24, 24, 7, seed)
    other_wishes = [replace(u, utility=1.0 - u.utility / 2) for u in event.utilities]
    possible = solve(replace(event, utilities=other_wishes), time_limit=0).meetings
    pins = [Pin(d.applicant, d.table, d.round if i % 2 else None) for i, d in enumerate(possible[::3])]
    problem = replace(event, pins=pins)

    plan = solve(problem)

    assert_as_claimed(problem, plan)
    assert plan.certificate.optimal


def test_problem_when_a_list_it_was_made_from_changes_then_stays_as_it_was() -> None:
    tables = [Table("t1", "c1")]
    problem = Problem("kept", 1, tables, [Applicant("a1")], [Utility("a1", "t1", 0.5)])

    tables.append(Table("t1", "c1"))

    assert [table.id for table in problem.tables] == ["t1"]


@pytest.mark.parametrize("seed", range(12))
def test_solve_when_one_pair_is_worth_a_million_then_still_looks_at_the_others(seed: int) -> None:
    base = evening(6, 5, 4, seed, windowed=1.0)
    million = [Utility("rich", "far", 1e6)]
    problem = replace(
        base,
        applicants=[*base.applicants, Applicant("rich")],
        tables=[*base.tables, Table("far", "far")],
        utilities=[*base.utilities, *million],
    )

    alone, together = solve(base).statistics.utility, solve(problem).statistics.utility

    assert together - 1e6 == pytest.approx(alone, abs=1e-8)


def test_solve_when_the_seed_is_the_same_then_writes_the_same_bytes() -> None:
    problem = evening(40, 12, 6, 3, windowed=0.5)

    assert plan_json(problem, solve(problem, seed=4)) == plan_json(problem, solve(problem, seed=4))


def test_solve_when_waiting_is_shortened_then_at_least_seven_tenths_go() -> None:
    problem = evening(90, 30, 10, 1)

    figures = solve(problem).statistics

    assert figures.waiting <= 0.3 * figures.first_waiting


def test_solve_when_it_ends_then_the_curve_only_ever_improves() -> None:
    curve = solve(evening(60, 20, 8, 2)).curve

    assert [point.waiting for point in curve] == sorted((point.waiting for point in curve), reverse=True)
    assert [point.seconds for point in curve] == sorted(point.seconds for point in curve)


@pytest.mark.parametrize(
    "problem",
    [
        Problem("nobody", 3, [], [], []),
        Problem("no pairs", 3, [Table("t1", "c1")], [Applicant("a1")], [], Guarantee(2, 2)),
        Problem(
            "never there", 3, [Table("t1", "c1")], [Applicant("a1", frozenset())], [Utility("a1", "t1", 1.0)]
        ),
    ],
)
def test_solve_when_nothing_can_take_place_then_plans_no_meetings_and_proves_it(problem: Problem) -> None:
    plan = solve(problem)

    assert plan.meetings == ()
    assert plan.certificate.optimal


def test_solve_when_a_problem_is_made_in_code_then_it_is_validated_too() -> None:
    with pytest.raises(SchedulingError, match=r"^utilities\[0\]: "):
        solve(Problem("wrong", 1, [Table("t", "c")], [Applicant("a")], [Utility("a", "t", float("nan"))]))
