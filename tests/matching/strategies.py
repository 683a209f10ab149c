"""Random people, offers, wishes and weights for property tests."""

from __future__ import annotations

from dataclasses import fields, replace
from random import Random
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st

from matching.errors import InvalidWeights
from matching.languages import LANGUAGES
from matching.occupations import all_occupations
from matching.postcodes import places
from matching.profiles import ApplicantProfile, OfferProfile
from matching.qualification import Qualification
from matching.weights import Weights
from matching.wishes import ApplicantWish, CompanyWish, Wish

Profile = TypeVar("Profile", ApplicantProfile, OfferProfile)

some_examples = settings(deadline=None, max_examples=40)  # patient on a busy machine, quick on a free one

SPOKEN = st.frozensets(st.sampled_from(sorted(LANGUAGES)), max_size=4)


def _somebody(chance: Random) -> ApplicantProfile:
    return ApplicantProfile(
        id="a",
        occupations=tuple(found.id for found in chance.sample(all_occupations(), chance.randint(0, 3))),
        postcode=_a_postcode(chance),
        radius_km=chance.choice([None, 0.5, 10, 25.5, 300]),
        qualification=chance.choice(list(Qualification)),
        start_year=chance.randint(2026, 2029),
        languages=_some_languages(chance),
    )


def _something(chance: Random) -> OfferProfile:
    return OfferProfile(
        id="o",
        company=chance.choice(["c1", "c2", "c3"]),
        occupation=chance.choice(all_occupations()).id,
        postcode=_a_postcode(chance),
        minimum_qualification=chance.choice(list(Qualification)),
        start_year=chance.randint(2026, 2029),
        languages=_some_languages(chance),
    )


def _a_postcode(chance: Random) -> str:
    """Of the region, of anywhere, or one that is not in our table."""
    return chance.choice(["32756", "33098", chance.choice(sorted(places())), "00000"])


def _some_languages(chance: Random) -> frozenset[str]:
    return frozenset(chance.sample(sorted(LANGUAGES), chance.randint(0, 3)))


# Made once: drawing every field of every person anew would take most of the time of the tests.
PEOPLE = [_somebody(Random(seed)) for seed in range(500)]
OFFERS = [_something(Random(seed)) for seed in range(500)]
SAYINGS = st.sampled_from([None, None, "unwanted", 1, 2, 9, 10_000])


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    """Any weights that leave each side a view."""
    numbers = [draw(st.just(0.0) | st.floats(0.01, 100)) for _ in fields(Weights)]
    try:
        return Weights(*numbers)
    except InvalidWeights:
        return Weights()


@st.composite
def events(draw: st.DrawFn) -> tuple[list[ApplicantProfile], list[OfferProfile], list[Wish]]:
    """A small event: people, offers of up to three firms, and wishes about some of the pairs."""
    people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4))
    offered = draw(st.lists(st.sampled_from(OFFERS), min_size=1, max_size=5))
    applicants = [renamed(each, f"a{number}") for number, each in enumerate(people)]
    offers = [renamed(each, f"o{number}") for number, each in enumerate(offered)]
    companies = sorted({offer.company for offer in offers})
    pairs = [(ApplicantWish, a.id, o.id) for a in applicants for o in offers]
    pairs += [(CompanyWish, company, a.id) for company in companies for a in applicants]
    said = draw(st.lists(SAYINGS, min_size=len(pairs), max_size=len(pairs)))
    return (
        applicants,
        offers,
        [_wish(*pair, saying) for pair, saying in zip(pairs, said, strict=True) if saying],
    )


def _wish(kind: type[ApplicantWish] | type[CompanyWish], by: str, about: str, saying: int | str) -> Wish:
    return kind(by, about, unwanted=True) if saying == "unwanted" else kind(by, about, rank=int(saying))


def renamed(profile: Profile, name: str) -> Profile:
    """The same profile under another id."""
    return replace(profile, id=name)
