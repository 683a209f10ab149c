"""Why somebody is moved, as people read it."""

from __future__ import annotations

import pytest

from scheduler.problem import Meeting
from scheduler.replanning.result import Move, Reason
from scheduler.replanning.sentences import move_sentence
from scheduler.request import Side

LOST = Meeting(7, "a1", "t1")
PAIR: tuple[tuple[Side, str], ...] = (("applicant", "a9"), ("table", "t1"))
LACKING: tuple[tuple[Side, str], ...] = (("applicant", "a5"),)
INSTEAD = Meeting(7, "a1", "t2")


@pytest.mark.parametrize(
    ("reason", "for_whom", "gain", "again", "locale", "sentence"),
    [
        (
            "guarantee",
            LACKING,
            0.1,
            None,
            "en",
            "Round 7: a1 meets t2 instead of t1, so that a5 gets more of the promised talks.",
        ),
        (
            "guarantee",
            PAIR,
            0.1,
            None,
            "de",
            "Runde 7: a1 trifft t2 statt t1, damit a9 und t1 mehr von den zugesagten Gesprächen bekommen.",
        ),
        (
            "utility",
            PAIR,
            0.5,
            9,
            "de",
            "Runde 7: a1 trifft t2 statt t1, weil a9 und t1 gut zusammenpassen."
            " Die beiden treffen sich jetzt in Runde 9.",
        ),
        (
            "utility",
            PAIR,
            -0.5,
            None,
            "en",
            "Round 7: a1 meets t2 instead of t1, so that the plan as a whole gets better.",
        ),
        (
            "pin",
            PAIR,
            0.0,
            None,
            "de",
            "Runde 7: a1 trifft t2 statt t1, weil das Gespräch von a9 und t1 festgelegt ist.",
        ),
    ],
)
def test_move_sentence_when_somebody_is_moved_then_says_what_and_why(
    reason: Reason,
    for_whom: tuple[tuple[Side, str], ...],
    gain: float,
    again: int | None,
    locale: str,
    sentence: str,
) -> None:
    assert (
        move_sentence(Move("applicant", "a1", LOST, INSTEAD, again, reason, for_whom, gain), locale)
        == sentence
    )


def test_move_sentence_when_a_table_stays_empty_then_says_so() -> None:
    move = Move("table", "t1", LOST, None, None, "guarantee", LACKING, 0.0)

    assert move_sentence(move, "en") == (
        "Round 7: t1 does not meet a1 and is free, so that a5 gets more of the promised talks."
    )


def test_move_sentence_when_names_are_given_then_uses_them() -> None:
    move = Move("applicant", "a1", LOST, INSTEAD, None, "guarantee", LACKING, 0.0)

    said = move_sentence(move, "en", lambda side, who: f"{side} {who.upper()}")

    assert said.startswith(
        "Round 7: applicant A1 meets table T2 instead of table T1, so that applicant A5 gets"
    )
