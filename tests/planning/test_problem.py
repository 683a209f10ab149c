"""What is handed to the planner: everything that counts, and nobody's name."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.files import instance_json, parse_instance
from scheduler.problem import Pin as PlannerPin
from tests.factories.people import make_table
from tests.planning.evenings import Evening, add_wish, make_evening
from webapp.companies.models import ReleaseState
from webapp.events.models import WishSide
from webapp.extensions import db
from webapp.fit.scoring import applicant_key, row_number
from webapp.planning.models import Ban, Pin
from webapp.planning.problem import build_problem, table_key


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(guarantee_applicant=1, guarantee_table=2)


def utility(evening: Evening, applicant: int, table: int) -> float | None:
    key = applicant_key(evening.applicants[applicant].id), table_key(evening.event.tables[table].id)
    return {(u.applicant, u.table): u.utility for u in build_problem(evening.event).utilities}.get(key)


def test_problem_when_built_is_an_instance_the_planner_reads(evening: Evening) -> None:
    problem = build_problem(evening.event)
    assert parse_instance(instance_json(problem).encode()) == problem
    assert (len(problem.tables), len(problem.applicants), len(problem.utilities)) == (3, 5, 15)
    assert (problem.rounds, problem.guarantee.applicant, problem.guarantee.table) == (3, 1, 2)


def test_problem_when_somebody_wishes_is_worth_more_than_any_fit(evening: Evening) -> None:
    fits, fits_not = utility(evening, 0, 0), utility(evening, 0, 1)
    add_wish(evening, WishSide.APPLICANT, 0, 1, rank=1)
    wished = utility(evening, 0, 1)
    assert fits is not None
    assert fits_not is not None
    assert wished is not None
    assert fits_not < fits < wished


@pytest.mark.parametrize("side", list(WishSide))
def test_problem_when_one_side_would_rather_not_leaves_the_pair_out(evening: Evening, side: WishSide) -> None:
    add_wish(evening, side, 0, 1, rank=None, unwanted=True)
    assert utility(evening, 0, 1) is None
    assert utility(evening, 0, 0) is not None


def test_problem_when_a_firm_has_two_tables_names_it_once(evening: Evening) -> None:
    make_table(evening.event, evening.companies[0])
    db.session.commit()
    tables = build_problem(evening.event).tables
    assert tables[0].company == tables[3].company != tables[1].company
    assert utility(evening, 0, 0) == utility(evening, 0, 3)


@pytest.mark.parametrize("state", [ReleaseState.WAITING, ReleaseState.DECLINED])
def test_problem_when_a_firm_is_no_longer_released_leaves_its_tables_out(
    evening: Evening, state: ReleaseState
) -> None:
    evening.companies[0].state = state
    db.session.commit()
    problem = build_problem(evening.event)
    assert [row_number(table.id) for table in problem.tables] == [t.id for t in evening.event.tables[1:]]
    assert utility(evening, 0, 0) is None
    assert utility(evening, 0, 1) is not None


def test_problem_when_somebody_is_there_for_some_rounds_says_which(evening: Evening) -> None:
    evening.event.tables[0].available = [1, 3, 99]
    evening.event.registrations[1].available = [2]
    db.session.commit()
    problem = build_problem(evening.event)
    assert problem.tables[0].available == {1, 3}
    assert problem.applicants[1].available == {2}


def test_problem_when_the_organiser_has_pinned_a_meeting_keeps_it(evening: Evening) -> None:
    applicant, table = evening.applicants[2], evening.event.tables[1]
    db.session.add(Pin(event_id=evening.event.id, applicant_id=applicant.id, table_id=table.id, round=2))
    db.session.commit()
    fixed = PlannerPin(applicant_key(applicant.id), table_key(table.id), 2)
    assert build_problem(evening.event).pins == (fixed,)


def test_problem_when_a_pinned_applicant_no_longer_comes_leaves_the_pin_out(evening: Evening) -> None:
    applicant, table = evening.applicants[2], evening.event.tables[1]
    db.session.add(Pin(event_id=evening.event.id, applicant_id=applicant.id, table_id=table.id))
    db.session.delete(evening.event.registrations[2])
    db.session.commit()
    assert build_problem(evening.event).pins == ()


def test_problem_when_the_organiser_keeps_two_apart_leaves_the_pair_out_at_every_table(
    evening: Evening,
) -> None:
    make_table(evening.event, evening.companies[1])
    applicant, company = evening.applicants[0], evening.companies[1]
    db.session.add(Ban(event_id=evening.event.id, applicant_id=applicant.id, company_id=company.id))
    db.session.commit()
    assert [utility(evening, 0, table) for table in (1, 3)] == [None, None]
    assert None not in {utility(evening, 0, 0), utility(evening, 1, 1), utility(evening, 1, 3)}


def test_keys_when_read_back_give_the_rows() -> None:
    assert [row_number(applicant_key(7)), row_number(table_key(12))] == [7, 12]


WORDS = st.text(st.characters(codec="utf-8", categories=["L"]), min_size=4, max_size=12)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=st.lists(WORDS, min_size=8, max_size=8, unique=True), month=st.integers(1, 12))
def test_problem_whatever_people_are_called_carries_none_of_it(
    evening: Evening, texts: list[str], month: int
) -> None:
    applicant, company = evening.applicants[0], evening.companies[0]
    account, speaker = applicant.account, company.representatives[0].account
    account.first_name, account.last_name, applicant.strengths, applicant.about = texts[:4]
    speaker.first_name, speaker.last_name, company.name, evening.event.name = texts[4:]
    account.email, applicant.birth_month = f"{texts[0].encode().hex()}@example.org", month
    db.session.flush()
    document = json.loads(instance_json(build_problem(evening.event)))
    said = set(_texts(document))
    own = {"speed-dating-instance/1", f"event-{evening.event.id}"}
    assert not [text for text in said - own if not (text[0] in "atc" and text[1:].isdigit())]
    assert document["applicants"][0].keys() == {"id"}
    assert document["tables"][0].keys() == {"id", "company"}
    db.session.rollback()


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for element in inner for text in _texts(element)]
