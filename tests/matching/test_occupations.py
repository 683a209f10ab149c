from functools import partial

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
from matching.title_keys import title_keys
from tests.matching.strategies import some_examples
from tests.processor_time import least_seconds


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

    def letter_by_letter() -> None:
        for length in range(1, len(title) + 1):
            search_occupations(title[:length])

    assert least_seconds(letter_by_letter, times=2) / len(title) < 0.05


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


@pytest.mark.parametrize(
    ("advertised", "expected"),
    [
        ("Tischler (m/w/d)", "tischler"),
        ("Tischler (w/m/d)", "tischler"),
        ("Tischler [m|w|d]", "tischler"),
        ("Tischler m/w/x", "tischler"),
        ("Tischler (männlich / weiblich / divers)", "tischler"),
        ("Tischlerin / Tischler (gn)", "tischler"),
        ("Tischler/-in", "tischler"),
        ("Tischler / -in", "tischler"),
        ("Tischler_in", "tischler"),
        ("Tischler(in)", "tischler"),
        ("TischlerIn", "tischler"),
        ("Tisch\u00adler\u200b\u00a0(m/w/d)", "tischler"),
        ("Azubi zum Tischler (m/w/d)", "tischler"),
        ("Auszubildende (m/w/d) zum/zur Tischler/in ab 01.08.2027", "tischler"),
        ("Ausbildung zum Tischler 2025", "tischler"),
        ("Tischlerinnen und Tischler gesucht", "tischler"),
        ("Köche", "koch"),
        ("Köch:in", "koch"),
        ("Kauffrau/-mann für Büromanagement", "kaufmann-fuer-bueromanagement"),
        ("Kaufleute für Büromanagement", "kaufmann-fuer-bueromanagement"),
        ("Kaufmann (m/w/d) f. Büromanagement", "kaufmann-fuer-bueromanagement"),
        ("Kfm. für Büromanagement", "kaufmann-fuer-bueromanagement"),
        ("Verwaltungsfachangestellte/r", "verwaltungsfachangestellter"),
        ("Verwaltungsfachangestellte(r)", "verwaltungsfachangestellter"),
        ("Verwaltungsfachangestellter/e", "verwaltungsfachangestellter"),
        ("Medizinische*r Fachangestellte*r", "medizinischer-fachangestellter"),
        ("Med. Fachangestellte (w/m/d)", "medizinischer-fachangestellter"),
        ("MFA (m/w/d)", "medizinischer-fachangestellter"),
        ("Medizinische Fachangestellte (MFA)", "medizinischer-fachangestellter"),
        ("Fachinformatiker*in AE (w/m/*)", "fachinformatiker-anwendungsentwicklung"),
        ("Hotelfachfrau, Hotelfachmann", "hotelfachmann"),
        ("Kfz-Mechatroniker/in", "kraftfahrzeugmechatroniker"),
        ("Fachinformatiker - Fachrichtung Systemintegration", "fachinformatiker-systemintegration"),
        ("Fachinformatiker/in für Systemintegration", "fachinformatiker-systemintegration"),
        ("Gärtner/in – Garten- und Landschaftsbau", "gaertner-garten-und-landschaftsbau"),
        ("Metallbauer/in Fachrichtung: Konstruktionstechnik", "metallbauer"),
        ("Industriekaufmann, Schwerpunkt Vertrieb", "industriekaufmann"),
        ("Mechatroniker, Fachrichtung Kältetechnik", "mechatroniker-fuer-kaeltetechnik"),
    ],
)
def test_occupation_called_when_written_as_in_an_advertisement_then_finds_it(
    advertised: str, expected: str
) -> None:
    found = occupation_called(advertised)
    assert found is not None
    assert found.id == expected
    assert search_occupations(advertised)[0].id == expected


@pytest.mark.parametrize(
    ("advertised", "expected"),
    [
        ("Metallbauer/in - Konstruktionstechnik", "metallbauer"),
        ("Verwaltungsfachangestellte/r - Kommunalverwaltung", "verwaltungsfachangestellter"),
        ("Verkäufer - Bäckerei", "fachverkaeufer-im-lebensmittelhandwerk-baeckerei"),
        ("Industriemechaniker in Detmold", "industriemechaniker"),
        ("Schreiner (m/w/d)", "tischler"),
        ("Tischlr (m/w/d)", "tischler"),
    ],
)
def test_occupation_when_not_clear_then_is_not_taken_but_found(advertised: str, expected: str) -> None:
    assert occupation_called(advertised) is None
    assert search_occupations(advertised)[0].id == expected


def test_occupations_when_several_are_named_then_are_all_found_and_none_is_taken() -> None:
    assert occupation_called("Bäcker/Konditor (m/w/d)") is None
    found = search_occupations("Bäcker/Konditor (m/w/d)")
    assert [each.id for each in found] == ["baecker", "konditor"]


def test_occupation_called_when_titles_are_compared_then_none_stands_for_two() -> None:
    of_keys: dict[str, set[str]] = {}
    for each in all_occupations():
        for title in (each.name_m, each.name_f, each.name_neutral):
            for key in title_keys(title):
                of_keys.setdefault(key, set()).add(each.id)
    assert [key for key, ids in of_keys.items() if len(ids) > 1] == []


@pytest.mark.parametrize(
    "repeated", ["(m/", "a/ ", "*-", " - ", "mechatronikre ", "Fachrichtung ", "ä", "\u0308"]
)
def test_occupation_called_when_the_text_is_hostile_then_stays_quick(repeated: str) -> None:
    search_occupations("to have read the tables")
    for length in (100, 200, 100_000):
        text = (repeated * length)[:length]
        asked = partial(occupation_called, text), partial(search_occupations, text)
        assert sum(least_seconds(ask) for ask in asked) < 0.05


def test_groups_when_listed_then_hold_every_occupation_once() -> None:
    listed = [found for group in groups() for found in occupations_in(group)]
    assert sorted(found.id for found in listed) == sorted(found.id for found in all_occupations())
    assert len(groups()) == 18


def test_kldb_labels_when_asked_for_a_group_of_ours_then_name_it() -> None:
    assert kldb_labels()["223"] == "Holzbe- und -verarbeitung"
