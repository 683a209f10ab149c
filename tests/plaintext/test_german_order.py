import unicodedata

import pytest

from plaintext.german_order import german_order
from tests.processor_time import least_seconds

SORTED = [
    ["Ärztehaus", "Bäckerei", "eBau", "Zimmerei"],
    ["Ähre", "Ährenfeld", "Ahrens", "Aigner"],
    ["Strasse", "Straße", "Straßenbau"],
    ["Muller", "Müller", "Müller & Söhne", "Müllerei"],
    ["Bäcker Übel", "Bäcker-Zunft", "Bäckerei"],
    ["ebau", "eBau", "EBau"],
    ["Elan", "Élan", "Eland"],
    ["1. FC", "Werk 2", "Werk 10", "Werkstatt"],
    ["Die Bäckerei", "Dorfbäckerei"],
    ["D’Angelo", "Dangelow", "De Luca"],
    ["„Anker“ Verlag", "Apotheke"],
    ["Łukasz Bau", "Lutz"],
    ["Ørsted", "Ost"],
    ["Anna (2)", "Anna (10)"],
    ["", "🔨", "A"],
]


@pytest.mark.parametrize("names", SORTED)
def test_names_when_sorted_stand_where_germans_look_for_them(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=german_order) == names


def test_name_when_its_umlauts_are_in_two_signs_stands_beside_the_same_in_one() -> None:
    names = ["Ärztehaus", unicodedata.normalize("NFD", "Ärztehaus"), "Azubi", "Arzt"]
    assert [name[:4] for name in sorted(names, key=german_order)][-1] == "Azub"


def test_key_when_names_differ_at_all_is_never_the_same() -> None:
    names = ["Müller", "Muller", "müller", "Müller ", "Mu\u0308ller", "D'Angelo", "D’Angelo", "a1", "a01"]
    assert len({german_order(name) for name in names}) == len(names)


@pytest.mark.parametrize("sign", ["9", "ä", "\u0308", "-", "ﷺ", "a\u0300"])
def test_key_when_a_name_is_hostile_is_quick(sign: str) -> None:
    assert least_seconds(lambda: german_order(sign * 100_000)) < 0.1
