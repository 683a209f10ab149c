import pytest

from matching.errors import UnknownLocale
from matching.qualification import Qualification, qualification_called


def test_levels_when_listed_then_rise_from_none_to_abitur() -> None:
    assert [each.level for each in Qualification] == [0, 1, 2, 3, 4, 5]
    assert Qualification.NONE.level == 0
    assert max(Qualification, key=lambda each: each.level) is Qualification.UNIVERSITY_ENTRANCE


def test_values_when_stored_then_are_these() -> None:
    assert [each.value for each in Qualification] == [
        "none",
        "first",
        "extended_first",
        "intermediate",
        "applied_sciences_entrance",
        "university_entrance",
    ]


@pytest.mark.parametrize("locale", ["de", "en", "de_DE", "en-GB"])
def test_label_when_in_a_known_language_then_differs_for_each(locale: str) -> None:
    assert len({each.label(locale) for each in Qualification}) == len(Qualification)


def test_label_when_in_another_language_then_raises_a_named_error() -> None:
    with pytest.raises(UnknownLocale, match="'fr'"):
        Qualification.NONE.label("fr")


def test_label_as_minimum_when_none_then_says_that_none_is_needed() -> None:
    assert Qualification.NONE.label_as_minimum("de") == "Kein bestimmter Abschluss nötig"
    assert Qualification.FIRST.label_as_minimum("de") == Qualification.FIRST.label("de")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("intermediate", Qualification.INTERMEDIATE),
        ("Realschulabschluss", Qualification.INTERMEDIATE),
        ("Mittlerer Schulabschluss", Qualification.INTERMEDIATE),
        ("HAUPTSCHULABSCHLUSS", Qualification.FIRST),
        ("Erweiterter Erster Schulabschluss", Qualification.EXTENDED_FIRST),
        ("Fachabitur", Qualification.APPLIED_SCIENCES_ENTRANCE),
        ("Abitur", Qualification.UNIVERSITY_ENTRANCE),
        ("", None),
        ("Meister", None),
    ],
)
def test_qualification_called_when_given_a_name_then_finds_it(
    name: str, expected: Qualification | None
) -> None:
    assert qualification_called(name) is expected
