"""The invented people of the demo: the same for the same seed, with real occupations and postcodes."""

from __future__ import annotations

import pytest

from matching.occupations import occupation
from matching.postcodes import place_of
from rehearsal.applicants import APPLICANTS, PEOPLE, PLAYED_BY_A_BOT, draw_applicants
from rehearsal.firms import FIRMS
from rehearsal.trades import TRADES

REGION = {"Kreis Lippe", "Kreis Paderborn", "Kreis Höxter"}


def district(postcode: str) -> str:
    place = place_of(postcode)
    assert place is not None, postcode
    return place.district


def test_applicants_when_drawn_twice_with_a_seed_are_the_same() -> None:
    assert draw_applicants(7) == draw_applicants(7)


def test_applicants_when_drawn_with_another_seed_are_others() -> None:
    assert draw_applicants(1)[len(PEOPLE) :] != draw_applicants(2)[len(PEOPLE) :]


@pytest.mark.parametrize("seed", range(5))
def test_applicants_when_drawn_are_forty_people_with_different_names_and_sentences(seed: int) -> None:
    people = draw_applicants(seed)
    assert len(people) == APPLICANTS == 40
    for field in ("first_name", "last_name", "about"):
        assert len({getattr(person, field) for person in people}) == 40, field


@pytest.mark.parametrize("seed", range(5))
def test_applicants_when_drawn_live_in_the_region_and_wish_real_occupations(seed: int) -> None:
    for person in draw_applicants(seed):
        assert district(person.postcode) in REGION
        assert 1 <= len(person.occupations) <= 3
        assert len(set(person.occupations)) == len(person.occupations)
        assert all(occupation(wished).name_neutral for wished in person.occupations)


def test_applicants_when_played_by_bots_say_so_and_the_two_of_people_do_not() -> None:
    people = draw_applicants(1)
    assert all(PLAYED_BY_A_BOT in person.about for person in people[len(PEOPLE) :])
    assert not any("Bot" in person.about for person in people[: len(PEOPLE)])


def test_firms_when_listed_are_twelve_small_ones_of_the_region() -> None:
    assert len({firm.name for firm in FIRMS}) == 12
    assert all(3 <= firm.employees <= 50 for firm in FIRMS)
    assert {district(firm.postcode) for firm in FIRMS} == REGION


def test_firms_when_they_offer_something_offer_real_occupations_of_their_trade() -> None:
    for firm in FIRMS:
        for offered, places in firm.offers:
            assert occupation(offered).name_neutral
            assert offered in TRADES[firm.trade].occupations
            assert places >= 1


def test_trades_when_listed_are_each_wished_and_offered_by_somebody() -> None:
    assert {person.trade for person in draw_applicants(1)} == set(TRADES) == {firm.trade for firm in FIRMS}
