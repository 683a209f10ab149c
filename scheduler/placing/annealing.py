"""Less waiting with the same pairs: Kempe chains between two rounds, accepted by simulated annealing.

Exchanging two rounds along a chain changes nobody's partners, and inside the chain nobody's busy rounds: only
its two ends begin or stop waiting. So a step costs one walk and two small counts.
"""

from __future__ import annotations

from functools import lru_cache
from math import log
from random import Random

from scheduler.arrays import rounds_in
from scheduler.figures import person_waiting
from scheduler.placing.timetable import Timetable
from scheduler.run import Run

STEPS_A_MEETING = 1_200
FEWEST_STEPS, MOST_STEPS = 20_000, 1_600_000
FIRST_TEMPERATURE, LAST_TEMPERATURE = 0.4, 0.08  # in rounds; by a constant factor from batch to batch
BATCH = 1_000
WAITING_FIRST = 0.8  # share of the steps that begin with somebody who waits
MOST_LOST = 0  # rounds more that the one a step begins with may wait; the end of the chain may lose more

_Move = tuple[int, int, int, int]  # from a round, to another, both as bits, and the rounds waited more


def shorten_waiting(timetable: Timetable, seed: int, run: Run, shortfall: int, utility: float) -> None:
    """Move meetings to other rounds so that people wait less; partners, shortfall and utility stay.

    Parameters
    ----------
    timetable : Timetable
        Changed in place; meetings with a pinned round stay.
    seed : int
        Of the random walk. The number of steps is fixed, so the same seed gives the same result unless
        the time limit ends the walk.
    run : Run
        Its time limit ends the walk; the best timetable so far is kept.
    shortfall, utility : int, float
        What they are throughout, for the quality curve.
    """
    walk = _Walk(timetable, Random(seed))
    meetings = sum(1 for r in timetable.when if r >= 0)
    steps = min(MOST_STEPS, max(FEWEST_STEPS, STEPS_A_MEETING * meetings))
    best, best_when = walk.total, list(timetable.when)
    run.note(shortfall, utility, best)
    batches = steps // BATCH
    cooling = LAST_TEMPERATURE / FIRST_TEMPERATURE
    for batch in range(batches):
        if best == 0 or run.over():
            break
        walk.steps(BATCH, FIRST_TEMPERATURE * cooling ** (batch / batches))
        run.report("waiting", 0.85 + 0.13 * batch / batches)
        if walk.total < best:
            best, best_when = walk.total, list(timetable.when)
            run.note(shortfall, utility, best)
    timetable.restore(best_when)


class _Walk:
    """Everybody's busy rounds and waiting, kept up to date from step to step."""

    def __init__(self, timetable: Timetable, random: Random) -> None:
        self.timetable = timetable
        self.random = random
        self.busy = [there & ~free for there, free in zip(timetable.there, timetable.free, strict=True)]
        self.people = [person for person, busy in enumerate(self.busy) if busy]
        self.waiting = [self._waits(person, busy) for person, busy in enumerate(self.busy)]
        self.total = sum(self.waiting)

    def _waits(self, person: int, busy: int) -> int:
        return person_waiting(busy, self.timetable.there[person] & ~busy)

    def steps(self, count: int, temperature: float) -> None:
        """Try so many exchanges; four out of five begin with somebody who waits."""
        random, there, busy = self.random.random, self.timetable.there, self.busy
        waiting = [person for person in self.people if self.waiting[person]] or self.people
        for _ in range(count):
            group = waiting if random() < WAITING_FIRST else self.people
            person = group[int(random() * len(group))]
            moves = _moves(there[person], busy[person])
            if moves:
                self._try(person, moves[int(random() * len(moves))], -temperature * log(1.0 - random()))

    def _try(self, person: int, move: _Move, most: float) -> None:
        """Exchange two rounds along the chain from `person`, if people then wait by at most `most` more."""
        r, other, toggled, change = move
        chain = self.timetable.chain(person, r, other)
        if chain is None:
            return
        end = self._far_end(person, chain)
        end_waits = self._waits(end, self.busy[end] ^ toggled)
        change += end_waits - self.waiting[end]
        if change > most:
            return
        self.timetable.exchange(chain, r, other)
        self.busy[person] ^= toggled
        self.waiting[person] += move[3]
        self.busy[end] ^= toggled
        self.waiting[end] = end_waits
        self.total += change

    def _far_end(self, person: int, chain: list[int]) -> int:
        for pair in chain:
            left, right = self.timetable.ends[pair]
            person = right if person == left else left
        return person


@lru_cache(maxsize=1 << 16)
def _moves(there: int, busy: int) -> tuple[_Move, ...]:
    """Meetings that somebody could have in a free round instead, unless they alone would wait much longer."""
    free = there & ~busy
    now = person_waiting(busy, free)
    found = []
    for r in rounds_in(busy):
        for other in rounds_in(free):
            toggled = 1 << r | 1 << other
            change = person_waiting(busy ^ toggled, there & ~(busy ^ toggled)) - now
            if change <= MOST_LOST:
                found.append((r, other, toggled, change))
    return tuple(found)
