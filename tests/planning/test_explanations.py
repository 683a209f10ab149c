"""The planner's reasons reach the organiser with names instead of keys."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.planning.evenings import Evening, add_wish, make_evening, solved_plan
from webapp.events.models import WishSide
from webapp.events.queries import applicants_at
from webapp.extensions import db
from webapp.planning.explanations import Speaker
from webapp.planning.models import Pin, Plan


@pytest.fixture
def crowded(app: Flask) -> Evening:
    """Everybody wants the first firm, which has two places."""
    evening = make_evening(firms=2, people=4, rounds=2, guarantee_applicant=1)
    for applicant in range(4):
        add_wish(evening, WishSide.APPLICANT, applicant, 0, rank=1)
    return evening


def speaker(evening: Evening, plan: Plan) -> Speaker:
    return Speaker(evening.event, plan, applicants_at(evening.event))


def test_plan_when_a_table_is_wanted_by_many_says_by_how_many(crowded: Evening) -> None:
    firm = crowded.companies[0].name
    said = " ".join(speaker(crowded, solved_plan(crowded)).of_the_plan())
    assert f"{firm} (Tisch 1): 4 Personen hätten dort eines ihrer besten Gespräche, Platz ist für 2." in said


def test_plan_when_explained_in_english_is_english(crowded: Evening) -> None:
    plan = solved_plan(crowded)
    with force_locale("en"):
        said = " ".join(speaker(crowded, plan).of_the_plan())
    assert "4 people would have had one of their best talks there; there are 2 places" in said


def test_wishes_when_they_stay_open_have_a_reason_each(crowded: Evening) -> None:
    plan = solved_plan(crowded)
    met = {
        meeting.applicant_id
        for meeting in plan.meetings
        if meeting.table.company_id == crowded.companies[0].id
    }
    said = speaker(crowded, plan).of_wishes()
    missed = {(a.id, crowded.companies[0].id) for a in crowded.applicants if a.id not in met}
    assert {said.get(pair) for pair in missed} == {
        "4 Personen hätten dort eines ihrer besten Gespräche, und alle 2 Plätze sind vergeben."
    }


def test_meeting_when_pinned_says_that_it_was_set(crowded: Evening) -> None:
    applicant, table = crowded.applicants[3], crowded.event.tables[1]
    db.session.add(Pin(event_id=crowded.event.id, applicant_id=applicant.id, table_id=table.id, round=None))
    db.session.commit()
    plan = solved_plan(crowded)
    meeting = next(d for d in plan.meetings if (d.applicant_id, d.table_id) == (applicant.id, table.id))
    (said,) = speaker(crowded, plan).of_meeting(meeting)
    assert "festgelegt" in said


def test_person_when_they_have_left_is_not_called_by_a_key(crowded: Evening) -> None:
    plan = solved_plan(crowded)
    lonely = Speaker(crowded.event, plan, [])
    said = " ".join(lonely.say(explanation) for explanation in lonely.explanations)
    assert "jemand, der nicht mehr kommt" in said
    assert f"a{crowded.applicants[0].id} " not in said


def test_plan_when_made_by_an_earlier_version_says_only_what_is_still_true(crowded: Evening) -> None:
    plan = solved_plan(crowded)
    old = {"kind": "owed_meeting", "applicant": "a1", "table": "t1", "figures": {"cost": 0.5}}
    plan.outcome = plan.outcome | {"explanations": [old]}
    assert speaker(crowded, plan).explanations == []
