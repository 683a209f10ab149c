"""Why people fit: sentences for both, that tell nobody what the other side has wished before the plan."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.planning.evenings import Evening, add_wish, make_evening
from webapp.events.models import WishSide
from webapp.fit.reasons import fits_of


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(firms=2, people=3)


def test_fit_when_the_occupation_is_the_wished_one_is_best(evening: Evening) -> None:
    fits = fits_of(evening.event, evening.applicants[0])
    same, other = (fits[company.id] for company in evening.companies)
    assert same.score > other.score
    assert same.sentences


def test_fit_when_a_firm_looks_at_applicants_covers_everybody(evening: Evening) -> None:
    fits = fits_of(evening.event, evening.companies[0])
    assert set(fits) == {applicant.id for applicant in evening.applicants}
    assert max(fits, key=lambda number: fits[number].score) == evening.applicants[0].id


@pytest.mark.parametrize("unwanted", [True, False])
def test_fit_when_the_other_side_has_wished_tells_nothing_of_it(evening: Evening, unwanted: bool) -> None:
    before = fits_of(evening.event, evening.applicants[0])
    add_wish(evening, WishSide.COMPANY, 0, 0, rank=None if unwanted else 1, unwanted=unwanted)
    assert fits_of(evening.event, evening.applicants[0]) == before


def test_fit_when_the_offer_names_a_language_grows_with_it(evening: Evening) -> None:
    firm, applicant = evening.companies[0], evening.applicants[0]
    firm.offers[0].languages = ["en"]
    before = fits_of(evening.event, applicant)[firm.id]
    applicant.languages = ["en", "tr"]
    after = fits_of(evening.event, applicant)[firm.id]
    assert after.score > before.score
    assert "Im Beruf hilfreich: Englisch. Davon vorhanden: Englisch." in after.sentences


def test_fit_when_the_offer_names_no_language_says_nothing_of_languages(evening: Evening) -> None:
    evening.applicants[0].languages = ["en"]
    fit = fits_of(evening.event, evening.applicants[0])[evening.companies[0].id]
    assert not any("Sprache" in sentence or "Englisch" in sentence for sentence in fit.sentences)
