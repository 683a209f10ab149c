"""What bots say: honest, short enough, about the right work, in the language they are spoken to."""

from __future__ import annotations

import random

import pytest

from matching.occupations import occupation
from rehearsal.small_talk import (
    REPLY_IN_ENGLISH,
    greeting,
    impression,
    is_english,
    reply,
    says_yes,
    trade_named,
)
from rehearsal.trades import TRADES
from webapp.live.payloads import LONGEST_TEXT


def partner(trade: str, name: str = "Petra") -> dict[str, str]:
    return {"name": name, "subtitle": occupation(TRADES[trade].occupations[0]).name_neutral}


@pytest.mark.parametrize("role", ["applicant", "representative"])
@pytest.mark.parametrize("trade", TRADES)
def test_greeting_when_said_tells_that_a_bot_speaks(role: str, trade: str) -> None:
    for seed in range(10):
        line = greeting(random.Random(seed), role, "Lena", trade, partner(trade))
        assert "ein Bot der Vorführung" in line
        assert len(line) <= LONGEST_TEXT


def test_greeting_of_an_applicant_when_the_firm_has_a_trade_asks_about_it() -> None:
    line = greeting(random.Random(1), "applicant", "Lena", "wood", partner("bakery"))
    assert any(question in line for question in TRADES["bakery"].questions_of_applicant)


def test_greeting_of_a_firm_when_said_names_the_applicant() -> None:
    line = greeting(random.Random(1), "representative", "Petra von Hobelbank", "wood", partner("wood", "Mia"))
    assert line.startswith("Hallo Mia,")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Hello, how are you?", True),
        ("What do you do on a normal day?", True),
        ("Guten Abend, wie geht es?", False),
        ("Was machen Sie?", False),
        ("", False),
        ("ok 👍", False),
    ],
)
def test_language_when_read_off_a_line_is_english_or_not(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_reply_when_spoken_to_in_english_is_english() -> None:
    assert reply(random.Random(1), "applicant", "wood", "Hello, what is your name?") == REPLY_IN_ENGLISH


@pytest.mark.parametrize("role", ["applicant", "representative"])
@pytest.mark.parametrize("trade", TRADES)
def test_reply_when_said_fits_into_a_line(role: str, trade: str) -> None:
    assert 0 < len(reply(random.Random(1), role, trade, "Wie geht es?")) <= LONGEST_TEXT


def test_trade_when_every_occupation_of_it_is_named_is_recognised() -> None:
    for name, trade in TRADES.items():
        for wished in trade.occupations:
            assert trade_named(occupation(wished).name_neutral) == name


def test_impression_when_the_work_fits_is_more_often_gladly() -> None:
    def gladly(trade: str) -> int:
        return sum(impression(random.Random(n), "wood", partner(trade)) == "gladly" for n in range(200))

    assert gladly("wood") > 1.5 * gladly("hotel")


def test_answer_when_it_felt_good_is_more_often_yes() -> None:
    def yeses(felt: str) -> int:
        return sum(says_yes(random.Random(n), felt) for n in range(200))

    assert yeses("gladly") > yeses("maybe") > yeses("no") > 0
