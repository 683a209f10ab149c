"""Pins without a round get one beside all other pins, or a complaint names a pin that cannot be kept."""

from __future__ import annotations

import numpy as np

from scheduler.arrays import ANY_ROUND, NOT_PINNED, Arrays
from scheduler.errors import CollidingPins
from scheduler.placing.edge_colouring import place_all
from scheduler.placing.timed_mip import feasible_rounds
from scheduler.placing.timetable import Timetable
from scheduler.validation import pin_ids, pin_place


def place_pins(arrays: Arrays) -> Timetable:
    """A timetable with all pins and nothing else.

    Chains nearly always succeed; where they do not, the pins alone are decided exactly.

    Parameters
    ----------
    arrays : Arrays
        The problem; its pins with a round do not collide, as validation makes sure.

    Returns
    -------
    Timetable
        Pins with a round are locked; the others have one and may be moved to another later.

    Raises
    ------
    CollidingPins
        The pins cannot all be kept; names the first one that cannot join those before it.
    """
    timetable = Timetable(arrays)
    loose = np.flatnonzero(arrays.pin == ANY_ROUND).tolist()
    if not place_all(timetable, loose):
        return timetable
    timetable = Timetable(arrays)
    rounds = feasible_rounds(timetable, loose)
    if rounds is None:
        raise _collision(arrays)
    for pair, r in zip(loose, rounds, strict=True):
        timetable.place(pair, r)
    return timetable


def _collision(arrays: Arrays) -> CollidingPins:
    """Name the first pin (in the order of the file) that cannot join those before it."""
    pins = arrays.problem.pins
    place = {(u.applicant, u.table): i for i, u in enumerate(arrays.problem.utilities)}
    in_order = [place[pin.applicant, pin.table] for pin in pins]
    fits, fails = 0, len(pins)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if _can_all_be_kept(arrays, in_order[:middle]):
            fits = middle
        else:
            fails = middle
    pin = pins[fails - 1]
    complaint = "cannot be kept together with the pins before it"
    return CollidingPins(pin_place(fails - 1, pin), complaint, pin_ids(pin))


def _can_all_be_kept(arrays: Arrays, pairs: list[int]) -> bool:
    kept = np.full_like(arrays.pin, NOT_PINNED)
    kept[pairs] = arrays.pin[pairs]
    timetable = Timetable(arrays, kept)
    return feasible_rounds(timetable, np.flatnonzero(kept == ANY_ROUND).tolist()) is not None
