"""Whoever reports a talk never meets the other again; whoever leaves one ends it; nothing that was said is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.live.evenings import Evening, another_event_of
from webapp.accounts.models import Account
from webapp.database import now
from webapp.events.models import EventTable
from webapp.extensions import db
from webapp.live.help_calls import call_for_help
from webapp.live.models import HelpCall, HelpKind
from webapp.live.services import check_in
from webapp.planning.models import Ban, CancelledBecause, Meeting
from webapp.planning.problem import kept_apart
from webapp.planning.queries import meetings_of


def call(evening: Evening, account: Account, kind: HelpKind, words: str = "") -> HelpCall:
    """Let somebody who is here call; return their open call."""
    call_for_help(account, evening.event.id, f"c{account.id}", kind, words, now())
    return db.session.scalars(db.select(HelpCall).filter_by(account_id=account.id, done_at=None)).one()


@pytest.fixture
def here(in_round_one: Evening) -> Evening:
    """Anna and the joinery are in their talk."""
    for account in (in_round_one.anna, in_round_one.joinery):
        check_in(account, in_round_one.event.id, f"c{account.id}", now())
    return in_round_one


def test_two_when_one_reports_the_talk_are_kept_apart_at_every_evening(here: Evening) -> None:
    call(here, here.anna, HelpKind.REPORT)
    other = another_event_of(here, here.anna)
    assert len(kept_apart(here.event)) == len(kept_apart(other)) == 1


def test_two_when_reported_twice_are_kept_apart_once(here: Evening) -> None:
    call(here, here.anna, HelpKind.REPORT)
    call(here, here.joinery, HelpKind.REPORT)
    assert db.session.scalar(db.select(db.func.count(Ban.id))) == 1


def test_a_later_talk_at_another_table_of_the_firm_when_reported_is_cancelled(here: Evening) -> None:
    company = here.anna_joinery.table.company
    second = EventTable(event=here.event, company=company, number=9)
    later = Meeting(
        plan_id=here.plan.id, round=2, table=second, applicant=here.anna_joinery.applicant, utility=0.5
    )
    here.anna_bakery.cancelled_at, here.anna_bakery.cancelled_because = now(), CancelledBecause.TABLE_LEFT
    db.session.add_all([second, later])
    db.session.commit()
    call(here, here.anna, HelpKind.REPORT)
    db.session.refresh(later)
    assert later.cancelled_because is CancelledBecause.KEPT_APART


def test_a_talk_when_reported_and_not_left_goes_on(here: Evening) -> None:
    call(here, here.anna, HelpKind.REPORT)
    assert here.anna_joinery in meetings_of(here.event.id, here.anna)


def test_a_talk_when_one_leaves_it_is_over_for_both(here: Evening) -> None:
    call(here, here.anna, HelpKind.LEFT)
    for account in (here.anna, here.joinery):
        assert here.anna_joinery not in meetings_of(here.event.id, account)


def test_a_report_when_made_after_leaving_is_about_the_talk_that_was_left(here: Evening) -> None:
    call(here, here.anna, HelpKind.LEFT)
    made = call(here, here.anna, HelpKind.REPORT, "Er fragt nach meiner Adresse.")
    assert (made.kind, made.meeting_id) == (HelpKind.REPORT, here.anna_joinery.id)
    assert len(kept_apart(here.event)) == 1


def test_a_report_when_help_is_called_afterwards_stays_a_report_with_all_its_words(here: Evening) -> None:
    call(here, here.anna, HelpKind.REPORT, "Er ist grob.")
    made = call(here, here.anna, HelpKind.HELP, "Bitte kommt.")
    assert (made.kind, made.words) == (HelpKind.REPORT, "Er ist grob.\nBitte kommt.")


def test_somebody_in_no_talk_when_they_leave_ends_none(here: Evening) -> None:
    here.event.starts_at = now() + timedelta(minutes=10)
    db.session.commit()
    call(here, here.anna, HelpKind.LEFT)
    assert db.session.scalars(db.select(Meeting.cancelled_at).distinct()).all() == [None]
