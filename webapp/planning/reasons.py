"""Why two people of a plan meet: computed when the plan is made, and kept with each meeting in every language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import get_locale

from matching.explanation import Reason
from plaintext.catalogues import language_of
from webapp.events.models import Event
from webapp.fit.reasons import Pair, reasons_between
from webapp.languages import DEFAULT_LANGUAGE, languages
from webapp.planning.models import Meeting

# Of a value; finer differences are not to be seen.
DECIMALS = 4

Kept = list[dict[str, Any]]


def reasons_to_keep(event: Event, pairs: Iterable[Pair]) -> dict[tuple[int, int], Kept]:
    """Return what is kept with the meetings of some pairs, by the ids of applicant and firm."""
    found = reasons_between(event, pairs, list(languages()))
    return {pair: in_every_language(reasons) for pair, reasons in found.items()}


def in_every_language(reasons: dict[str, list[Reason]]) -> Kept:
    """Put the sentences of the same reason beside each other."""
    return [
        {
            "criterion": same[0].criterion,
            "value": round(same[0].value, DECIMALS),
            "weight": round(same[0].weight, DECIMALS),
            "sentences": {language: reason.sentence for language, reason in zip(reasons, same, strict=True)},
        }
        for same in zip(*reasons.values(), strict=True)
    ]


def reasons_of(meeting: Meeting) -> list[Reason]:
    """Return why the two of a meeting meet, in the reader's language, the strongest reason first."""
    language = language_of(str(get_locale() or DEFAULT_LANGUAGE))
    return [
        Reason(kept["criterion"], kept["value"], kept["weight"], said_in(kept["sentences"], language))
        for kept in meeting.reasons
    ]


def said_in(sentences: dict[str, str], language: str) -> str:
    """Return a kept sentence; a language that was added after the plan was made reads English."""
    return sentences.get(language) or sentences["en"]
