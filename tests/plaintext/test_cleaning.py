"""Text that people bring: what nobody sees goes, what they mean stays."""

from __future__ import annotations

import doctest
import unicodedata

import pytest

from plaintext import cleaning
from plaintext.cleaning import is_within, name, one_line, several_lines, unwritable, with_hyphens
from tests.processor_time import least_seconds

UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2064\u2066\u2067\u2068"
    "\u2069\ufeff\U000e0001\u034f\u3164\u115f\u1160\uffa0"
)
BLANKS = "\u00a0\u1680\u2000\u2003\u2007\u2009\u200a\u202f\u205f\u3000\u2800"
DASHES = "‐‑‒–—―−﹣－"
PERSIAN = "می\u200cخواهم"
SINHALA = "ශ\u0dca\u200dරී"


def test_examples_when_run_are_true() -> None:
    assert doctest.testmod(cleaning).failed == 0


@pytest.mark.parametrize("sign", UNSEEN)
@pytest.mark.parametrize("clean", [one_line, several_lines, name, with_hyphens])
def test_sign_when_nobody_sees_it_goes(clean, sign: str) -> None:
    assert clean(f"{sign}An{sign}na{sign}") == "Anna"
    assert clean(sign * 3) == ""


@pytest.mark.parametrize("sign", BLANKS)
def test_blank_when_it_is_no_usual_one_becomes_one(sign: str) -> None:
    assert one_line(f"{sign}Anna{sign}Lena{sign}") == "Anna Lena"
    assert one_line(sign * 3) == several_lines(sign * 3) == ""


@pytest.mark.parametrize("text", [PERSIAN, SINHALA, "👩🏽\u200d🔧", "❤\ufe0f", "葛\U000e0100城", "Nguyễn"])
def test_joiner_or_selector_when_it_shapes_what_is_seen_stays(text: str) -> None:
    assert name(text) == several_lines(text) == text


@pytest.mark.parametrize(
    "text", ["\u200cAnna", "Anna\u200d", "Anna \u200cLena", "\ufe0fAnna Lena", "Anna\u200b"]
)
def test_joiner_or_selector_when_it_stands_at_an_end_goes(text: str) -> None:
    assert one_line(text) in {"Anna", "Anna Lena"}


def test_joiners_when_several_stand_together_become_one() -> None:
    assert one_line("ab\u200c\u200b\u200c\u200ccd") == "ab\u200ccd"


@pytest.mark.parametrize("letter", ["ü", "é", "ệ", "Å", "한"])
def test_letter_when_taken_apart_is_put_together(letter: str) -> None:
    assert one_line(unicodedata.normalize("NFD", letter)) == letter


def test_letter_when_its_marks_stand_behind_an_unseen_sign_is_put_together() -> None:
    assert one_line("u\u200b\u0308") == "ü"


@pytest.mark.parametrize("sign", "´`′‵＇‛ˊ")
def test_name_when_another_sign_stands_for_an_apostrophe_gets_one(sign: str) -> None:
    assert name(f"D{sign}Angelo") == "D’Angelo"


@pytest.mark.parametrize("typed", ["O'Neill", "O’Neill", "Okinaʻs"])
def test_name_when_it_has_an_apostrophe_keeps_it(typed: str) -> None:
    assert name(typed) == typed


@pytest.mark.parametrize("sign", DASHES)
def test_dash_when_a_hyphen_is_meant_becomes_one(sign: str) -> None:
    assert with_hyphens(f"05231{sign}12") == "05231-12"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"])
def test_end_of_a_line_when_written_in_any_way_is_one(end: str) -> None:
    assert several_lines(f"a{end}b") == "a\nb"
    assert one_line(f"a{end}b") == "a b"


def test_lines_when_nothing_stands_in_them_are_one_at_most() -> None:
    assert several_lines("a" + "\n\u200b \u00a0" * 50 + "\nb") == "a\n\nb"


@pytest.mark.parametrize("text", ["\x00", "a\x1bb", "\x9f", "\ud800", "\x7f"])
def test_control_character_when_it_is_there_is_noticed(text: str) -> None:
    assert unwritable(several_lines(text)) or unwritable(text)


def test_text_when_it_is_too_long_is_noticed_as_it_came() -> None:
    assert is_within(unicodedata.normalize("NFD", "ệ" * 60), 60)
    assert not is_within("a" * 1000, 60)


@pytest.mark.parametrize(
    "unit", ["a\u0315\u0300\u0315\u0300", "\u0315\u0300", "\u200c\u0301", "\u200b", "\n \u200b", "\ud800"]
)
def test_cleaning_when_the_text_is_long_takes_time_in_proportion(unit: str) -> None:
    def seconds(times: int) -> float:
        return least_seconds(lambda: several_lines("a" + unit * times), times=3)

    assert seconds(40_000) < 20 * max(seconds(10_000), 0.002)
