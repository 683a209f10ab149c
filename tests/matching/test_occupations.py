import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.errors import MatchingError, UnknownOccupation
from matching.occupations import (
    all_occupations,
    groups,
    kldb_labels,
    occupation,
    occupation_called,
    occupations_in,
    search_occupations,
)
from tests.matching.strategies import some_examples


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Tischler", "tischler"),
        ("tisch", "tischler"),
        ("Tischlerin", "tischler"),
        ("Tischler:in", "tischler"),
        ("Tischler*innen", "tischler"),
        ("Tischler/in", "tischler"),
        ("Schreiner", "tischler"),
        ("bäck", "baecker"),
        ("baeck", "baecker"),
        ("backer", "baecker"),
        ("BÄCKER", "baecker"),
        ("Kfz", "kraftfahrzeugmechatroniker"),
        ("kfz mechatroniker", "kraftfahrzeugmechatroniker"),
        ("KFZ-Mechaniker", "kraftfahrzeugmechatroniker"),
        ("kfzmech", "kraftfahrzeugmechatroniker"),
        ("Informatiker", "fachinformatiker-anwendungsentwicklung"),
        ("Informatikerin", "fachinformatiker-anwendungsentwicklung"),
        ("fachinformatiker system", "fachinformatiker-systemintegration"),
        ("Erzieherin", "erzieher"),
        ("Krankenschwester", "pflegefachmann"),
        ("Arzthelferin", "medizinischer-fachangestellter"),
        ("MFA", "medizinischer-fachangestellter"),
        ("Friseuse", "friseur"),
        ("Elektriker", "elektroniker-energie-und-gebaeudetechnik"),
        ("Elektrikerin", "elektroniker-energie-und-gebaeudetechnik"),
        ("anlagenmechaniker shk", "anlagenmechaniker-fuer-sanitaer-heizungs-und-klimatechnik"),
        ("Kaufleute für Büro", "kaufmann-fuer-bueromanagement"),
        ("Bürokauffrau", "kaufmann-fuer-bueromanagement"),
        ("garten landschaftsbau", "gaertner-garten-und-landschaftsbau"),
        ("Bauzeichner", "bautechnischer-konstrukteur"),
        ("Metzgerin", "fleischer"),
        ("Köchin", "koch"),
    ],
)
def test_search_when_something_usual_is_typed_then_finds_it_first(typed: str, expected: str) -> None:
    assert search_occupations(typed)[0].id == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Erziher", "erzieher"),
        ("Erzeiher", "erzieher"),
        ("Mechatronikre", "mechatroniker"),
        ("Fotogrf", "fotograf"),
        ("Industreimechaniker", "industriemechaniker"),
        ("Systemintergration", "fachinformatiker-systemintegration"),
        ("Dachdekcer", "dachdecker"),
    ],
)
def test_search_when_a_longer_word_is_misspelt_then_finds_it(typed: str, expected: str) -> None:
    assert expected in [found.id for found in search_occupations(typed)[:3]]


@pytest.mark.parametrize("typed", ["", "   ", "💥", "::", "xyzzy", "qqqqqqqqqqqqqqqq"])
def test_search_when_nothing_fits_then_finds_nothing(typed: str) -> None:
    assert search_occupations(typed) == []


def test_search_when_a_limit_is_given_then_keeps_to_it() -> None:
    assert len(search_occupations("mechaniker", limit=3)) == 3
    assert search_occupations("mechaniker", limit=0) == []


def test_search_when_words_are_turned_round_then_finds_the_same_first() -> None:
    assert (
        search_occupations("büromanagement kaufmann")[0] == search_occupations("kaufmann büromanagement")[0]
    )


@some_examples
@given(st.text(max_size=300))
def test_search_when_anything_is_typed_then_gives_different_occupations(typed: str) -> None:
    found = search_occupations(typed)
    assert len(found) == len(set(found)) <= 8


@some_examples
@given(st.sampled_from(all_occupations()), st.data())
def test_search_when_the_beginning_of_a_title_is_typed_then_the_occupation_is_among_all_results(
    found, data
) -> None:  # type: ignore[no-untyped-def]
    title = data.draw(st.sampled_from([found.name_m, found.name_f, found.name_neutral]))
    typed = title[: data.draw(st.integers(min(3, len(title)), len(title)))]
    assert found in search_occupations(typed, limit=len(all_occupations()))


def test_search_when_somebody_types_letter_by_letter_then_stays_far_below_a_key_press() -> None:
    title = "Krankenpflegerin Systemintergration"
    search_occupations(title)
    started = time.process_time()
    for length in range(1, len(title) + 1):
        search_occupations(title[:length])
    assert (time.process_time() - started) / len(title) < 0.05


def test_occupation_when_the_id_is_known_then_has_its_facts() -> None:
    found = occupation("tischler")
    assert (found.name_f, found.kldb, found.months, found.group) == ("Tischlerin", "22342", 36, "Holz")


def test_occupation_when_the_id_is_unknown_then_raises_a_named_error_with_a_sentence() -> None:
    with pytest.raises(UnknownOccupation) as raised:
        occupation("astronaut")
    assert isinstance(raised.value, MatchingError)
    assert str(raised.value) == "there is no occupation with the id 'astronaut'"


@pytest.mark.parametrize("name", ["tischler", "Tischlerin", "TISCHLER:IN", " Tischler/in "])
def test_occupation_called_when_given_an_id_or_a_title_then_finds_it(name: str) -> None:
    found = occupation_called(name)
    assert found is not None
    assert found.id == "tischler"


@pytest.mark.parametrize("name", ["", "Schreiner", "Tisch", "in"])
def test_occupation_called_when_given_anything_else_then_finds_nothing(name: str) -> None:
    assert occupation_called(name) is None


def test_groups_when_listed_then_hold_every_occupation_once() -> None:
    listed = [found for group in groups() for found in occupations_in(group)]
    assert sorted(found.id for found in listed) == sorted(found.id for found in all_occupations())
    assert len(groups()) == 18


def test_kldb_labels_when_asked_for_a_group_of_ours_then_name_it() -> None:
    assert kldb_labels()["223"] == "Holzbe- und -verarbeitung"
