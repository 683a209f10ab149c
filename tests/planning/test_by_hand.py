"""Set by hand: which talks can be fixed, who is kept apart, and what the organiser is told otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING, make_table
from tests.planning.evenings import Evening, add_wish, make_evening, planned, solved_plan
from webapp.events.models import EventState, WishSide
from webapp.extensions import db
from webapp.planning.models import PlanState
from webapp.planning.pin_rules import blamed_on_a_pin
from webapp.planning.queries import bans_of, pins_of
from webapp.planning.services.by_hand import CannotFix, TooLateByHand, fix_talk, keep_apart
from webapp.planning.services.solving import begin_plan, solve

BEFORE = MONDAY_EVENING - timedelta(days=1)


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(firms=3, people=4)


def fix(evening: Evening, applicant: int, table: int, round_number: int | None = None) -> None:
    seeker, seat = evening.applicants[applicant], evening.event.tables[table]
    fix_talk(evening.organiser, evening.event, seeker, seat, round_number, BEFORE)


def apart(evening: Evening, applicant: int, company: int) -> None:
    pair = evening.applicants[applicant], evening.companies[company]
    keep_apart(evening.organiser, evening.event, *pair, BEFORE)


def refusal(evening: Evening, applicant: int, table: int, round_number: int | None = None) -> str:
    with pytest.raises(CannotFix) as refused:
        fix(evening, applicant, table, round_number)
    said = str(refused.value)
    assert evening.applicants[applicant].account.name in said
    assert evening.event.tables[table].company.name in said
    return said


def test_talk_when_fixed_is_in_the_next_plan(evening: Evening) -> None:
    fix(evening, 0, 2, 3)
    meetings = {(d.applicant_id, d.table_id): d.round for d in solved_plan(evening).meetings}
    assert meetings[evening.applicants[0].id, evening.event.tables[2].id] == 3


def test_pair_when_kept_apart_is_in_no_plan(evening: Evening) -> None:
    add_wish(evening, WishSide.APPLICANT, 0, 0, rank=1)
    apart(evening, 0, 0)
    meetings = {(d.applicant_id, d.table_id) for d in solved_plan(evening).meetings}
    assert (evening.applicants[0].id, evening.event.tables[0].id) not in meetings


def test_talk_when_fixed_again_moves_to_the_other_round(evening: Evening) -> None:
    fix(evening, 0, 0, 1)
    fix(evening, 0, 0, 2)
    fix(evening, 1, 0, 1)
    assert [pin.round for pin in pins_of(evening.event.id)] == [2, 1]


def test_fix_when_the_applicant_talks_in_that_round_names_both_and_the_other(evening: Evening) -> None:
    fix(evening, 0, 0, 1)
    assert evening.companies[0].name in refusal(evening, 0, 1, 1)


def test_fix_when_the_table_talks_in_that_round_names_both_and_the_other(evening: Evening) -> None:
    fix(evening, 0, 0, 1)
    assert evening.applicants[0].account.name in refusal(evening, 1, 0, 1)


def test_fix_when_the_firm_is_met_at_another_table_says_nobody_meets_a_firm_twice(evening: Evening) -> None:
    make_table(evening.event, evening.companies[0])
    fix(evening, 0, 0)
    assert "Niemand trifft einen Betrieb zweimal" in refusal(evening, 0, 3)


def test_fix_when_somebody_is_not_there_says_in_which_round(evening: Evening) -> None:
    evening.event.registrations[0].available = [2, 3]
    evening.event.tables[1].available = [1]
    db.session.commit()
    assert "ist in Runde 1 nicht da" in refusal(evening, 0, 0, 1)
    assert "ist in Runde 2 nicht da" in refusal(evening, 0, 1, 2)
    assert "nie in derselben Runde" in refusal(evening, 0, 1)


def test_fix_when_every_round_is_taken_says_so(evening: Evening) -> None:
    evening.event.registrations[0].available = [2]
    evening.event.tables[1].available = [3]
    db.session.commit()
    fix(evening, 0, 0)
    assert "für 1 Runde da" in refusal(evening, 0, 2)
    fix(evening, 1, 1)
    assert "für 1 Runde da" in refusal(evening, 2, 1)


@pytest.mark.parametrize("side", list(WishSide))
def test_fix_when_one_side_would_rather_not_keeps_to_that(evening: Evening, side: WishSide) -> None:
    add_wish(evening, side, 0, 1, rank=None, unwanted=True)
    assert "Dabei bleibt es" in refusal(evening, 0, 1)


def test_fix_when_two_are_kept_apart_asks_to_lift_that_first(evening: Evening) -> None:
    apart(evening, 0, 1)
    assert "Heben Sie das zuerst auf" in refusal(evening, 0, 1)


def test_apart_when_the_talk_is_fixed_asks_to_release_it_first(evening: Evening) -> None:
    fix(evening, 0, 1)
    with pytest.raises(CannotFix, match="Geben Sie es zuerst frei"):
        apart(evening, 0, 1)


def test_apart_when_said_twice_is_kept_once(evening: Evening) -> None:
    apart(evening, 0, 1)
    apart(evening, 0, 1)
    assert len(bans_of(evening.event.id)) == 1


def test_fix_when_the_firm_offers_nothing_says_so(evening: Evening) -> None:
    evening.companies[0].offers.clear()
    db.session.commit()
    assert "bietet noch nichts an" in refusal(evening, 0, 0)


def test_fix_when_the_evening_has_begun_is_too_late(evening: Evening) -> None:
    with pytest.raises(TooLateByHand):
        fix_talk(
            evening.organiser, evening.event, evening.applicants[0], evening.event.tables[0], None,
            evening.event.starts_at,
        )  # fmt: skip
    evening.event.state = EventState.CANCELLED
    with pytest.raises(TooLateByHand):
        apart(evening, 0, 0)


def test_plan_when_a_fixed_talk_has_become_impossible_fails_with_both_names(evening: Evening) -> None:
    fix(evening, 0, 1, 1)
    evening.event.registrations[0].available = [2, 3]
    db.session.commit()
    plan = begin_plan(evening.organiser, evening.event, BEFORE)
    solve(plan.id)
    db.session.refresh(plan)
    who, firm = evening.applicants[0].account.name, evening.companies[1].name
    assert plan.state is PlanState.FAILED
    assert plan.failure.startswith(f"{who} ist in Runde 1 nicht da und kann {firm} dann nicht treffen.")


def test_plan_when_fixed_talks_in_any_round_collide_fails_with_both_names(evening: Evening) -> None:
    for number in (0, 1):
        evening.event.registrations[number].available = [1, 2]
    evening.event.tables[0].available = [1, 2]
    evening.event.tables[1].available = [1]
    evening.event.tables[2].available = [1]
    db.session.commit()
    fix(evening, 0, 1)
    fix(evening, 0, 2)  # no rule alone forbids it, but both tables are there in the same round only
    plan = begin_plan(evening.organiser, evening.event, BEFORE)
    solve(plan.id)
    db.session.refresh(plan)
    assert evening.applicants[0].account.name in plan.failure
    assert "findet sich neben den anderen festgelegten keine Runde" in plan.failure


def test_failure_when_its_fixed_talk_was_released_meanwhile_names_nobody(evening: Evening) -> None:
    assert blamed_on_a_pin(evening.event, ("a1", "t1")) is None


def test_plan_when_something_was_set_by_hand_since_says_so(app: Flask, evening: Evening) -> None:
    planned(evening, [(1, 0, 0), (2, 1, 0)])
    client, path = app.test_client(user=evening.organiser), f"/events/{evening.event.id}/plan"
    fix(evening, 0, 0, 1)
    assert "von Hand ist in diesem Plan" not in client.get(path).get_data(as_text=True)
    fix(evening, 0, 1)
    apart(evening, 1, 0)
    assert "2 Festlegungen von Hand sind in diesem Plan" in client.get(path).get_data(as_text=True)
