"""Pairs for which no chain makes room push others out, which look for another round in turn (a tabu search).

A partial edge colouring in the manner of I. Blöchliger and N. Zufferey, "A graph coloring heuristic using
partial solutions and a reactive tabu scheme", Computers & Operations Research 35, 2008, with Kempe chains
tried first.
"""

from __future__ import annotations

from random import Random

from scheduler.arrays import rounds_in
from scheduler.placing.edge_colouring import place_one
from scheduler.placing.timetable import Timetable
from scheduler.run import Run

ATTEMPTS = 8  # from the same start, each with other luck
STEPS = 100_000
PATIENCE = 20_000  # steps of an attempt without a new best
SHORTEST_TABU = 5
TABU_SPREAD = 10


def place_by_ejection(
    timetable: Timetable, left: list[int], forced: list[int], seed: int, run: Run
) -> list[int]:
    """Place pairs that are left over, at the price of others; keeps the timetable with the fewest left.

    Parameters
    ----------
    timetable : Timetable
        Changed in place.
    left : list of int
        The unplaced pairs.
    forced : list of int
        Pairs that must stay placed; chains may move them, nobody pushes them out.
    seed : int
        Of the choices among equals.
    run : Run
        Its time limit ends the search.

    Returns
    -------
    list of int
        The pairs that are still unplaced.
    """
    random = Random(seed)
    best, best_when, first_when = list(left), list(timetable.when), list(timetable.when)
    for _ in range(ATTEMPTS):
        if not best or run.over():
            break
        timetable.restore(first_when)
        _attempt(_Search(timetable, left, forced, random), best, best_when, run)
    timetable.restore(best_when)
    return best


def _attempt(search: _Search, best: list[int], best_when: list[int], run: Run) -> None:
    """Search until there is no new best for long; writes down the best there is."""
    since = 0
    for step in range(STEPS):
        if not search.left or since > PATIENCE or (step % 256 == 0 and run.over()):
            break
        search.step(step)
        since += 1
        if len(search.left) < len(best):
            best[:], best_when[:], since = search.left, search.timetable.when, 0


class _Search:
    """The pairs left over, and what may not return to where for some steps."""

    def __init__(self, timetable: Timetable, left: list[int], forced: list[int], random: Random) -> None:
        self.timetable = timetable
        self.left = list(left)
        self.stays = timetable.locked.union(forced)
        self.random = random
        self.tabu: dict[tuple[int, int], int] = {}

    def step(self, step: int) -> None:
        """Place one of the pairs left over."""
        place = self.random.randrange(len(self.left))
        pair = self.left[place]
        if place_one(self.timetable, pair):
            self._taken(place)
            return
        rounds = self._cheapest_rounds(pair, step)
        if rounds:
            self._taken(place)
            self._push_in(pair, rounds[self.random.randrange(len(rounds))], step)

    def _taken(self, place: int) -> None:
        self.left[place] = self.left[-1]
        self.left.pop()

    def _cheapest_rounds(self, pair: int, step: int) -> list[int]:
        """The rounds in which fewest others would have to go."""
        left, right = self.timetable.ends[pair]
        at_left, at_right = self.timetable.at[left], self.timetable.at[right]
        stays = self.stays
        rounds: list[int] = []
        fewest = 3
        for r in rounds_in(self.timetable.there[left] & self.timetable.there[right]):
            one, other = at_left[r], at_right[r]
            if one in stays or other in stays or self.tabu.get((pair, r), -1) > step:
                continue
            count = (one >= 0) + (other >= 0)
            if count < fewest:
                rounds, fewest = [r], count
            elif count == fewest:
                rounds.append(r)
        return rounds

    def _push_in(self, pair: int, r: int, step: int) -> None:
        for person in self.timetable.ends[pair]:
            pushed = self.timetable.at[person][r]
            if pushed >= 0:
                self.timetable.remove(pushed)
                self.left.append(pushed)
                tenure = SHORTEST_TABU + self.random.randrange(TABU_SPREAD) + len(self.left)
                self.tabu[pushed, r] = step + tenure
        self.timetable.place(pair, r)
