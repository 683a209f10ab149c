import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.criteria.distance import AT_THE_LIMIT, USUAL_RADIUS_KM, closeness, sentence, values
from tests.matching.people import an_applicant, an_offer
from tests.matching.strategies import some_examples

KILOMETRES = st.floats(0, 1000)
RADII = st.floats(0.5, 1000)


@some_examples
@given(KILOMETRES, KILOMETRES, RADII)
def test_closeness_when_farther_then_never_rises(one: float, other: float, radius: float) -> None:
    near, far = sorted([one, other])
    assert closeness(near, radius) >= closeness(far, radius)


@some_examples
@given(KILOMETRES, RADII, RADII)
def test_closeness_when_somebody_travels_farther_then_never_falls(
    kilometres: float, one: float, other: float
) -> None:
    small, large = sorted([one, other])
    assert closeness(kilometres, large) >= closeness(kilometres, small) - 1e-6


@some_examples
@given(KILOMETRES, RADII)
def test_closeness_when_within_the_radius_then_is_high_and_beyond_it_lower(
    kilometres: float, radius: float
) -> None:
    assert 0 <= closeness(kilometres, radius) <= 1
    assert (closeness(kilometres, radius) >= AT_THE_LIMIT - 1e-6) == (
        np.float32(kilometres) <= np.float32(radius)
    )


def test_closeness_when_just_beyond_the_limit_then_does_not_drop() -> None:
    assert closeness(20.0, 20) - closeness(20.2, 20) < 0.02


def test_closeness_when_computed_then_has_the_documented_values() -> None:
    assert closeness([0, 20, 30, 40, np.nan], 20) == pytest.approx([1, 0.8, 0.294, 0.108, 0.5], abs=0.001)


def test_values_when_nothing_was_said_then_take_the_usual_radius() -> None:
    said, unsaid = an_applicant(radius_km=USUAL_RADIUS_KM), an_applicant(radius_km=None)
    offer = an_offer(postcode="33098")
    assert values([said], [offer]) == values([unsaid], [offer])


def test_values_when_a_postcode_is_unknown_then_are_neither_for_nor_against() -> None:
    assert values([an_applicant(postcode="00000")], [an_offer()])[0, 0] == 0.5
    assert values([an_applicant()], [an_offer(postcode="00000")])[0, 0] == 0.5


def test_values_when_people_share_postcodes_then_stay_in_their_order() -> None:
    applicants = [an_applicant(postcode=postcode) for postcode in ("33098", "32756", "33098")]
    offers = [an_offer(postcode=postcode) for postcode in ("32756", "33098")]
    matrix = values(applicants, offers)
    assert matrix[1, 0] == matrix[0, 1] == matrix[2, 1] == 1
    assert matrix[0, 0] == matrix[1, 1] < 1


def test_values_when_there_is_nobody_then_are_empty() -> None:
    assert values([], [an_offer()]).shape == (0, 1)
    assert values([an_applicant()], []).shape == (1, 0)


@pytest.mark.parametrize(
    ("postcode", "radius", "locale", "expected"),
    [
        (
            "32756",
            20,
            "de",
            "Wohnort und Detmold liegen dicht beieinander, im gewünschten Umkreis von 20 km.",
        ),
        (
            "32657",
            12.5,
            "de",
            "Zwischen Wohnort und Lemgo liegen etwa 10 km Luftlinie, im gewünschten Umkreis von 12,5 km.",
        ),
        (
            "33098",
            20,
            "de",
            "Zwischen Wohnort und Paderborn liegen etwa 26 km Luftlinie, weiter als die gewünschten 20 km.",
        ),
        (
            "33098",
            None,
            "en",
            "About 26 km as the crow flies between home and Paderborn; no radius has been named.",
        ),
        ("00000", 20, "en", "The distance is not known."),
    ],
)
def test_sentence_when_read_then_says_how_far(
    postcode: str, radius: float, locale: str, expected: str
) -> None:
    assert sentence(an_applicant(radius_km=radius), an_offer(postcode=postcode), locale) == expected


def test_sentence_when_read_then_does_not_say_where_the_applicant_lives() -> None:
    assert "Blomberg" not in sentence(an_applicant(postcode="32825"), an_offer(postcode="33098"), "de")
