"""Explanations in plain German and English, for people who never heard of a solver."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from scheduler.plan import Explanation

Locale = Literal["de", "en"]

# Placeholders are the ids and the figures of an explanation.
SENTENCES: dict[str, dict[Locale, str]] = {
    "date": {
        "de": "{applicant} trifft {table}: Zusammen mit allen anderen Gesprächen ergibt das den höchsten Wert"
        " (Wert {utility}, Platz {rank} auf der Liste von {applicant}).",
        "en": "{applicant} meets {table}: together with all other talks that is worth most (worth {utility},"
        " number {rank} on the list of {applicant}).",
    },
    "pinned_date": {
        "de": "{applicant} trifft {table}, weil die Veranstalter dieses Gespräch festgelegt haben.",
        "en": "{applicant} meets {table} because the organisers have set this talk.",
    },
    "owed_date": {
        "de": "{applicant} trifft {table}, damit {owed_to} die zugesagte Zahl an Gesprächen bekommt (Wert"
        " {utility}); andere verzichten dafür auf einen Wert von {cost}.",
        "en": "{applicant} meets {table} so that {owed_to} gets the promised number of talks (worth"
        " {utility}); others give up a worth of {cost} for it.",
    },
    "wish_table_full": {
        "de": "{applicant} trifft {table} nicht: Diesen Tisch wollten {wanted} Personen, er hat {places}"
        " Plätze.",
        "en": "{applicant} does not meet {table}: this table was wanted by {wanted} people for {places}"
        " places.",
    },
    "wish_places_needed": {
        "de": "{applicant} trifft {table} nicht: Alle {places} Plätze sind vergeben, auch an Personen, die"
        " sonst zu wenige Gespräche hätten.",
        "en": "{applicant} does not meet {table}: all {places} places are taken, some by people who would"
        " have too few talks otherwise.",
    },
    "wish_firm_met": {
        "de": "{applicant} trifft {table} nicht, weil {applicant} dieselbe Firma schon an einem anderen Tisch"
        " trifft.",
        "en": "{applicant} does not meet {table} because {applicant} meets the same firm at another table.",
    },
    "wish_never_together": {
        "de": "{applicant} trifft {table} nicht, weil beide in keiner Runde gleichzeitig da sind.",
        "en": "{applicant} does not meet {table} because the two are never there in the same round.",
    },
    "wish_day_full": {
        "de": "{applicant} trifft {table} nicht, weil {applicant} schon so viele Gespräche hat wie möglich.",
        "en": "{applicant} does not meet {table} because {applicant} has as many talks as possible already.",
    },
    "wish_no_common_round": {
        "de": "{applicant} trifft {table} nicht, weil beide in keiner Runde mehr zugleich frei sind, ohne"
        " dass wertvollere Gespräche ausfallen.",
        "en": "{applicant} does not meet {table} because the two have no free round in common any more,"
        " unless better talks are cancelled.",
    },
    "wanted_table": {
        "de": "{table} wollten {wanted} Personen für {places} Plätze; ein Platz mehr wäre {price} wert.",
        "en": "{table} was wanted by {wanted} people for {places} places; one place more would be worth"
        " {price}.",
    },
    "missed_few_partners": {
        "de": "{who} bekommt {dates} statt {guarantee} Gespräche: So wenige kommen überhaupt infrage"
        " ({partners}).",
        "en": "{who} gets {dates} instead of {guarantee} talks: so few partners are possible at all"
        " ({partners}).",
    },
    "missed_partners_taken": {
        "de": "{who} bekommt {dates} statt {guarantee} Gespräche: Die {partners} möglichen Partner haben"
        " keinen gemeinsamen freien Platz mehr, ohne dass jemand anderem ein zugesagtes Gespräch fehlt.",
        "en": "{who} gets {dates} instead of {guarantee} talks: the {partners} possible partners have no"
        " place left at a common time, unless somebody else misses a promised talk.",
    },
    "guarantee_total": {
        "de": "Dass alle ihre zugesagten Gespräche bekommen, kostet zusammen einen Wert von {cost};"
        " {people} Personen"
        " verzichten dafür auf etwas.",
        "en": "That everybody gets their promised talks costs a worth of {cost} in all; {people} people"
        " give up something for it.",
    },
    "guarantee_cost": {
        "de": "{applicant} hätte ohne die Zusage an alle Gespräche im Wert von {cost} mehr.",
        "en": "Without the promise to everybody, {applicant} would have talks worth {cost} more.",
    },
}


def sentence(explanation: Explanation, locale: Locale, name: Callable[[str, str], str] | None = None) -> str:
    """Say an explanation.

    Parameters
    ----------
    explanation : Explanation
        What `scheduler.explaining.explanations.explain` gave.
    locale : {"de", "en"}
        The language.
    name : callable or None
        ``name(side, id)`` says what to call an applicant or a table; by default, their id.

    Returns
    -------
    str
        One sentence.
    """
    call = name or _by_id
    applicant = call("applicant", explanation.applicant) if explanation.applicant is not None else ""
    table = call("table", explanation.table) if explanation.table is not None else ""
    figures = {key: _number(value, locale) for key, value in explanation.figures.items()}
    return SENTENCES[explanation.kind][locale].format(
        applicant=applicant,
        table=table,
        who=applicant or table,
        owed_to=table if explanation.figures.get("side") == "table" else applicant,
        **figures,
    )


def _by_id(_side: str, who: str) -> str:
    return who


def _number(value: float | int | str, locale: Locale) -> str:
    if not isinstance(value, float):
        return str(value)
    shown = f"{value:.2f}"
    return shown.replace(".", ",") if locale == "de" else shown
