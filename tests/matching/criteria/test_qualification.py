import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.criteria.qualification import sentence, values
from matching.qualification import Qualification
from tests.matching.people import an_applicant, an_offer
from tests.matching.strategies import some_examples

ANY = st.sampled_from(Qualification)


def value(has: Qualification, minimum: Qualification) -> float:
    return float(values([an_applicant(qualification=has)], [an_offer(minimum_qualification=minimum)])[0, 0])


@some_examples
@given(ANY, ANY)
def test_values_when_enough_then_are_one_and_no_more_for_more(
    has: Qualification, minimum: Qualification
) -> None:
    assert (value(has, minimum) == 1) == (has.level >= minimum.level)


@some_examples
@given(ANY, ANY)
def test_values_when_less_then_never_exclude(has: Qualification, minimum: Qualification) -> None:
    assert value(has, minimum) > 0


def test_values_when_levels_are_missing_then_halve_for_each() -> None:
    assert value(Qualification.FIRST, Qualification.EXTENDED_FIRST) == 0.5
    assert value(Qualification.NONE, Qualification.UNIVERSITY_ENTRANCE) == 0.5**5


@pytest.mark.parametrize(
    ("has", "minimum", "said"),
    [
        (Qualification.UNIVERSITY_ENTRANCE, Qualification.FIRST, "zählt nicht extra"),
        (Qualification.NONE, Qualification.FIRST, "schließt nicht aus"),
        (Qualification.FIRST, Qualification.FIRST, "passt genau"),
        (Qualification.FIRST, Qualification.NONE, "kein bestimmter Schulabschluss nötig"),
    ],
)
def test_sentence_when_read_then_says_what_more_or_less_means(has, minimum, said) -> None:  # type: ignore[no-untyped-def]
    assert said in sentence(an_applicant(qualification=has), an_offer(minimum_qualification=minimum), "de")
