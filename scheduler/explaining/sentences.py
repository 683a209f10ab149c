"""Explanations in plain German and English, for people who never heard of a solver."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plaintext.catalogues import in_language
from scheduler.plan import Explanation

Texts = Mapping[str, str]
"""The same sentence in German (``"de"``) and English (``"en"``)."""

# Placeholders are the ids and the figures of an explanation. "{dates:a talk|# talks|no talk}" says one,
# several (# is the number) and none; without the third, none is said like several.
SENTENCES: dict[str, Texts] = {
    "best_date": {
        "de": "{applicant} trifft {table}: Das ist eines der besten Gespräche für {applicant} (kein"
        " anderer Betrieb passt besser).",
        "en": "{applicant} meets {table}: this is one of the best talks for {applicant} (no other firm"
        " fits better).",
    },
    "good_date": {
        "de": "{applicant} trifft {table}: Das ist eines der besten Gespräche für {applicant} (Platz"
        " {place} von {firms:# möglichen Betrieb|# möglichen Betrieben}).",
        "en": "{applicant} meets {table}: this is one of the best talks for {applicant} (number {place}"
        " of {firms:# possible firm|# possible firms}).",
    },
    "date": {
        "de": "{applicant} trifft {table} (für {applicant} Platz {place} von {firms:# möglichen Betrieb|#"
        " möglichen Betrieben}): Gesucht ist die Verteilung, bei der alle Gespräche zusammen möglichst"
        " viel wert sind.",
        "en": "{applicant} meets {table} (for {applicant} number {place} of {firms:# possible firm|#"
        " possible firms}): talks are distributed so that all of them together are worth as much as"
        " possible.",
    },
    "pinned_date": {
        "de": "{applicant} trifft {table}, weil die Veranstalter dieses Gespräch festgelegt haben.",
        "en": "{applicant} meets {table} because the organisers have set this talk.",
    },
    "promised_date": {
        "de": "{applicant} trifft {table}: Ohne dieses Gespräch hätte {owed_to} weniger als"
        " {guarantee:das eine zugesagte|die # zugesagten}. In einem besten Plan ohne Zusagen gäbe es"
        " dieses Gespräch nicht.",
        "en": "{applicant} meets {table}: without this talk, {owed_to} would have fewer than the"
        " {guarantee:one|#} promised. In a best plan without promises, this talk would not take place.",
    },
    "promised_date_short": {
        "de": "{applicant} trifft {table}: Ohne dieses Gespräch fehlten {owed_to} noch mehr zugesagte"
        " Gespräche als ohnehin. In einem besten Plan ohne Zusagen gäbe es dieses Gespräch nicht.",
        "en": "{applicant} meets {table}: without this talk, {owed_to} would miss even more promised"
        " talks than they do. In a best plan without promises, this talk would not take place.",
    },
    "wish_never_together": {
        "de": "{not_met}Beide sind in keiner Runde gleichzeitig da.",
        "en": "{not_met}the two are never there in the same round.",
    },
    "wish_no_talks": {
        "de": "{not_met}Für {applicant} sind keine Gespräche vorgesehen.",
        "en": "{not_met}no talks are allowed for {applicant}.",
    },
    "wish_table_closed": {
        "de": "{not_met}Dort sind keine Gespräche vorgesehen.",
        "en": "{not_met}no talks are allowed there.",
    },
    "wish_own_as_good": {
        "de": "{not_met}{applicant} hat mit {dates:einem Gespräch|#"
        " Gesprächen} so viele wie möglich, und {dates:dieses ist|alle sind} mindestens so gut.",
        "en": "{not_met}with {dates:one talk|# talks}, {applicant} has as"
        " many as possible, and {dates:it is|all are} at least as good.",
    },
    "wish_table_sought": {
        "de": "{not_met}{wanted:Eine Person hätte|# Personen hätten} dort"
        " eines ihrer besten Gespräche, und {places:der einzige Platz ist|alle # Plätze sind} vergeben.",
        "en": "{not_met}{wanted:one person|# people} would have had one of"
        " their best talks there, and {places:the only place is|all # places are} taken.",
    },
    "wish_firm_sought": {
        "de": "{not_met}{wanted:Eine Person hätte|# Personen hätten} bei"
        " diesem Betrieb eines ihrer besten Gespräche, und {places:der einzige Platz|alle # Plätze} an"
        " seinen {tables} Tischen {places:ist|sind} vergeben.",
        "en": "{not_met}{wanted:one person|# people} would have had one of"
        " their best talks with this firm, and {places:the only place|all # places} at its {tables}"
        " tables {places:is|are} taken.",
    },
    "wish_places_as_good": {
        "de": "{not_met}{places:Der einzige Platz dort ist|Alle # Plätze dort sind}"
        " vergeben, und {places:dieses Gespräch|jedes dieser Gespräche} ist mindestens so viel wert wie eines"
        " mit {applicant}.",
        "en": "{not_met}{places:the only place there is|all # places there are}"
        " taken, and {places:that talk|each of those talks} is worth at least as much as one with"
        " {applicant}.",
    },
    "wish_places_promised": {
        "de": "{not_met}Alle {places} Plätze dort sind vergeben, davon"
        " {needed:einer an"
        " eine Person, die ohne dieses Gespräch weniger hätte|# an Personen, die ohne dieses Gespräch weniger"
        " hätten} als zugesagt.",
        "en": "{not_met}all {places} places there are taken, {needed:one of them by"
        " somebody|# of them by people} who would have fewer talks than promised without it.",
    },
    "wish_all_promised": {
        "de": "{not_met}{places:Der einzige Platz dort ist|Alle # Plätze dort sind}"
        " vergeben, und zwar an {places:eine Person, die|lauter Personen, die} ohne dieses Gespräch weniger"
        " {places:hätte|hätten} als zugesagt.",
        "en": "{not_met}{places:the only place there is taken by somebody|all"
        " # places"
        " there are taken by people} who would have fewer talks than promised without it.",
    },
    "wish_table_full": {
        "de": "{not_met}{places:Der einzige Platz dort ist|Alle # Plätze dort sind} vergeben.",
        "en": "{not_met}{places:the only place there is|all # places there are} taken.",
    },
    "wish_day_over": {
        "de": "{not_met}{applicant} hat mit {dates:einem Gespräch|# Gesprächen} schon so viele wie möglich.",
        "en": "{not_met}with {dates:one talk|# talks}, {applicant} already has as many as possible.",
    },
    "wish_no_common_round": {
        "de": "{not_met}In diesem Plan gibt es keine Runde, in der noch beide frei sind.",
        "en": "{not_met}this plan has no round in which both are still free.",
    },
    "wish_still_possible": {
        "de": "{not_met}In Runde {round} sind beide noch frei, dort lässt sich dieses Gespräch festlegen.",
        "en": "{not_met}in round {round} both are still free, so this talk can be set there.",
    },
    "wish_firm_set": {
        "de": "{not_met}Die Veranstalter haben das Gespräch mit demselben Betrieb an einem anderen Tisch"
        " festgelegt, {other}.",
        "en": "{not_met}the organisers have set the talk with the same firm at another table, {other}.",
    },
    "wish_no_change": {
        "de": "{applicant} trifft denselben Betrieb an einem anderen Tisch ({other}): Solange die übrigen"
        " Gespräche so liegen, gibt es keine Runde, in der {table} frei ist und {applicant} wechseln"
        " könnte.",
        "en": "{applicant} meets the same firm at another table ({other}): as long as the other talks"
        " stay where they are, there is no round in which {table} is free and {applicant} could change.",
    },
    "wish_other_promised": {
        "de": "{applicant} trifft {table} nicht, sondern denselben Betrieb an einem anderen Tisch"
        " ({other}), der ohne dieses Gespräch weniger hätte als zugesagt.",
        "en": "{applicant} does not meet {table} but the same firm at another table ({other}), which"
        " would have fewer talks than promised without this one.",
    },
    "wish_change_possible": {
        "de": "{applicant} trifft denselben Betrieb an einem anderen Tisch ({other}), obwohl {table} in"
        " Runde {round} frei wäre: Dieser Wechsel lässt sich noch festlegen.",
        "en": "{applicant} meets the same firm at another table ({other}) although {table} would be"
        " free in round {round}: this change can still be set.",
    },
    "sought_table": {
        "de": "{table}: {wanted:Eine Person hätte|# Personen hätten} dort eines ihrer besten Gespräche,"
        " Platz ist für {places:eine|#}.",
        "en": "{table}: {wanted:one person|# people} would have had one of their best talks there;"
        " {places:there is one place|there are # places}.",
    },
    "sought_firm": {
        "de": "{table}: {wanted:Eine Person hätte|# Personen hätten} bei diesem Betrieb eines ihrer"
        " besten Gespräche, an seinen {tables} Tischen ist Platz für {places:eine|#}.",
        "en": "{table}: {wanted:one person|# people} would have had one of their best talks with this"
        " firm; {places:there is one place|there are # places} at its {tables} tables.",
    },
    "missed_few_firms": {
        "de": "{missed}: Infrage {partners:kommt nur ein Betrieb|kommen nur # Betriebe|kommt kein Betrieb}.",
        "en": "{missed}: {partners:only one firm is|only # firms are|no firm is} possible.",
    },
    "missed_few_people": {
        "de": "{missed}: Infrage {partners:kommt nur eine Person|kommen nur # Personen|kommt niemand}.",
        "en": "{missed}: {partners:only one person is|only # people are|nobody is} possible.",
    },
    "missed_few_rounds": {
        "de": "{missed}: Mehr Gespräche passen nicht in die Runden, in denen jemand da ist, der infrage"
        " kommt.",
        "en": "{missed}: more talks do not fit into the rounds in which somebody possible is there.",
    },
    "missed_pins": {
        "de": "{missed}: Mehr lassen die festgelegten Gespräche nicht zu.",
        "en": "{missed}: the talks that were set leave no room for more.",
    },
    "missed_taken": {
        "de": "{missed}: Mehr ginge nur, wenn jemand anderem ein zugesagtes Gespräch fehlte.",
        "en": "{missed}: more would be possible only if somebody else went without a promised talk.",
    },
    "missed_taken_or_set": {
        "de": "{missed}: Mehr ginge nur, wenn jemand anderem ein zugesagtes Gespräch fehlte oder ein"
        " festgelegtes wegfiele.",
        "en": "{missed}: more would be possible only if somebody else went without a promised talk or a"
        " set one is"
        " dropped.",
    },
    "missed_not_found": {
        "de": "{missed}: Die Suche hat keinen Plan gefunden, in dem insgesamt weniger zugesagte"
        " Gespräche fehlen.",
        "en": "{missed}: the search has found no plan in which fewer promised talks are missing in all.",
    },
    "promise_total": {
        "de": "Verglichen mit einem besten Plan ohne Zusagen sind die Gespräche von {losers:einer"
        " Person|# Personen} zusammen {lost} weniger wert und die von {winners:einer anderen|# anderen}"
        " zusammen {gained} mehr; unterm Strich kosten die Zusagen {cost} (alle Gespräche zusammen sind"
        " {worth} wert).",
        "en": "Compared with a best plan without promises, the talks of {losers:one person|# people}"
        " are together worth {lost} less and those of {winners:one other|# others} together {gained}"
        " more; on balance the promises cost {cost} (all talks together are worth {worth}).",
    },
    "promise_total_lost": {
        "de": "Verglichen mit einem besten Plan ohne Zusagen sind die Gespräche von {losers:einer"
        " Person|# Personen} zusammen {lost} weniger wert, die von niemandem mehr (alle Gespräche"
        " zusammen sind {worth} wert).",
        "en": "Compared with a best plan without promises, the talks of {losers:one person|# people}"
        " are together worth {lost} less, nobody's more (all talks together are worth {worth}).",
    },
    "promise_cost": {
        "de": "In diesem Plan ohne Zusagen wären die Gespräche von {applicant} zusammen {cost} mehr wert.",
        "en": "In that plan without promises, the talks of {applicant} would together be worth {cost} more.",
    },
}
NOT_MET: Texts = {
    "de": "{applicant} trifft {table} nicht: ",
    "en": "{applicant} does not meet {table}: ",
}
MISSED: Texts = {
    "de": "{who} {missing:fehlt ein zugesagtes Gespräch|fehlen # zugesagte Gespräche} ({dates} statt"
    " {guarantee})",
    "en": "{who} is {missing:one promised talk|# promised talks} short ({dates} instead of {guarantee})",
}


class Count(int):
    """A number that brings its words into the singular or the plural."""

    def __format__(self, words: str) -> str:
        """Say ``one|several|none``, where # is the number."""
        forms = words.split("|")
        if len(forms) == 1:
            return format(int(self), words)
        form = forms[0] if self == 1 else forms[-1] if self == 0 else forms[1]
        return form.replace("#", str(int(self)))


