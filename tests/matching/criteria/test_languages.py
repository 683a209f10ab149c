import pytest
from hypothesis import given

from matching.criteria.languages import sentence, values
from tests.matching.people import an_applicant, an_offer
from tests.matching.strategies import SPOKEN, some_examples


def value(spoken: frozenset[str], useful: frozenset[str]) -> float:
    return float(values([an_applicant(languages=spoken)], [an_offer(languages=useful)])[0, 0])


@some_examples
@given(SPOKEN)
def test_values_when_the_offer_names_none_then_no_language_makes_a_difference(spoken: frozenset[str]) -> None:
    assert value(spoken, frozenset()) == 1


@some_examples
@given(SPOKEN, SPOKEN, SPOKEN)
def test_values_when_one_more_is_named_then_never_fall(spoken, more, useful) -> None:  # type: ignore[no-untyped-def]
    assert value(spoken | more, useful) >= value(spoken, useful)


def test_values_when_some_are_there_then_lie_between() -> None:
    useful = frozenset({"en", "nl"})
    assert value(frozenset({"tr"}), useful) == 0.5
    assert value(frozenset({"tr", "en"}), useful) == 0.75
    assert value(frozenset({"nl", "en"}), useful) == 1


@pytest.mark.parametrize(
    ("spoken", "useful", "expected"),
    [
        ({"tr"}, set(), "Besondere Sprachen sind nicht nötig."),
        ({"tr"}, {"en"}, "Im Beruf hilfreich: Englisch. Davon ist noch nichts angegeben."),
        (
            {"tr", "en"},
            {"en", "nl"},
            "Im Beruf hilfreich: Englisch, Niederländisch. Davon vorhanden: Englisch.",
        ),
    ],
)
def test_sentence_when_read_then_names_only_what_helps_in_the_job(spoken, useful, expected) -> None:  # type: ignore[no-untyped-def]
    said = sentence(an_applicant(languages=frozenset(spoken)), an_offer(languages=frozenset(useful)), "de")
    assert said == expected
