import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.companies import among_best, company_utilities
from matching.score import score
from matching.wishes import ApplicantWish, CompanyWish
from tests.matching.people import an_applicant, an_offer
from tests.matching.strategies import events, some_examples

OFFERS = [an_offer(id="koch", occupation="koch"), an_offer(id="tischler"), an_offer(id="other", company="c2")]


def test_utilities_when_a_firm_has_several_offers_then_take_the_best() -> None:
    scores = score([an_applicant()], OFFERS)
    utilities = company_utilities(scores)
    assert utilities.companies == ("c1", "c2")
    assert utilities.best_offers.tolist() == [[1, 2]]
    assert utilities.values[0, 0] == scores.values[0, 1]


def test_utilities_when_the_best_offer_is_unwanted_then_take_the_next() -> None:
    scores = score([an_applicant()], OFFERS, [ApplicantWish("a1", "tischler", unwanted=True)])
    utilities = company_utilities(scores)
    assert utilities.best_offers[0, 0] == 0
    assert utilities.allowed[0, 0]


def test_utilities_when_no_offer_is_left_then_the_pair_must_not_meet() -> None:
    utilities = company_utilities(score([an_applicant()], OFFERS, [CompanyWish("c1", "a1", unwanted=True)]))
    assert utilities.allowed.tolist() == [[False, True]]
    assert utilities.best_offers[0, 0] == -1
    assert utilities.values[0, 0] == 0


@some_examples
@given(events())
def test_utilities_when_of_any_event_then_are_the_largest_allowed_score(event) -> None:  # type: ignore[no-untyped-def]
    scores = score(*event)
    utilities = company_utilities(scores)
    for column, company in enumerate(utilities.companies):
        own = [number for number, offer in enumerate(event[1]) if offer.company == company]
        assert np.array_equal(utilities.values[:, column], scores.values[:, own].max(axis=1))
        assert np.array_equal(utilities.allowed[:, column], scores.allowed[:, own].any(axis=1))


@some_examples
@given(events(), st.integers(1, 3))
def test_among_best_when_cut_then_keeps_the_best_firms_of_everybody(event, candidates) -> None:  # type: ignore[no-untyped-def]
    utilities = company_utilities(score(*event))
    kept = among_best(utilities, candidates)
    assert not (kept & ~utilities.allowed).any()
    for row in range(len(event[0])):
        allowed = utilities.values[row][utilities.allowed[row]]
        best = sorted(allowed, reverse=True)[:candidates]
        assert sorted(utilities.values[row][kept[row]], reverse=True)[: len(best)] == best


@some_examples
@given(events(), st.integers(1, 3))
def test_among_best_when_cut_then_leaves_no_firm_without_somebody(event, candidates) -> None:  # type: ignore[no-untyped-def]
    utilities = company_utilities(score(*event))
    kept = among_best(utilities, candidates)
    wanted = np.minimum(utilities.allowed.sum(axis=0), candidates)
    assert (kept.sum(axis=0) >= wanted).all()
