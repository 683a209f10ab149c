"""What the organiser sees of a plan: grid, figures, certificate in words, wishes that stay open."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.planning.evenings import Evening, add_wish, make_evening, planned
from webapp.events.models import WishSide
from webapp.events.queries import applicants_at
from webapp.planning.models import Plan
from webapp.planning.open_wishes import demands, wished_pairs
from webapp.planning.overview import (
    Grid,
    certificate_words,
    figures_of,
    grid_of,
    shortfalls,
)


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(firms=2, people=4, rounds=2, guarantee_applicant=1, guarantee_table=2)


def grid(evening: Evening, plan: Plan) -> Grid:
    people = applicants_at(evening.event)
    return grid_of(evening.event, plan, people, wished_pairs(evening.event, people))


def test_grid_when_laid_out_shows_each_meeting_on_both_sides(evening: Evening) -> None:
    add_wish(evening, WishSide.APPLICANT, 1, 0, rank=1)
    add_wish(evening, WishSide.COMPANY, 1, 0, rank=1)
    laid = grid(evening, planned(evening, [(2, 1, 0), (1, 2, 0)]))
    cell = laid.applicants[1].cells[1]
    assert cell is not None
    assert (cell.other, cell.name, cell.wished_by) == (1, evening.companies[0].name, 2)
    assert [c.other if c else None for c in laid.tables[0].cells] == [3, 2]
    assert [row.count for row in laid.applicants] == [0, 1, 1, 0]


def test_shortfalls_when_promises_are_missed_name_who_and_how_much(evening: Evening) -> None:
    laid = grid(evening, planned(evening, [(1, 0, 0), (2, 1, 0), (1, 2, 1)]))
    missed = {evening.companies[1].name: 1, evening.applicants[3].account.name: 1}
    assert dict(shortfalls(laid)) == missed


def test_shortfalls_when_somebody_is_there_for_fewer_rounds_than_promised_count_those_rounds(
    evening: Evening,
) -> None:
    evening.event.tables[0].available = [2]
    evening.event.tables[1].available = []
    evening.event.registrations[1].available = []
    laid = grid(evening, planned(evening, [(2, 0, 0)]))
    assert dict(shortfalls(laid)) == {evening.applicants[n].account.name: 1 for n in (2, 3)}


def test_figures_when_counted_tell_talks_and_wishes_met(evening: Evening) -> None:
    add_wish(evening, WishSide.APPLICANT, 0, 0, rank=1)
    add_wish(evening, WishSide.APPLICANT, 0, 1, rank=2)
    add_wish(evening, WishSide.COMPANY, 3, 1, rank=1)
    plan = planned(evening, [(1, 0, 0), (2, 1, 0), (1, 2, 1)])
    people = applicants_at(evening.event)
    wished = wished_pairs(evening.event, people)
    values = [value for _label, value in figures_of(grid(evening, plan), wished, plan.meetings)]
    assert values == ["3", "0–1", "1–2", "1/2", "0/1"]


def outcome(shortfall: tuple[int, int], utility: tuple[float, float], waiting: int = 0) -> dict[str, Any]:
    """What a planner says: value and bound of the first two levels."""

    def level(value: float, bound: float) -> dict[str, Any]:
        return {"value": value, "bound": bound, "gap": abs(value - bound), "proven": value == bound}

    certificate = {"shortfall": level(*shortfall), "utility": level(*utility), "waiting": level(waiting, 0)}
    return {"certificate": certificate, "statistics": {"waiting": waiting}}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (outcome((0, 0), (5.0, 5.0)), "Besser geht es nicht, bewiesen."),
        (outcome((0, 0), (5.0, 5.0)), "Jede Zusage ist gehalten"),
        (
            outcome((3, 3), (5.0, 5.0)),
            "3 zugesagte Gespräche fehlen. Weniger geht in keinem Plan, das ist bewiesen.",
        ),
        (outcome((3, 2), (5.0, 5.0)), "3 zugesagte Gespräche fehlen. Vielleicht müssten nur 2 fehlen."),
        (outcome((1, 1), (5.0, 5.0)), "1 zugesagtes Gespräch fehlt."),
        (outcome((0, 0), (4.9, 5.0)), "Höchstens 2,04 % besser wäre möglich."),
        (outcome((0, 0), (4.99999, 5.0)), "Höchstens 0,01 % besser wäre möglich."),
        (outcome((0, 0), (0.0, 0.0)), "Besser geht es nicht, bewiesen."),
        (outcome((0, 0), (5.0, 5.0), waiting=7), "werden zusammen 7 Runden gewartet"),
        (outcome((0, 0), (5.0, 5.0), waiting=1), "wird zusammen 1 Runde gewartet"),
        (outcome((0, 0), (5.0, 5.0)), "Zwischen zwei Gesprächen wartet niemand."),
    ],
)
def test_certificate_when_put_into_words_says_what_is_proven(
    app: Flask, said: dict[str, Any], words: str
) -> None:
    assert words in " ".join(certificate_words(said))


@pytest.mark.parametrize("utility", [(5.1, 5.0), (0.0, 5.0)])
def test_certificate_when_the_bound_tells_nothing_says_nothing_of_wishes(
    app: Flask, utility: tuple[float, float]
) -> None:
    assert "Wünsche" not in " ".join(certificate_words(outcome((0, 0), utility)))


def test_certificate_when_there_is_none_says_nothing(app: Flask) -> None:
    assert certificate_words({}) == []


def test_certificate_when_read_in_english_is_english(app: Flask) -> None:
    with force_locale("en"):
        assert "it cannot be better, proven" in " ".join(certificate_words(outcome((0, 0), (1.0, 1.0))))


def why(evening: Evening, plan: Plan) -> dict[tuple[str, str], str]:
    """The reason of each open wish, by firm and applicant."""
    people = applicants_at(evening.event)
    found = demands(evening.event, plan, people, wished_pairs(evening.event, people))
    return {(d.company, wish.name): wish.why for d in found for wish in d.open_wishes}


def test_open_wish_when_more_wished_than_there_are_places_says_how_many(evening: Evening) -> None:
    for applicant in range(3):
        add_wish(evening, WishSide.APPLICANT, applicant, 0, rank=1)
    plan = planned(evening, [(1, 0, 0), (2, 1, 0)])
    key = (evening.companies[0].name, evening.applicants[2].account.name)
    assert why(evening, plan) == {key: "Alle 2 Plätze des Betriebs sind vergeben; gewünscht haben ihn 3."}


def test_open_wish_when_the_firm_has_one_place_says_so_in_the_singular(evening: Evening) -> None:
    evening.event.tables[0].available = [1]
    add_wish(evening, WishSide.APPLICANT, 2, 0, rank=1)
    assert list(why(evening, planned(evening, [(1, 0, 0)])).values()) == [
        "Der einzige Platz des Betriebs ist vergeben."
    ]


def test_open_wish_when_one_side_would_rather_not_says_no_more_than_that(evening: Evening) -> None:
    add_wish(evening, WishSide.APPLICANT, 0, 0, rank=1)
    add_wish(evening, WishSide.COMPANY, 0, 0, rank=None, unwanted=True)
    assert list(why(evening, planned(evening, [])).values()) == [
        "Eine Seite möchte dieses Gespräch lieber nicht."
    ]


def test_open_wish_when_the_applicant_is_busy_in_every_round_says_so(evening: Evening) -> None:
    evening.event.registrations[0].available = [1]
    add_wish(evening, WishSide.APPLICANT, 0, 0, rank=1)
    plan = planned(evening, [(1, 0, 1)])
    assert list(why(evening, plan).values()) == ["Hat schon in jeder Runde ein Gespräch."]


def test_open_wish_when_met_is_not_listed(evening: Evening) -> None:
    add_wish(evening, WishSide.APPLICANT, 0, 0, rank=1)
    assert why(evening, planned(evening, [(1, 0, 0)])) == {}
