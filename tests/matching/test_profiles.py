import math
from typing import Any

import pytest

from matching.errors import InvalidProfile
from tests.matching.people import an_applicant, an_offer


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", 7),
        ("occupations", ["tischler"]),
        ("occupations", ("astronaut",)),
        ("occupations", (["tischler"],)),
        ("occupations", ("tischler", "tischler")),
        ("occupations", ("tischler", "koch", "maurer", "zimmerer")),
        ("postcode", "3275"),
        ("postcode", "abcde"),
        ("postcode", "٣٢٧٥٦"),
        ("postcode", "32756\n"),
        ("postcode", 32756),
        ("radius_km", 0),
        ("radius_km", -1),
        ("radius_km", 1001),
        ("radius_km", math.nan),
        ("radius_km", math.inf),
        ("radius_km", "20"),
        ("radius_km", True),
        ("qualification", "first"),
        ("start_year", 1999),
        ("start_year", 2027.5),
        ("start_year", "2027"),
        ("languages", {"de"}),
        ("languages", frozenset({"xx"})),
    ],
)
def test_applicant_when_a_field_is_wrong_then_names_it(field: str, value: Any) -> None:
    with pytest.raises(InvalidProfile) as raised:
        an_applicant(**{field: value})
    assert raised.value.field == field
    assert str(raised.value).startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("company", ""),
        ("occupation", "astronaut"),
        ("occupation", None),
        ("postcode", "1"),
        ("minimum_qualification", None),
        ("start_year", 3000),
        ("languages", frozenset({1})),
    ],
)
def test_offer_when_a_field_is_wrong_then_names_it(field: str, value: Any) -> None:
    with pytest.raises(InvalidProfile) as raised:
        an_offer(**{field: value})
    assert raised.value.field == field


def test_applicant_when_nothing_is_known_about_wishes_then_is_still_valid() -> None:
    assert an_applicant(occupations=(), radius_km=None).occupations == ()


def test_applicant_when_the_postcode_is_not_in_our_table_then_is_still_valid() -> None:
    assert an_applicant(postcode="00000").postcode == "00000"
