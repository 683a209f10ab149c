"""Why somebody is moved, in plain German and English."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.explaining.sentences import Locale
from scheduler.presence import Side
from scheduler.problem import PlannedDate
from scheduler.replanning.result import Move

# Placeholders: who is moved, the partner lost, the round, the date instead, who is helped, what it brings.
CHANGE: dict[bool, dict[Locale, str]] = {
    True: {
        "de": "Runde {round}: {who} trifft {instead} statt {partner}",
        "en": "Round {round}: {who} meets {instead} instead of {partner}",
    },
    False: {
        "de": "Runde {round}: {who} trifft {partner} nicht und hat frei",
        "en": "Round {round}: {who} does not meet {partner} and is free",
    },
}
REASON: dict[str, dict[Locale, str]] = {
    "pin": {
        "de": "weil das Gespräch von {helped} festgelegt ist",
        "en": "because the talk of {helped} has been set",
    },
    "guarantee": {
        "de": "damit {helped} zu den zugesagten Gesprächen kommt",
        "en": "so that {helped} gets the promised talks",
    },
    "utility": {
        "de": "weil {helped} gut zusammenpassen; diese Runde gewinnt dadurch {gain}",
        "en": "because {helped} fit well; this round gains {gain} by it",
    },
    "elsewhere": {
        "de": "damit in anderen Runden bessere Gespräche möglich werden",
        "en": "so that better talks become possible in other rounds",
    },
}
AGAIN: dict[Locale, str] = {
    "de": " Die beiden treffen sich jetzt in Runde {again}.",
    "en": " The two meet in round {again} now.",
}
AND: dict[Locale, str] = {"de": " und ", "en": " and "}


def move_sentence(move: Move, locale: Locale, name: Callable[[str, str], str] | None = None) -> str:
    """One or two sentences for people who never heard of a solver.

    Parameters
    ----------
    move : Move
        From `Replan.moves`.
    locale : {"de", "en"}
        The language.
    name : callable or None
        ``name(side, id)`` says what to call an applicant or a table; by default, their id.
    """
    call = name or _id
    partner = _partner(move, move.lost)
    figures = {
        "who": call(move.side, move.id),
        "round": move.lost.round,
        "partner": call(*partner),
        "instead": call(*_partner(move, move.instead)) if move.instead else "",
        "helped": AND[locale].join(call(side, who) for side, who in move.for_whom),
        "gain": f"{move.gain:.2f}".replace(".", "," if locale == "de" else "."),
        "again": move.again,
    }
    helps_elsewhere = move.reason == "utility" and (move.gain <= 0.0 or not move.for_whom)
    reason = REASON["elsewhere" if helps_elsewhere else move.reason][locale]
    text = f"{CHANGE[move.instead is not None][locale]}, {reason}."
    return (text + (AGAIN[locale] if move.again else "")).format(**figures)


def _partner(move: Move, date: PlannedDate) -> tuple[Side, str]:
    return ("table", date.table) if move.side == "applicant" else ("applicant", date.applicant)


def _id(_side: str, who: str) -> str:
    return who
