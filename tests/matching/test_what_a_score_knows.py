"""Age, sex, name, origin and photo cannot reach a score: there is no place where they could travel."""

import dataclasses
import inspect
import typing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.criteria import CRITERIA
from matching.profiles import ApplicantProfile, OfferProfile
from matching.score import score
from matching.wishes import ApplicantWish, CompanyWish
from tests.matching.people import an_applicant
from tests.matching.strategies import events, some_examples

NEVER_USED = [
    "age",
    "birth_year",
    "birth_month",
    "sex",
    "gender",
    "name",
    "first_name",
    "origin",
    "nationality",
    "photo",
]


def fields_of(kind: type) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


def test_profiles_when_listed_then_have_only_these_fields() -> None:
    assert fields_of(ApplicantProfile) == {
        "id",
        "occupations",
        "postcode",
        "radius_km",
        "qualification",
        "start_year",
        "languages",
    }
    assert fields_of(OfferProfile) == {
        "id",
        "company",
        "occupation",
        "postcode",
        "minimum_qualification",
        "start_year",
        "languages",
    }


def test_wishes_when_listed_then_have_only_these_fields() -> None:
    assert fields_of(ApplicantWish) == {"applicant", "offer", "rank", "unwanted"}
    assert fields_of(CompanyWish) == {"company", "applicant", "rank", "unwanted"}


@pytest.mark.parametrize("name", NEVER_USED)
def test_applicant_when_made_with_something_never_used_then_is_refused(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        an_applicant(**{name: "x"})


@pytest.mark.parametrize("name", NEVER_USED)
def test_applicant_when_something_never_used_is_added_later_then_is_refused(name: str) -> None:
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(an_applicant(), name, "x")


def test_score_when_called_then_takes_nothing_but_profiles_wishes_and_weights() -> None:
    assert list(inspect.signature(score).parameters) == ["applicants", "offers", "wishes", "weights"]


def test_criteria_when_called_then_take_nothing_but_profiles_and_a_locale() -> None:
    for criterion in CRITERIA:
        assert list(inspect.signature(criterion.values).parameters) == ["applicants", "offers"]
        assert list(inspect.signature(criterion.sentence).parameters) == ["applicant", "offer", "locale"]
        assert typing.get_type_hints(criterion.sentence)["applicant"] is ApplicantProfile


@some_examples
@given(events(), st.permutations(["Jana", "Mehmet", "9 Jahre", "x"]))
def test_score_when_ids_are_others_then_is_the_same(event, names) -> None:  # type: ignore[no-untyped-def]
    applicants, offers, wishes = event
    new = {applicant.id: name for applicant, name in zip(applicants, names, strict=False)}
    other_people = [dataclasses.replace(applicant, id=new[applicant.id]) for applicant in applicants]
    other_wishes = [dataclasses.replace(wish, applicant=new[wish.applicant]) for wish in wishes]
    before, after = score(applicants, offers, wishes), score(other_people, offers, other_wishes)
    assert np.array_equal(before.values, after.values)
    assert np.array_equal(before.allowed, after.allowed)
