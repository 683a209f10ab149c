"""The planner's stages one by one: prices and pairs, rounds, cuts, repair, waiting."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from scheduler.arrays import arrays_of
from scheduler.choosing import pairs
from scheduler.choosing.hall_cuts import common_rounds, crowded
from scheduler.choosing.pairs import choose_pairs, meetings_each
from scheduler.choosing.reduced_problem import demand_of
from scheduler.figures import person_waiting, statistics_of
from scheduler.placing.annealing import shorten_waiting
from scheduler.placing.edge_colouring import place_all
from scheduler.placing.timetable import Timetable
from scheduler.problem import Applicant, Guarantee, Pin, Problem, Table, Utility
from scheduler.run import Run


def dense(applicants: int, tables: int, rounds: int, seed: int = 0, **limits: int) -> Problem:
    random = Random(seed)
    return Problem(
        "dense",
        rounds,
        [Table(f"t{i}", f"c{i // 2}") for i in range(tables)],
        [Applicant(f"a{i}", None, limits.get("max_dates")) for i in range(applicants)],
        [Utility(f"a{a}", f"t{t}", random.random()) for a in range(applicants) for t in range(tables)],
        Guarantee(limits.get("guarantee", 0), limits.get("guarantee", 0)),
    )


def test_choose_pairs_when_one_round_is_planned_then_agrees_with_the_assignment_problem() -> None:
    problem = dense(30, 20, 1)
    arrays = arrays_of(problem)

    choice = choose_pairs(demand_of(arrays))

    matrix = np.zeros((30, 20))
    matrix[arrays.pair_applicant, arrays.pair_table] = arrays.utility
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    assert choice.utility_bound == pytest.approx(matrix[rows, columns].sum())


@pytest.mark.parametrize("with_rounds", [False, True])
def test_choose_pairs_when_sifted_then_finds_the_optimum_of_all_pairs(
    with_rounds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = demand_of(arrays_of(dense(80, 24, 6, seed=3, guarantee=2)))
    whole = choose_pairs(demand, with_rounds)
    monkeypatch.setattr(pairs, "SMALL", 10)
    monkeypatch.setattr(pairs, "PROMISING", 0.5)

    sifted = choose_pairs(demand, with_rounds)

    assert sifted.utility_bound == pytest.approx(whole.utility_bound, rel=1e-9)
    assert sifted.shortfall_bound == whole.shortfall_bound
    assert demand.utility[sifted.chosen].sum() == pytest.approx(whole.utility_bound, rel=1e-9)


def test_choose_pairs_when_firms_have_two_tables_then_nobody_meets_a_firm_twice() -> None:
    demand = demand_of(arrays_of(dense(40, 12, 6, seed=1)))

    chosen = choose_pairs(demand).chosen

    assert np.bincount(demand.meeting[chosen]).max() == 1


def test_choose_pairs_when_a_guarantee_cannot_be_kept_then_proves_the_smallest_shortfall() -> None:
    demand = demand_of(arrays_of(dense(10, 2, 3, guarantee=3)))

    choice = choose_pairs(demand)

    assert choice.shortfall_bound == 10 * 3 - 2 * 3
    assert meetings_each(demand, choice.chosen)[10:].tolist() == [3, 3]


def test_place_all_when_nobody_has_more_pairs_than_rounds_then_places_every_pair() -> None:
    arrays = arrays_of(dense(24, 12, 6, seed=2))
    demand = demand_of(arrays)
    timetable = Timetable(arrays)

    left = place_all(timetable, demand.pair[choose_pairs(demand).chosen].tolist())

    assert left == []
    assert all(timetable.free[24 + table] == 0 for table in range(12))


def test_crowded_when_two_pairs_share_their_only_round_then_forbids_both() -> None:
    tables = [Table("t1", "c1", frozenset({1})), Table("t2", "c2", frozenset({1})), Table("t3", "c3")]
    utilities = [Utility("a1", table.id, 1.0) for table in tables]
    demand = demand_of(arrays_of(Problem("crowd", 2, tables, [Applicant("a1")], utilities)))

    cuts = crowded(demand, common_rounds(demand), np.ones(3, np.bool_))

    assert cuts.rows.toarray().tolist() == [[1, 1, 0]]
    assert cuts.most.tolist() == [1]


def test_crowded_when_pairs_fit_into_different_rounds_then_forbids_nothing() -> None:
    tables = [Table("t1", "c1", frozenset({1})), Table("t2", "c2")]
    utilities = [Utility("a1", table.id, 1.0) for table in tables]
    demand = demand_of(arrays_of(Problem("fits", 2, tables, [Applicant("a1")], utilities)))

    assert len(crowded(demand, common_rounds(demand), np.ones(2, np.bool_)).most) == 0


@pytest.mark.parametrize(
    ("busy", "free", "waits"),
    [(0, 0b1111, 0), (0b0010, 0b1101, 0), (0b1001, 0b0110, 2), (0b1001, 0b0010, 1), (0b0110, 0b1001, 0)],
)
def test_person_waiting_when_counted_then_only_free_rounds_between_meetings_count(
    busy: int, free: int, waits: int
) -> None:
    assert person_waiting(busy, free) == waits


def test_shorten_waiting_when_it_ends_then_pairs_and_pinned_rounds_are_the_same() -> None:
    base = dense(30, 10, 8, seed=5, max_dates=3)
    problem = Problem("pins", 8, base.tables, base.applicants, base.utilities, pins=[Pin("a3", "t4", 8)])
    arrays = arrays_of(problem)
    demand = demand_of(arrays)
    timetable = Timetable(arrays)
    place_all(timetable, demand.pair[choose_pairs(demand, True).chosen].tolist())
    before, first = timetable.placed()[0].tolist(), statistics_of(arrays, timetable)

    shorten_waiting(timetable, 1, Run(None, None), first.shortfall, first.utility)

    after = statistics_of(arrays, timetable)
    assert timetable.placed()[0].tolist() == before
    assert timetable.when[int(np.flatnonzero(arrays.pin == 7)[0])] == 7
    assert after.waiting < first.waiting


def test_run_when_its_time_is_up_then_says_so() -> None:
    moments = iter([0.0, 4.0, 6.0])
    run = Run(5.0, None, lambda: next(moments))

    assert not run.over()
    assert run.over()
