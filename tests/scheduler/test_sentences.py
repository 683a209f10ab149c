"""What people read: plain sentences in German and English that are right for no, one and several."""

from __future__ import annotations

import re

import pytest

from scheduler.explaining.sentences import SENTENCES, reason, sentence
from scheduler.plan import Explanation
from scheduler.problem import Applicant, Guarantee, Problem, Table, Utility
from scheduler.solve import solve

COUNTS = [
    "dates",
    "firms",
    "guarantee",
    "losers",
    "missing",
    "needed",
    "partners",
    "places",
    "wanted",
    "winners",
    "place",
    "round",
]
WORTHS = {"cost": 0.25, "gained": 0.5, "lost": 0.75, "utility": 0.5, "worth": 12.0}
# A plural after 1; "von 1 möglichen Betrieb" and "1 possible firm" are right.
WRONG_AFTER_ONE = re.compile(
    r"\b1 (\w+en )?(Personen|Plätze|Gesprächen?|Tischen|Betrieben?|anderen"
    r"|people|places|talks|others|(possible )?firms|promised talks|zugesagte)\b"
)


def one_of_each(number: int) -> list[Explanation]:
    """Every kind, with this number wherever something is counted and can be so many."""
    return [Explanation(kind, "a7", "t3", figures(number, kind)) for kind in SENTENCES]


def figures(number: int, kind: str) -> dict[str, float | int | str]:
    every: dict[str, float | int | str] = {**dict.fromkeys(COUNTS, number), **WORTHS, "other": "t2"}
    if kind == "wish_places_promised":  # some of the places, not all
        every |= {"places": number + 2, "needed": number + 1}
    return every | {"tables": 2}


@pytest.mark.parametrize("locale", ["de", "en"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_sentence_when_it_counts_then_words_follow_the_number(number: int, locale: str) -> None:
    said = [sentence(e, locale) for e in one_of_each(number)]
    assert not [text for text in said if WRONG_AFTER_ONE.search(text)]
    assert all(
        text.endswith(".") and "#" not in text and "|" not in text and "  " not in text for text in said
    )


@pytest.mark.parametrize("kind", SENTENCES)
def test_sentence_when_in_the_other_language_then_says_the_same_numbers(kind: str) -> None:
    said = Explanation(kind, "a7", "t4", figures(3, kind))
    german, english = sentence(said, "de"), sentence(said, "en")
    assert sorted(re.findall(r"\d+", german)) == sorted(re.findall(r"\d+", english))


def test_sentence_when_nobody_is_possible_then_says_so_without_a_zero() -> None:
    counted = {"dates": 0, "guarantee": 1, "missing": 1, "partners": 0}
    missed = Explanation("missed_few_people", None, "t3", counted)
    assert sentence(missed, "de") == "t3 fehlt ein zugesagtes Gespräch (0 statt 1): Infrage kommt niemand."
    assert sentence(missed, "en") == "t3 is one promised talk short (0 instead of 1): nobody is possible."


def test_sentence_when_names_are_given_then_uses_them_in_place_of_ids() -> None:
    instead = Explanation("wish_other_promised", "a1", "t1", {"other": "t2"})

    said = sentence(instead, "de", lambda side, who: {"applicant": "Kim", "table": f"Tisch {who[1:]}"}[side])

    assert said.startswith(
        "Kim trifft Tisch 1 nicht, sondern denselben Betrieb an einem anderen Tisch (Tisch 2)"
    )


@pytest.mark.parametrize("locale", ["de", "en"])
@pytest.mark.parametrize("kind", [kind for kind in SENTENCES if "{not_met}" in SENTENCES[kind]["de"]])
def test_reason_when_who_misses_whom_is_known_then_ends_the_sentence(kind: str, locale: str) -> None:
    missed = Explanation(kind, "a7", "t3", figures(3, kind))
    why, whole = reason(missed, locale), sentence(missed, locale)
    assert not why[0].islower() or why.startswith("a7")
    assert whole[: -len(why)] == {"de": "a7 trifft t3 nicht: ", "en": "a7 does not meet t3: "}[locale]
    assert whole[-len(why) + 1 :] == why[1:]


def test_sentence_when_a_number_has_decimals_then_german_writes_a_comma() -> None:
    cost = Explanation("promise_cost", "a1", None, {"cost": 0.5})
    assert ("0,50" in sentence(cost, "de"), "0.50" in sentence(cost, "en")) == (True, True)


def test_solve_when_a_table_is_wanted_by_many_then_says_by_how_many_for_how_many_places() -> None:
    people = [Applicant(f"a{i}") for i in range(5)]
    wishes = [Utility(f"a{i}", "t1", 0.5 + i / 10) for i in range(5)]

    reasons = solve(Problem("wanted", 2, [Table("t1", "c1")], people, wishes)).explanations

    wanted = next(reason for reason in reasons if reason.kind == "sought_table")
    assert sentence(wanted, "de") == (
        "t1: 5 Personen hätten dort eines ihrer besten Gespräche, Platz ist für 2."
    )
    refused = [reason for reason in reasons if reason.kind == "wish_table_sought"]
    assert {reason.applicant for reason in refused} == {"a0", "a1", "a2"}
    assert sentence(refused[0], "en") == (
        "a0 does not meet t1: 5 people would have had one of their best talks there, and all 2 places are"
        " taken."
    )


def test_solve_when_tables_wait_for_the_same_person_then_that_is_not_blamed_on_others() -> None:
    first = frozenset({1})
    tables = [Table("t1", "c1"), Table("t2", "c1"), Table("t3", "c2", first), Table("t4", "c3", first)]
    wishes = [Utility("a1", table.id, 1.0) for table in tables]
    problem = Problem("missed", 4, tables, [Applicant("a1")], wishes, Guarantee(3, 0))

    missed = [reason for reason in solve(problem).explanations if reason.kind.startswith("missed")]

    assert [(reason.kind, reason.figures["dates"]) for reason in missed] == [("missed_few_rounds", 2)]


def test_solve_when_the_guarantee_takes_from_somebody_then_says_whom_and_how_much() -> None:
    wishes = [Utility("a1", "t1", 1.0), Utility("a2", "t1", 0.25), Utility("a1", "t2", 0.5)]
    tables = [Table("t1", "c1"), Table("t2", "c2")]
    generous = Problem("cost", 1, tables, [Applicant("a1"), Applicant("a2")], wishes, Guarantee(1, 0))

    said = [sentence(r, "en") for r in solve(generous).explanations if r.kind.startswith("promise_")]

    assert said == [
        "Compared with a best plan without promises, the talks of one person are together worth 0.50 less and"
        " those of one other together 0.25 more; on balance the promises cost 0.25 (all talks together are"
        " worth 0.75).",
        "In that plan without promises, the talks of a1 would together be worth 0.50 more.",
    ]
