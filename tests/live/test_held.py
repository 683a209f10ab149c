"""An evening in which people leave and return: which talks took place is stored, and all else asks that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.outcomes.evening import CHANGEOVER_SECONDS, ROUND_SECONDS, Evening, make_evening
from tests.statements import counted
from webapp.accounts.models import Account
from webapp.events.models import ClockChange, ClockChangeKind
from webapp.extensions import db
from webapp.live.held import Standing, decide_over_rounds, standings
from webapp.live.models import Impression, Rating
from webapp.live.rating import NotHeld, rate_meeting
from webapp.live.services import check_in, forget_connections, leave
from webapp.outcomes.models import Answer
from webapp.outcomes.queries import begun_meetings, matches_of
from webapp.outcomes.refusals import NotMetYet
from webapp.outcomes.report import report_of
from webapp.outcomes.services import answer_meeting
from webapp.planning.models import CancelledBecause

START = datetime(2027, 3, 1, 18, 0, tzinfo=UTC)


def at(round_number: int, seconds: float) -> datetime:
    """Return a moment so many seconds after a round has begun."""
    return START + timedelta(seconds=(round_number - 1) * (ROUND_SECONDS + CHANGEOVER_SECONDS) + seconds)


class Played:
    """An evening of two applicants and two firms, played with the services that sockets call."""

    def __init__(self) -> None:
        self.evening = make_evening(START, here=False)
        self.anna, self.ben = self.evening.applicants
        self.joinery, self.bakery = self.evening.representatives

    def come(self, moment: datetime, *people: Account) -> None:
        for person in people:
            check_in(person, self.evening.event.id, f"connection-{person.id}", moment)

    def go(self, moment: datetime, *people: Account) -> None:
        for person in people:
            leave(f"connection-{person.id}", moment)

    def held(self, applicant: int, firm: int) -> tuple[bool | None, int | None]:
        meeting = self.evening.meeting(applicant, firm)
        db.session.refresh(meeting)
        return meeting.held, meeting.together_seconds


@pytest.fixture
def played(app: Flask) -> Played:
    """Everybody is there from a minute before the first round, except Ben, who comes later or not."""
    played = Played()
    played.come(at(1, -60), played.anna, played.joinery, played.bakery)
    return played


def over(played: Played) -> datetime:
    return played.evening.end_of_round(2)


def test_talks_when_people_leave_and_return_are_held_by_the_time_both_were_there(played: Played) -> None:
    played.come(at(1, 400), played.ben)
    played.go(at(1, 100), played.joinery)
    played.come(at(1, 150), played.joinery)
    decide_over_rounds(played.evening.event, at(1, 600))
    assert played.held(0, 0) == (True, 550)
    assert played.held(1, 1) == (True, 200)
    assert played.held(0, 1) == (None, None), "its round is still to come"
    played.go(at(2, 20), played.anna)
    played.go(at(2, -10), played.ben)
    decide_over_rounds(played.evening.event, over(played))
    assert played.held(0, 1) == (False, 20)
    assert played.held(1, 0) == (False, 0)


def test_report_when_somebody_left_early_does_not_count_them_in_later_rounds(played: Played) -> None:
    played.come(at(1, 0), played.ben)
    played.go(at(1, 300), played.anna)
    decide_over_rounds(played.evening.event, over(played))
    report = report_of(played.evening.event, over(played))
    assert (report.meetings_planned, report.meetings_held) == (4, 3)
    assert report.applicants_by_meetings == ((0, 0), (1, 1), (2, 1))
    assert {line.name: (line.planned, line.held) for line in report.companies} == {
        played.evening.meeting(0, 0).table.company.name: (2, 2),
        played.evening.meeting(0, 1).table.company.name: (2, 1),
    }


@pytest.mark.parametrize(("seconds", "held"), [(29.9, False), (30, True)])
def test_talk_when_both_were_there_half_a_minute_is_held(played: Played, seconds: float, held: bool) -> None:
    played.go(at(1, seconds), played.anna)
    decide_over_rounds(played.evening.event, over(played))
    assert played.held(0, 0) == (held, int(seconds))


@pytest.mark.parametrize(("seconds", "held"), [(3.9, False), (4, True)])
def test_talk_when_its_round_is_very_short_is_held_after_a_third_of_it(
    played: Played, seconds: float, held: bool
) -> None:
    played.evening.event.round_seconds = 12
    db.session.commit()
    played.go(at(1, seconds), played.anna)
    decide_over_rounds(played.evening.event, over(played))
    assert played.held(0, 0) == (held, int(seconds))


def test_round_when_paused_and_extended_counts_all_the_time_it_really_took(played: Played) -> None:
    played.go(at(1, 1000), played.anna)
    for kind, seconds, more in (
        (ClockChangeKind.PAUSE, 100, 0),
        (ClockChangeKind.RESUME, 300, 0),
        (ClockChangeKind.EXTEND, 400, 120),
    ):
        played.evening.event.clock_changes.append(ClockChange(kind=kind, at=at(1, seconds), seconds=more))
    db.session.commit()
    assert decide_over_rounds(played.evening.event, at(1, 600)) == 0, "the round still runs"
    decide_over_rounds(played.evening.event, at(1, 920))
    assert played.held(0, 0) == (True, 920)


def test_decision_when_made_twice_or_after_people_have_gone_stays(played: Played) -> None:
    decide_over_rounds(played.evening.event, at(1, 600))
    first = played.held(0, 0)
    played.go(at(2, 0), played.anna, played.joinery)
    played.evening.meeting(0, 0).table.representative_account_id = None
    db.session.commit()
    decide_over_rounds(played.evening.event, over(played))
    assert played.held(0, 0) == first == (True, 600)


def test_decision_when_made_days_later_is_the_same(played: Played) -> None:
    played.go(at(1, 45), played.anna)
    played.come(at(2, 500), played.anna)
    decide_over_rounds(played.evening.event, over(played) + timedelta(days=3))
    assert (played.held(0, 0), played.held(0, 1)) == ((True, 45), (True, 100))


def test_talk_when_the_server_was_killed_and_people_are_back_within_seconds_lost_nothing(
    played: Played,
) -> None:
    played.come(at(1, 200), played.ben)  # the last sign of life
    forget_connections(at(1, 215))
    played.come(at(1, 218), played.anna, played.joinery)
    played.come(at(1, 500), played.bakery, played.ben)
    decide_over_rounds(played.evening.event, at(1, 600))
    assert played.held(0, 0) == (True, 600)
    assert played.held(1, 1) == (True, 100), "the two were back too late to have been there meanwhile"


def test_talk_when_the_server_was_killed_and_nobody_is_back_invents_nothing(played: Played) -> None:
    played.come(at(1, 20), played.ben)  # the last sign of life
    forget_connections(at(1, 500))
    decide_over_rounds(played.evening.event, over(played))
    assert played.held(0, 0) == (False, 20)


def test_round_when_it_ended_while_the_server_was_gone_is_decided_once_people_could_be_back(
    played: Played,
) -> None:
    played.go(at(1, 585), played.bakery)  # the last sign of life
    forget_connections(at(1, 630))
    assert decide_over_rounds(played.evening.event, at(1, 631)) == 0
    assert standing(played, 0, 0, at(1, 631)).held is True
    played.come(at(1, 632), played.anna, played.joinery)
    decide_over_rounds(played.evening.event, at(1, 585 + 121))
    assert played.held(0, 0) == (True, 600)


def standing(played: Played, applicant: int, firm: int, moment: datetime) -> Standing:
    meeting = played.evening.meeting(applicant, firm)
    return standings(played.evening.event, [meeting], moment)[meeting.id]


def test_tap_when_the_partner_did_not_come_is_refused_and_right_after_they_came_taken(played: Played) -> None:
    meeting = played.evening.meeting(1, 1)
    played.come(at(1, 590), played.ben)
    played.go(at(1, 570), played.bakery)
    with pytest.raises(NotHeld):
        rate_meeting(played.ben, meeting.id, Impression.NO, "", at(1, 592))
    played.come(at(1, 593), played.bakery)
    rate_meeting(played.ben, meeting.id, Impression.GLADLY, "", at(1, 594))
    assert db.session.scalars(db.select(Rating.impression)).all() == [Impression.GLADLY]


def test_answer_when_the_two_have_hardly_met_in_a_running_round_waits(played: Played) -> None:
    meeting = played.evening.meeting(1, 1)
    played.come(at(1, 500), played.ben)
    with pytest.raises(NotMetYet):
        answer_meeting(played.ben, meeting.id, True, at(1, 529))
    answer_meeting(played.ben, meeting.id, True, at(1, 530))
    assert db.session.scalars(db.select(Answer.yes)).all() == [True]


@pytest.mark.parametrize("decided", [True, False])
def test_answer_when_the_talk_did_not_come_about_is_refused(played: Played, decided: bool) -> None:
    if decided:
        decide_over_rounds(played.evening.event, over(played))
    with pytest.raises(NotHeld):
        answer_meeting(played.bakery, played.evening.meeting(1, 1).id, True, over(played))
    assert db.session.scalars(db.select(Answer)).all() == []


def test_meetings_when_one_did_not_come_say_so(played: Played) -> None:
    decide_over_rounds(played.evening.event, over(played))
    meetings = begun_meetings(played.bakery, played.evening.event, over(played))
    assert [(m.round, m.held) for m in meetings] == [(1, False), (2, True)]


def test_contacts_when_the_talk_was_not_held_are_shown_to_nobody(played: Played) -> None:
    decide_over_rounds(played.evening.event, over(played))
    meeting = played.evening.meeting(1, 1)
    db.session.add_all([Answer(meeting=meeting, account=a, yes=True) for a in (played.ben, played.bakery)])
    db.session.commit()
    assert matches_of(played.ben, played.evening.event.id) == []


def statements_to_decide(evening: Evening) -> int:
    event, moment = evening.event, evening.end_of_round(1)
    db.session.commit()
    with counted() as sent:
        assert decide_over_rounds(event, moment) > 0
    return len(sent)


def test_decision_when_there_are_many_talks_takes_as_many_statements_as_for_few(app: Flask) -> None:
    few, many = make_evening(START, size=2), make_evening(START, size=12)
    assert statements_to_decide(few) == statements_to_decide(many) <= 8


@pytest.mark.parametrize(("seconds", "held"), [(-3600, False), (29, False), (200, True)])
def test_talk_when_it_was_cancelled_is_held_only_if_the_two_had_met_before(
    played: Played, seconds: float, held: bool
) -> None:
    meeting = played.evening.meeting(0, 0)
    meeting.cancelled_at, meeting.cancelled_because = at(1, seconds), CancelledBecause.APPLICANT_LEFT
    db.session.commit()
    decide_over_rounds(played.evening.event, over(played))
    assert played.held(0, 0)[0] is held
    report = report_of(played.evening.event, over(played))
    assert (report.meetings_planned, report.meetings_held) == (4, 2 if held else 1)
    assert report.meetings_cancelled == (0 if held else 1)
    met = [m.meeting_id for m in begun_meetings(played.anna, played.evening.event, over(played)) if m.held]
    assert (meeting.id in met) is held