def sentence(explanation: Explanation, locale: str, name: Callable[[str, str], str] | None = None) -> str:
    """Say an explanation.

    Parameters
    ----------
    explanation : Explanation
        What `scheduler.explaining.explanations.explain` gave.
    locale : str
        ``"de"``, ``"en"``, or a language with a catalogue (`plaintext.catalogues`).
    name : callable or None
        ``name(side, id)`` says what to call an applicant or a table; by default, their id.

    Returns
    -------
    str
        One sentence.
    """
    words = _words(explanation, locale, name or _by_id)
    words["not_met"] = in_language(NOT_MET, locale).format(**words)
    return in_language(SENTENCES[explanation.kind], locale).format(**words)


def reason(explanation: Explanation, locale: str, name: Callable[[str, str], str] | None = None) -> str:
    """Say an explanation where everybody sees already who does not meet whom: only why.

    Parameters
    ----------
    explanation, locale, name : Explanation, str, callable or None
        As for `sentence`.

    Returns
    -------
    str
        One sentence; for kinds that do not begin with who does not meet whom, that of `sentence`.
    """
    words = _words(explanation, locale, name or _by_id) | {"not_met": ""}
    why = in_language(SENTENCES[explanation.kind], locale).format(**words)
    return why[0].upper() + why[1:]


def _words(explanation: Explanation, locale: str, call: Callable[[str, str], str]) -> dict[str, str | Count]:
    """What stands for the placeholders."""
    applicant = call("applicant", explanation.applicant) if explanation.applicant is not None else ""
    table = call("table", explanation.table) if explanation.table is not None else ""
    figures = explanation.figures
    words: dict[str, str | Count] = {key: _number(value, locale) for key, value in figures.items()}
    words |= {"applicant": applicant, "table": table, "who": applicant or table}
    words["owed_to"] = table if figures.get("side") == "table" else applicant
    if "other" in figures:
        words["other"] = call("table", str(figures["other"]))
    if "missing" in figures:
        words["missed"] = in_language(MISSED, locale).format(**words)
    return words


def _by_id(_side: str, who: str) -> str:
    return who


def _number(value: float | int | str, locale: str) -> str | Count:
    if isinstance(value, int):
        return Count(value)
    if isinstance(value, str):
        return value
    shown = f"{value:.2f}"
    return shown if locale.startswith("en") else shown.replace(".", ",")
