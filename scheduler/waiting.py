"""Less waiting with the same pairs: Kempe chains between two rounds, accepted by simulated annealing.

Exchanging two rounds along a chain changes nobody's partners, and inside the chain nobody's busy rounds: only
its two ends begin or stop waiting. So a step costs one walk and two small counts.
"""

from __future__ import annotations

from math import exp
from random import Random

from scheduler.figures import person_waiting
from scheduler.run import Run
from scheduler.timetable import Timetable

STEPS_A_DATE = 300
FEWEST_STEPS, MOST_STEPS = 20_000, 400_000
# (first temperature, last temperature, share of the steps); the second leg shakes up what the first has
# frozen.
LEGS = ((0.5, 0.05, 0.6), (0.3, 0.05, 0.4))
BATCH = 1_000


def shorten_waiting(timetable: Timetable, seed: int, run: Run, shortfall: int, utility: float) -> None:
    """Move dates to other rounds so that people wait less; partners, shortfall and utility stay.

    Parameters
    ----------
    timetable : Timetable
        Changed in place; dates with a pinned round stay.
    seed : int
        Of the random walk. The number of steps is fixed, so the same seed gives the same result unless
        the time limit ends the walk.
    run : Run
        Its time limit ends the walk; the best timetable so far is kept.
    shortfall, utility : int, float
        What they are throughout, for the quality curve.
    """
    walk = _Walk(timetable, Random(seed))
    dates = sum(1 for r in timetable.when if r >= 0)
    steps = min(MOST_STEPS, max(FEWEST_STEPS, STEPS_A_DATE * dates))
    best, best_when = walk.total, list(timetable.when)
    run.note(shortfall, utility, best)
    done = 0
    for first, last, share in LEGS:
        batches = max(1, int(steps * share) // BATCH)
        for batch in range(batches):
            if best == 0 or run.over():
                break
            walk.steps(BATCH, first * (last / first) ** (batch / batches))
            done += BATCH
            run.report("waiting", 0.85 + 0.13 * done / steps)
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
        random, rounds = self.random.random, self.timetable.rounds
        there, busy = self.timetable.there, self.busy
        waiting = [person for person in self.people if self.waiting[person]] or self.people
        for _ in range(count):
            group = waiting if random() < 0.8 else self.people
            person = group[int(random() * len(group))]
            taken, free = busy[person], there[person] & ~busy[person]
            if not free:
                continue
            r = other = int(random() * rounds)
            while not taken >> r & 1:
                r = int(random() * rounds)
            while not free >> other & 1:
                other = int(random() * rounds)
            self._try(person, r, other, temperature)

    def _try(self, person: int, r: int, other: int, temperature: float) -> None:
        """Exchange two rounds along the chain from `person`, if that is no worse or luck will have it."""
        toggled = 1 << r | 1 << other
        waits = self._waits(person, self.busy[person] ^ toggled)
        change = waits - self.waiting[person]
        if change > 1:
            return
        chain = self.timetable.chain(person, r, other)
        if chain is None:
            return
        end = self._far_end(person, chain)
        end_waits = self._waits(end, self.busy[end] ^ toggled)
        change += end_waits - self.waiting[end]
        if change > 0 and self.random.random() >= exp(-change / temperature):
            return
        self.timetable.exchange(chain, r, other)
        for someone, new in ((person, waits), (end, end_waits)):
            self.busy[someone] ^= toggled
            self.waiting[someone] = new
        self.total += change

    def _far_end(self, person: int, chain: list[int]) -> int:
        for pair in chain:
            left, right = self.timetable.ends[pair]
            person = right if person == left else left
        return person
