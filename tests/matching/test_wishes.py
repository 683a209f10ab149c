from typing import Any

import numpy as np
import pytest

from matching.errors import DuplicateId, DuplicateWish, InvalidWish, UnknownId
from matching.wishes import ApplicantWish, CompanyWish, Wish, wish_matrices
from tests.matching.people import an_applicant, an_offer

APPLICANTS = [an_applicant(id="a1"), an_applicant(id="a2")]
OFFERS = [an_offer(id="o1"), an_offer(id="o2"), an_offer(id="o3", company="c2")]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"rank": 1, "unwanted": True},
        {"rank": 0},
        {"rank": -1},
        {"rank": 1.5},
        {"rank": True},
        {"rank": 10_001},
    ],
)
def test_wish_when_it_is_neither_a_rank_nor_a_no_then_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(InvalidWish):
        ApplicantWish("a1", "o1", **said)
    with pytest.raises(InvalidWish):
        CompanyWish("c1", "a1", **said)


def test_matrices_when_an_applicant_ranks_an_offer_then_hold_it_there_only() -> None:
    matrices = wish_matrices(APPLICANTS, OFFERS, [ApplicantWish("a2", "o1", rank=3)])
    assert np.array_equal(matrices.applicant_ranks, [[0, 0, 0], [3, 0, 0]])
    assert not matrices.company_ranks.any()
    assert not matrices.unwanted.any()


def test_matrices_when_a_firm_ranks_an_applicant_then_hold_it_for_all_its_offers() -> None:
    matrices = wish_matrices(APPLICANTS, OFFERS, [CompanyWish("c1", "a1", rank=2)])
    assert np.array_equal(matrices.company_ranks, [[2, 2, 0], [0, 0, 0]])


def test_matrices_when_an_applicant_says_no_then_mark_that_offer() -> None:
    matrices = wish_matrices(APPLICANTS, OFFERS, [ApplicantWish("a1", "o2", unwanted=True)])
    assert np.array_equal(matrices.unwanted, [[False, True, False], [False, False, False]])


def test_matrices_when_a_firm_says_no_then_mark_all_its_offers() -> None:
    matrices = wish_matrices(APPLICANTS, OFFERS, [CompanyWish("c1", "a2", unwanted=True)])
    assert np.array_equal(matrices.unwanted, [[False, False, False], [True, True, False]])


@pytest.mark.parametrize(
    "wish",
    [
        ApplicantWish("a9", "o1", rank=1),
        ApplicantWish("a1", "o9", rank=1),
        CompanyWish("c9", "a1", rank=1),
        CompanyWish("c1", "a9", unwanted=True),
    ],
)
def test_matrices_when_somebody_is_unknown_then_refuse(wish: Wish) -> None:
    with pytest.raises(UnknownId, match="9"):
        wish_matrices(APPLICANTS, OFFERS, [wish])


@pytest.mark.parametrize(
    "wishes",
    [
        [ApplicantWish("a1", "o1", rank=1), ApplicantWish("a1", "o1", unwanted=True)],
        [CompanyWish("c1", "a1", rank=1), CompanyWish("c1", "a1", rank=2)],
        [CompanyWish("c1", "a1", rank=1), CompanyWish("c1", "a1", rank=1)],
    ],
)
def test_matrices_when_one_side_speaks_twice_about_a_pair_then_refuse(wishes: list[Wish]) -> None:
    with pytest.raises(DuplicateWish):
        wish_matrices(APPLICANTS, OFFERS, wishes)


def test_matrices_when_an_id_is_there_twice_then_refuse() -> None:
    with pytest.raises(DuplicateId, match="applicants carry the id 'a1'"):
        wish_matrices([APPLICANTS[0], APPLICANTS[0]], OFFERS, [])
    with pytest.raises(DuplicateId, match="offers carry the id 'o1'"):
        wish_matrices(APPLICANTS, [OFFERS[0], OFFERS[0]], [])
