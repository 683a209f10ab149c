import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.criteria import CRITERIA
from matching.qualification import Qualification
from matching.score import Scores, score
from matching.weights import Weights
from matching.wishes import ApplicantWish, CompanyWish
from tests.matching.people import an_applicant, an_offer
from tests.matching.strategies import events, some_examples, weights

BEST = an_offer(id="best")
WORST = an_offer(
    id="worst",
    company="c2",
    occupation="erzieher",
    postcode="80331",
    minimum_qualification=Qualification.UNIVERSITY_ENTRANCE,
    start_year=2040,
    languages=frozenset({"zh"}),
)


def wished_by(scores: Scores) -> np.ndarray:
    return (scores.wishes.applicant_ranks > 0).astype(int) + (scores.wishes.company_ranks > 0)


@some_examples
@given(events(), weights())
def test_score_when_of_anybody_then_lies_between_zero_and_one(event, chosen) -> None:  # type: ignore[no-untyped-def]
    scores = score(*event, chosen)
    assert scores.values.dtype == np.float32
    assert scores.values.shape == (len(event[0]), len(event[1]))
    assert ((scores.values >= 0) & (scores.values <= 1)).all()
    assert all(((part >= 0) & (part <= 1)).all() for part in scores.parts.values())


@some_examples
@given(events(), weights())
def test_score_when_there_is_a_wish_then_beats_every_pair_with_fewer_wishes(event, chosen) -> None:  # type: ignore[no-untyped-def]
    scores = score(*event, chosen)
    sides = np.where(scores.allowed, wished_by(scores), -1)
    for fewer in (0, 1):
        with_more, with_fewer = scores.values[sides > fewer], scores.values[sides == fewer]
        if with_more.size and with_fewer.size:
            assert with_more.min() > with_fewer.max()


def test_score_when_the_worst_pair_is_wished_last_then_beats_the_best_without_a_wish() -> None:
    scores = score([an_applicant()], [BEST, WORST], [ApplicantWish("a1", "worst", rank=10_000)])
    assert scores.values[0, 0] == pytest.approx(0.25)
    assert scores.values[0, 1] > scores.values[0, 0]


def test_score_when_only_the_firm_wishes_then_beats_the_best_without_a_wish() -> None:
    scores = score([an_applicant()], [BEST, WORST], [CompanyWish("c2", "a1", rank=10_000)])
    assert scores.values[0, 1] > scores.values[0, 0]


def test_score_when_one_side_alone_wishes_then_is_at_most_a_half() -> None:
    assert score([an_applicant()], [BEST], [ApplicantWish("a1", "best", rank=1)]).values[
        0, 0
    ] == pytest.approx(0.5)


def test_score_when_both_sides_wish_first_and_all_fits_then_is_one() -> None:
    wishes = [ApplicantWish("a1", "best", rank=1), CompanyWish("c1", "a1", rank=1)]
    assert score([an_applicant()], [BEST], wishes).values[0, 0] == pytest.approx(1)


@some_examples
@given(events(), weights())
def test_score_when_a_side_said_not_this_one_then_the_pair_is_never_allowed(event, chosen) -> None:  # type: ignore[no-untyped-def]
    applicants, offers, wishes = event
    scores = score(applicants, offers, wishes, chosen)
    unwanted = {wish.pair for wish in wishes if wish.unwanted}
    for i, applicant in enumerate(applicants):
        for j, offer in enumerate(offers):
            pairs = {("applicant", applicant.id, offer.id), ("company", offer.company, applicant.id)}
            assert scores.allowed[i, j] == (not pairs & unwanted)
            assert (scores.values[i, j] == 0) == bool(pairs & unwanted)


def test_score_when_one_wishes_and_the_other_says_no_then_the_no_is_final() -> None:
    wishes = [ApplicantWish("a1", "best", rank=1), CompanyWish("c1", "a1", unwanted=True)]
    assert not score([an_applicant()], [BEST], wishes).allowed[0, 0]


@some_examples
@given(events(), st.integers(0, 4))
def test_score_when_any_part_rises_then_does_not_fall(event, which) -> None:  # type: ignore[no-untyped-def]
    applicants, offers, _ = event
    scores = score(applicants, offers)
    parts = np.stack([scores.parts[criterion.name].ravel() for criterion in CRITERIA])
    values = scores.values.ravel()
    for one in range(parts.shape[1]):
        better = (parts >= parts[:, [one]]).all(axis=0)
        assert (values[better] >= values[one] - 1e-6).all()


def test_score_when_weights_change_then_order_follows_them() -> None:
    near = an_offer(id="near", occupation="koch")
    fitting = an_offer(id="fitting", postcode="37671")
    by_distance = score(
        [an_applicant()], [near, fitting], weights=Weights(occupation=1, distance=100)
    ).values[0]
    by_occupation = score(
        [an_applicant()], [near, fitting], weights=Weights(occupation=100, distance=1)
    ).values[0]
    assert by_distance[0] > by_distance[1]
    assert by_occupation[0] < by_occupation[1]


@some_examples
@given(events())
def test_score_when_people_come_in_another_order_then_is_the_same(event) -> None:  # type: ignore[no-untyped-def]
    applicants, offers, wishes = event
    turned = score(applicants[::-1], offers[::-1], wishes[::-1])
    assert np.array_equal(turned.values[::-1, ::-1], score(applicants, offers, wishes).values)


@pytest.mark.parametrize(("applicants", "offers"), [([], []), ([an_applicant()], []), ([], [an_offer()])])
def test_score_when_one_side_is_empty_then_is_empty(applicants, offers) -> None:  # type: ignore[no-untyped-def]
    assert score(applicants, offers).values.shape == (len(applicants), len(offers))
