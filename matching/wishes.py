"""Wishes of both sides: a rank, or "not this one"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.errors import DuplicateId, DuplicateWish, InvalidWish, UnknownId
from matching.profiles import ApplicantProfile, OfferProfile

LARGEST_RANK = 10_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ApplicantWish:
    """What an applicant says about an offer: its `rank` (1 is the most wished), or that it is `unwanted`."""

    applicant: str
    offer: str
    rank: int | None = None
    unwanted: bool = False

    def __post_init__(self) -> None:
        _check_one_statement(
            self.rank, self.unwanted, f"applicant {self.applicant!r} about offer {self.offer!r}"
        )

    @property
    def pair(self) -> tuple[str, str, str]:
        """Who says this about whom; there can be one wish of each."""
        return ("applicant", self.applicant, self.offer)


@dataclass(frozen=True, slots=True)
class CompanyWish:
    """What a firm says about an applicant, for all its offers: a `rank` (from 1), or `unwanted`."""

    company: str
    applicant: str
    rank: int | None = None
    unwanted: bool = False

    def __post_init__(self) -> None:
        about = f"company {self.company!r} about applicant {self.applicant!r}"
        _check_one_statement(self.rank, self.unwanted, about)

    @property
    def pair(self) -> tuple[str, str, str]:
        """Who says this about whom; there can be one wish of each."""
        return ("company", self.company, self.applicant)


Wish = ApplicantWish | CompanyWish


@dataclass(frozen=True, slots=True)
class WishMatrices:
    """Everybody's wishes, applicants x offers.

    Attributes
    ----------
    applicant_ranks, company_ranks : ndarray of int16, shape (A, O)
        Rank that this side gave; 0 for none.
    unwanted : ndarray of bool, shape (A, O)
        At least one side said "not this one".
    """

    applicant_ranks: NDArray[np.int16]
    company_ranks: NDArray[np.int16]
    unwanted: NDArray[np.bool_]


def wish_matrices(
    applicants: Sequence[ApplicantProfile], offers: Sequence[OfferProfile], wishes: Iterable[Wish]
) -> WishMatrices:
    """Enter the wishes into matrices.

    Parameters
    ----------
    applicants, offers : sequences of profiles
        A and O of them.
    wishes : iterable of ApplicantWish and CompanyWish
        At most one of each side about a pair.

    Returns
    -------
    WishMatrices
        Of shape (A, O); a firm's wish is entered at each of its offers.

    Raises
    ------
    DuplicateId
        Two applicants or two offers carry the same id.
    UnknownId
        A wish names somebody who is not there.
    DuplicateWish
        One side says two things about the same pair.
    """
    rows = _numbered([applicant.id for applicant in applicants], "applicant")
    columns = _numbered([offer.id for offer in offers], "offer")
    of_company = _offers_of_companies(offers)
    shape = (len(applicants), len(offers))
    matrices = WishMatrices(np.zeros(shape, np.int16), np.zeros(shape, np.int16), np.zeros(shape, np.bool_))
    for wish in _without_duplicates(wishes):
        row = _found(rows, wish.applicant, "applicant", wish)
        if isinstance(wish, ApplicantWish):
            _enter(
                wish, (row, [_found(columns, wish.offer, "offer", wish)]), matrices.applicant_ranks, matrices
            )
        else:
            _enter(
                wish,
                (row, _found(of_company, wish.company, "company", wish)),
                matrices.company_ranks,
                matrices,
            )
    return matrices


def _enter(
    wish: Wish, cells: tuple[int, list[int]], ranks: NDArray[np.int16], matrices: WishMatrices
) -> None:
    if wish.rank is None:
        matrices.unwanted[cells] = True
    else:
        ranks[cells] = wish.rank


def _check_one_statement(rank: object, unwanted: bool, about: str) -> None:
    if (rank is not None) == unwanted:
        raise InvalidWish(f"wish of {about}: either a rank or unwanted, not both and not neither")
    if rank is None:
        return
    if not isinstance(rank, int) or isinstance(rank, bool) or not 1 <= rank <= LARGEST_RANK:
        raise InvalidWish(f"wish of {about}: rank {rank!r} is not a whole number from 1 to {LARGEST_RANK}")


def _without_duplicates(wishes: Iterable[Wish]) -> list[Wish]:
    said: dict[tuple[str, str, str], Wish] = {}
    for wish in wishes:
        earlier = said.setdefault(wish.pair, wish)
        if earlier is not wish:
            raise DuplicateWish(f"{wish} and {earlier} are about the same pair")
    return list(said.values())


def _numbered(ids: list[str], side: str) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, name in enumerate(ids):
        if name in numbers:
            raise DuplicateId(f"two {side}s carry the id {name!r}")
        numbers[name] = number
    return numbers


def _offers_of_companies(offers: Sequence[OfferProfile]) -> dict[str, list[int]]:
    of_company: dict[str, list[int]] = {}
    for number, offer in enumerate(offers):
        of_company.setdefault(offer.company, []).append(number)
    return of_company


def _found(numbers: Mapping[str, T], name: str, side: str, wish: Wish) -> T:
    if name not in numbers:
        raise UnknownId(f"{wish}: there is no {side} with the id {name!r}")
    return numbers[name]
