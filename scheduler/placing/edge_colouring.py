"""When pairs meet: edge colouring after König, with Kempe chains that respect windows and pinned rounds."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.arrays import rounds_in
from scheduler.placing.timetable import Timetable


def place_all(timetable: Timetable, pairs: Iterable[int]) -> list[int]:
    """Give every pair a round, in the order given; returns those for which no single chain makes room.

    Where everybody is free in every round but for the pairs placed here, and nobody has more pairs than there
    are rounds, nothing is left over (D. König, Math. Ann. 77, 1916): the chain from one end never reaches the
    other.

    Parameters
    ----------
    timetable : Timetable
        Changed in place; pairs placed before may change their rounds, locked ones stay.
    pairs : iterable of int
        Unplaced pairs, in 0..E-1, each once.

    Returns
    -------
    list of int
        The pairs that are still unplaced, in the same order.
    """
    return [pair for pair in pairs if not place_one(timetable, pair)]


def place_one(timetable: Timetable, pair: int) -> bool:
    """Place a pair in a round that is free for both, or make one so by exchanging two rounds on a chain.

    Parameters
    ----------
    timetable : Timetable
        Changed in place, unless no chain makes room.
    pair : int
        An unplaced pair, in 0..E-1.

    Returns
    -------
    bool
        Whether it has a round now: the earliest free one, or that of the first chain that can be exchanged.
    """
    left, right = timetable.ends[pair]
    common = timetable.free[left] & timetable.free[right]
    if common:
        timetable.place(pair, (common & -common).bit_length() - 1)
        return True
    for here in rounds_in(timetable.free[left]):
        for there in rounds_in(timetable.free[right]):
            if _make_room(timetable, right, here, there):
                timetable.place(pair, here)
                return True
            if _make_room(timetable, left, there, here):
                timetable.place(pair, there)
                return True
    return False


def _make_room(timetable: Timetable, person: int, wanted: int, instead: int) -> bool:
    """Move what `person` has in the round `wanted` into `instead`, with all that follows from it."""
    if not timetable.there[person] >> wanted & 1:
        return False
    chain = timetable.chain(person, wanted, instead)
    if chain is None:
        return False
    timetable.exchange(chain, wanted, instead)
    return True
