"""Everybody in the database: twelve firms, forty applicants, wishes on both sides, and who must meet."""

from __future__ import annotations

import pytest
from flask import Flask

from rehearsal.answer_forms import AnswerPage
from rehearsal.options import Timetable
from rehearsal.scene import Scene, assemble
from webapp.database import now
from webapp.events.models import EventState, Wish, WishSide
from webapp.extensions import db
from webapp.planning.models import PlanState
from webapp.planning.services.publication import publish_plan
from webapp.planning.services.solving import begin_plan, solve

TWO_ROUNDS = Timetable(rounds=2, round_seconds=12, changeover_seconds=5, seed=1)


@pytest.fixture
def scene(app: Flask) -> Scene:
    return assemble(TWO_ROUNDS, now())


def test_cast_when_assembled_sits_at_an_open_evening(scene: Scene) -> None:
    assert scene.event.state is EventState.OPEN
    assert (len(scene.event.tables), len(scene.event.registrations)) == (12, 40)
    assert all(table.representative_account_id for table in scene.event.tables)


def test_cast_when_assembled_wishes_on_both_sides(scene: Scene) -> None:
    wishes = db.session.scalars(db.select(Wish)).all()
    assert {wish.applicant_id for wish in wishes if wish.side is WishSide.APPLICANT} == {
        a.id for a in scene.applicants
    }
    assert {wish.company_id for wish in wishes if wish.side is WishSide.COMPANY} == {
        c.id for c in scene.companies
    }


def test_cast_when_divided_is_five_people_and_forty_eight_bots(scene: Scene) -> None:
    assert {part: len(accounts) for part, accounts in scene.played.items()} == {
        "organiser": 1,
        "applicants": 2,
        "representatives": 2,
    }
    parts = scene.bot_parts(seed=1)
    assert len({part.path for part in parts}) == len({part.seed for part in parts}) == 48


def test_plan_when_there_are_two_rounds_lets_the_people_of_both_sides_meet(scene: Scene) -> None:
    plan = begin_plan(scene.organiser, scene.event, now())
    solve(plan.id)
    assert plan.state is PlanState.SOLVED, plan.failure
    publish_plan(scene.organiser, plan, now())
    met = {
        (meeting.applicant.account_id, meeting.table.representative_account_id) for meeting in plan.meetings
    }
    played = scene.played
    assert {(a.id, r.id) for a in played["applicants"] for r in played["representatives"]} <= met


def test_answer_page_when_read_by_a_bot_gives_each_form_with_its_token() -> None:
    page = """<form action="/language"><input name="csrf_token" value="x"></form>
      <form method="post" action="/events/1/answers" class="answer-form">
      <input type="hidden" name="csrf_token" value="t"><input type="hidden" name="meeting_id" value="7"></form>
      <input name="outside" value="y">"""
    (form,) = AnswerPage(page).forms
    assert (form.action, form.fields) == ("/events/1/answers", {"csrf_token": "t", "meeting_id": "7"})
