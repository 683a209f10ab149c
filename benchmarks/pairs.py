"""The choice of pairs alone, ours beside OR-tools' min-cost flow: ``python -m benchmarks.pairs``."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from benchmarks.evenings import evening
from benchmarks.peers import min_cost_flow
from scheduler.arrays import arrays_of
from scheduler.choosing.pairs import choose_pairs
from scheduler.choosing.reduced_problem import demand_of

SIZES = ((300, 100, 12), (750, 100, 18), (2_000, 200, 24))
REPETITIONS = 5


def main() -> None:
    """Print one row a size; both take turns, and both must find the same utility."""
    print("| applicants x tables x rounds | ours s | flow s | ours / flow |\n| --- | --: | --: | --: |")
    for applicants, tables, rounds in SIZES:
        arrays = arrays_of(evening(applicants, tables, rounds, seed=1))
        ours, flow = [], []
        for _ in range(REPETITIONS):
            started = perf_counter()
            choice = choose_pairs(demand_of(arrays))
            between = perf_counter()
            pairs = min_cost_flow.choose_pairs(arrays)
            ours.append(between - started)
            flow.append(perf_counter() - between)
        assert abs(float(arrays.utility[pairs].sum()) - choice.utility_bound) < 1e-6
        seconds = f"{median(ours):.3f} | {median(flow):.3f} | {median(ours) / median(flow):.1f}"
        print(f"| {applicants:,} x {tables} x {rounds} | {seconds} |")


if __name__ == "__main__":
    main()
