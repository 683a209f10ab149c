"""Why two people meet is kept with their meeting when the plan is made, for readers of each language."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.planning.evenings import Evening, add_wish, make_evening, planned, solved_plan
from webapp.events.models import WishSide
from webapp.extensions import db
from webapp.planning.models import Meeting
from webapp.planning.reasons import reasons_of


@pytest.fixture
def evening(app: Flask) -> Evening:
    arranged = make_evening(firms=2, people=3)
    add_wish(arranged, WishSide.APPLICANT, 0, 0, rank=1)
    add_wish(arranged, WishSide.COMPANY, 0, 0, rank=1)
    return arranged


def wished(evening: Evening, meetings: list[Meeting]) -> Meeting:
    """The meeting that both sides have wished for."""
    pair = (evening.applicants[0].id, evening.companies[0].id)
    return next(m for m in meetings if (m.applicant_id, m.table.company_id) == pair)


def test_reasons_when_both_have_wished_begin_with_that(evening: Evening) -> None:
    meeting = wished(evening, solved_plan(evening).meetings)
    assert reasons_of(meeting)[0].criterion == "wish"


@pytest.mark.parametrize(("language", "word"), [("de", "Beide"), ("en", "Both")])
def test_reasons_when_read_are_in_the_readers_language(
    app: Flask, evening: Evening, language: str, word: str
) -> None:
    meeting = wished(evening, solved_plan(evening).meetings)
    with app.test_request_context("/"), force_locale(language):
        assert any(word in reason.sentence for reason in reasons_of(meeting))


def test_reasons_when_a_profile_changes_afterwards_stay_those_of_the_plan(evening: Evening) -> None:
    meeting = wished(evening, solved_plan(evening).meetings)
    before = reasons_of(meeting)
    evening.applicants[0].start_year += 3
    db.session.commit()
    assert reasons_of(meeting) == before


def test_reasons_when_a_firm_offers_nothing_any_more_are_none(evening: Evening) -> None:
    evening.companies[0].offers.clear()
    db.session.commit()
    assert reasons_of(planned(evening, [(1, 0, 0)]).meetings[0]) == []
