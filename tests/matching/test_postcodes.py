import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.postcodes import POSTCODES_CREDIT, distance_km, place_of, positions
from tests.matching.strategies import some_examples

POSITIONS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def kilometres(one: str, other: str) -> float:
    return float(distance_km(positions([one])[0], positions([other])[0]))


def test_place_of_when_the_postcode_is_known_then_names_place_and_district() -> None:
    place = place_of("32756")
    assert place is not None
    assert (place.postcode, place.place, place.district) == ("32756", "Detmold", "Kreis Lippe")


@pytest.mark.parametrize("postcode", ["00000", "", "Detmold", "3275", "٣٢٧٥٦"])
def test_place_of_when_the_postcode_is_unknown_then_is_none(postcode: str) -> None:
    assert place_of(postcode) is None


def test_place_of_when_there_is_a_leading_zero_then_finds_it() -> None:
    place = place_of(" 01067 ")
    assert place is not None
    assert place.place == "Dresden"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("32756", "33098", 26), ("32756", "32657", 10), ("33098", "37671", 44), ("10115", "80331", 504)],
)
def test_distance_when_between_towns_then_is_about_what_a_map_says(
    one: str, other: str, expected: float
) -> None:
    assert kilometres(one, other) == pytest.approx(expected, rel=0.06, abs=1)


@some_examples
@given(POSITIONS, POSITIONS)
def test_distance_when_turned_round_then_is_the_same(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert distance_km(one, other) == pytest.approx(distance_km(other, one), abs=1e-6)


@some_examples
@given(POSITIONS, POSITIONS, POSITIONS)
def test_distance_when_going_by_a_third_place_then_is_no_shorter(a, b, c) -> None:  # type: ignore[no-untyped-def]
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-3


@some_examples
@given(POSITIONS)
def test_distance_when_to_itself_then_is_zero(one: tuple[float, float]) -> None:
    assert distance_km(one, one) == pytest.approx(0, abs=1e-6)


def test_distance_when_at_opposite_poles_then_is_half_the_circumference() -> None:
    assert distance_km((90, 0), (-90, 0)) == pytest.approx(20015.1, abs=0.1)


def test_distance_when_given_matrices_then_holds_every_pair() -> None:
    homes, works = positions(["32756", "33098", "00000"]), positions(["32657", "37671"])
    matrix = distance_km(homes[:, None], works[None, :])
    assert matrix.shape == (3, 2)
    assert matrix[1, 1] == pytest.approx(kilometres("33098", "37671"))
    assert np.isnan(matrix[2]).all()


def test_distance_when_given_something_else_than_positions_then_refuses() -> None:
    with pytest.raises(ValueError, match="latitude, longitude"):
        distance_km([1, 2, 3], [4, 5, 6])


def test_credit_when_shown_then_names_source_and_licence() -> None:
    assert POSTCODES_CREDIT == "Postleitzahlen: GeoNames (geonames.org), CC BY 4.0, bearbeitet"
