import pytest

from matching.criteria.start_year import sentence, values
from tests.matching.people import an_applicant, an_offer


@pytest.mark.parametrize(
    ("offered", "expected"), [(2025, 0), (2026, 0.25), (2027, 1), (2028, 0.5), (2029, 0)]
)
def test_values_when_years_differ_then_fall(offered: int, expected: float) -> None:
    assert values([an_applicant(start_year=2027)], [an_offer(start_year=offered)])[0, 0] == expected


def test_sentence_when_years_differ_then_names_both() -> None:
    said = sentence(an_applicant(start_year=2027), an_offer(start_year=2028), "de")
    assert said == "Die Ausbildung beginnt 2028, gewünscht ist 2027."


def test_sentence_when_years_agree_then_says_so() -> None:
    assert sentence(an_applicant(), an_offer(), "en") == "Both want to start in 2027."
