"""Why somebody is moved, in plain German and English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plaintext.catalogues import WRITTEN, in_language
from scheduler.explaining.sentences import Texts
from scheduler.problem import Meeting
from scheduler.replanning.result import Move, Replan
from scheduler.request import Side

# Placeholders: who is moved, the partner lost, the round, the meeting instead, who is helped.
CHANGE: dict[bool, Texts] = {
    True: {
        "de": "Runde {round}: {who} trifft {instead} statt {partner}",
        "en": "Round {round}: {who} meets {instead} instead of {partner}",
    },
    False: {
        "de": "Runde {round}: {who} trifft {partner} nicht und hat frei",
        "en": "Round {round}: {who} does not meet {partner} and is free",
    },
}
REASON: dict[str, Texts] = {
    "pin": {
        "de": "weil das Gespräch von {helped} festgelegt ist",
        "en": "because the talk of {helped} has been set",
    },
    "guarantee": {
        "de": "damit {helped} mehr von den zugesagten Gesprächen bekommt",
        "en": "so that {helped} gets more of the promised talks",
    },
    "guarantees": {
        "de": "damit {helped} mehr von den zugesagten Gesprächen bekommen",
        "en": "so that {helped} get more of the promised talks",
    },
    "utility": {
        "de": "weil {helped} gut zusammenpassen",
        "en": "because {helped} fit well",
    },
    "whole": {
        "de": "damit der Plan im Ganzen besser wird",
        "en": "so that the plan as a whole gets better",
    },
}
AGAIN: Texts = {
    "de": " Die beiden treffen sich jetzt in Runde {again}.",
    "en": " The two meet in round {again} now.",
}
AND: Texts = {"de": " und ", "en": " and "}


def move_sentence(move: Move, locale: str, name: Callable[[str, str], str] | None = None) -> str:
    """One or two sentences for people who never heard of a solver.

    Parameters
    ----------
    move : Move
        From `Replan.moves`.
    locale : str
        ``"de"``, ``"en"``, or a language with a catalogue (`plaintext.catalogues`).
    name : callable or None
        ``name(side, id)`` says what to call an applicant or a table; by default, their id.

    Returns
    -------
    str
        What changes and why; the second sentence, if the two meet in another round, says in which.
    """
    call = name or _id
    partner = _partner(move, move.lost)
    figures = {
        "who": call(move.side, move.id),
        "round": move.lost.round,
        "partner": call(*partner),
        "instead": call(*_partner(move, move.instead)) if move.instead else "",
        "helped": in_language(AND, locale).join(call(side, who) for side, who in move.for_whom),
        "again": move.again,
    }
    change, why = CHANGE[move.instead is not None], REASON[_reason(move)]
    text = f"{in_language(change, locale)}, {in_language(why, locale)}."
    return (text + (in_language(AGAIN, locale) if move.again else "")).format(**figures)


def spoken_document(made: Replan) -> dict[str, Any]:
    """What `Replan.as_document` says, with each move also in German and English, for the schedule file.

    Parameters
    ----------
    made : Replan
        The answer to a request; not changed.

    Returns
    -------
    dict
        For JSON; each of its ``moves`` has the sentences under ``de`` and ``en``, with ids for names.
    """
    moves = [
        move.as_document() | {locale: move_sentence(move, locale) for locale in WRITTEN}
        for move in made.moves
    ]
    return {**made.as_document(), "moves": moves}


def _reason(move: Move) -> str:
    if move.reason == "utility" and (move.gain <= 0.0 or not move.for_whom):
        return "whole"
    return "guarantees" if move.reason == "guarantee" and len(move.for_whom) > 1 else move.reason


def _partner(move: Move, meeting: Meeting) -> tuple[Side, str]:
    return ("table", meeting.table) if move.side == "applicant" else ("applicant", meeting.applicant)


def _id(_side: str, who: str) -> str:
    return who
