"""Places for connections: by address and in all."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from webapp.transport.places import NoPlace, Occupant, Places


class Visitor(Occupant):
    def __init__(self, idle: bool) -> None:
        self.idle, self.here = idle, True

    def leave(self) -> None:
        self.here = False


def test_place_when_an_address_has_taken_all_of_its_own_is_refused_to_it_alone() -> None:
    places = Places(most_of_one=2, most=9)
    with ExitStack() as taken:
        for _ in range(2):
            taken.enter_context(places.place("192.0.2.1"))
        with pytest.raises(NoPlace):
            taken.enter_context(places.place("192.0.2.1"))
        taken.enter_context(places.place("192.0.2.2"))


def test_place_when_all_are_taken_is_refused_to_everybody() -> None:
    places = Places(most_of_one=9, most=1)
    with places.place("192.0.2.1"), pytest.raises(NoPlace), places.place("192.0.2.2"):
        pass


@pytest.mark.parametrize(("most_of_one", "most"), [(3, 9), (9, 3)])
def test_place_when_all_are_taken_is_that_of_who_was_idle_longest(most_of_one: int, most: int) -> None:
    places, visitors = Places(most_of_one, most), [Visitor(idle) for idle in (False, True, True)]
    with ExitStack() as taken:
        for visitor in visitors:
            taken.enter_context(places.place("192.0.2.1", visitor))
        taken.enter_context(places.place("192.0.2.1", Visitor(idle=False)))
        assert [visitor.here for visitor in visitors] == [True, False, True]
        assert places.taken == 3
    assert places.taken == 0


def test_place_when_many_are_idle_at_one_address_costs_nobody_elsewhere_theirs() -> None:
    places, small, crowd = Places(9, 4), Visitor(idle=True), [Visitor(idle=True) for _ in range(3)]
    with ExitStack() as taken:
        taken.enter_context(places.place("192.0.2.1", small))
        for visitor in crowd:
            taken.enter_context(places.place("192.0.2.9", visitor))
        taken.enter_context(places.place("192.0.2.1", Visitor(idle=True)))
        assert small.here
        assert not crowd[0].here


def test_place_when_given_back_is_free_again_and_leaves_nothing_behind() -> None:
    places = Places(most_of_one=1, most=1)
    for _ in range(3):
        with places.place("192.0.2.1"):
            pass
    assert not places.held


@pytest.mark.parametrize("other", ["2001:db8::2", "2001:db8:0:0:ffff::"])
def test_place_when_addresses_share_the_customer_part_of_ipv6_is_counted_together(other: str) -> None:
    places = Places(most_of_one=1, most=9)
    with places.place("2001:db8::1"), pytest.raises(NoPlace), places.place(other):
        pass
