"""Taps and answers: whose, when, and what a second yes does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.outcomes.evening import Evening, make_evening
from webapp.events.timetable import closes_at
from webapp.extensions import db
from webapp.live.models import Impression, Rating
from webapp.live.rating import NotRatable, rate_meeting
from webapp.live.refusals import NotYourMeeting
from webapp.mail.models import OutboxMail
from webapp.outcomes.models import Answer
from webapp.outcomes.queries import matches_of
from webapp.outcomes.refusals import AlreadyMatched, Closed, NotYet
from webapp.outcomes.services import answer_meeting
from webapp.planning.models import PlanState


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening()


def rows(model: type) -> int:
    return db.session.scalar(db.select(db.func.count()).select_from(model)) or 0


def test_rating_when_the_meeting_is_over_is_kept(evening: Evening) -> None:
    rate_meeting(
        evening.applicants[0], evening.meeting(0, 0).id, Impression.GLADLY, "nett", evening.end_of_round(1)
    )
    rating = db.session.scalars(db.select(Rating)).one()
    assert (rating.account_id, rating.impression, rating.note) == (
        evening.applicants[0].id,
        Impression.GLADLY,
        "nett",
    )


def test_rating_when_tapped_again_replaces_the_first(evening: Evening) -> None:
    moment, meeting = evening.end_of_round(1), evening.meeting(0, 0)
    rate_meeting(evening.applicants[0], meeting.id, Impression.GLADLY, "", moment)
    rate_meeting(evening.applicants[0], meeting.id, Impression.NO, "zu weit", moment + timedelta(minutes=1))
    rating = db.session.scalars(db.select(Rating)).one()
    assert (rating.impression, rating.note) == (Impression.NO, "zu weit")


def test_rating_when_the_last_minute_begins_is_taken_and_a_second_earlier_is_not(evening: Evening) -> None:
    opens_at = evening.end_of_round(1) - timedelta(minutes=1)
    with pytest.raises(NotRatable):
        rate_meeting(
            evening.applicants[0],
            evening.meeting(0, 0).id,
            Impression.MAYBE,
            "",
            opens_at - timedelta(seconds=1),
        )
    assert rows(Rating) == 0
    rate_meeting(evening.applicants[0], evening.meeting(0, 0).id, Impression.MAYBE, "", opens_at)
    assert rows(Rating) == 1


def test_rating_when_the_round_is_shorter_than_a_minute_waits_for_its_beginning(evening: Evening) -> None:
    evening.event.round_seconds = 20
    db.session.commit()
    with pytest.raises(NotRatable):
        rate_meeting(
            evening.applicants[0],
            evening.meeting(0, 0).id,
            Impression.NO,
            "",
            evening.event.starts_at - timedelta(seconds=1),
        )
    rate_meeting(evening.applicants[0], evening.meeting(0, 0).id, Impression.NO, "", evening.event.starts_at)
    assert rows(Rating) == 1


def test_rating_when_it_is_somebody_elses_meeting_is_refused(evening: Evening) -> None:
    with pytest.raises(NotYourMeeting):
        rate_meeting(
            evening.applicants[1], evening.meeting(0, 0).id, Impression.NO, "", evening.end_of_round(1)
        )
    assert rows(Rating) == 0


@pytest.mark.parametrize("yes", [True, False])
def test_answer_when_given_by_each_side_is_kept_as_theirs(evening: Evening, yes: bool) -> None:
    answer_meeting(evening.applicants[0], evening.meeting(0, 0).id, yes, evening.end_of_round(1))
    answer_meeting(evening.representatives[0], evening.meeting(0, 0).id, not yes, evening.end_of_round(1))
    kept = {a.account_id: a.yes for a in db.session.scalars(db.select(Answer))}
    assert kept == {evening.applicants[0].id: yes, evening.representatives[0].id: not yes}


def test_answer_when_the_meeting_has_not_begun_is_refused(evening: Evening) -> None:
    with pytest.raises(NotYet):
        answer_meeting(
            evening.applicants[0],
            evening.meeting(0, 0).id,
            True,
            evening.event.starts_at - timedelta(microseconds=1),
        )
    assert rows(Answer) == 0


def test_answer_when_two_weeks_are_over_is_refused_and_the_moment_before_taken(evening: Evening) -> None:
    closing = closes_at(evening.event, evening.end_of_round(2))
    assert closing == evening.end_of_round(2) + timedelta(days=14)
    with pytest.raises(Closed):
        answer_meeting(evening.applicants[0], evening.meeting(0, 0).id, True, closing)
    assert rows(Answer) == 0
    answer_meeting(evening.applicants[0], evening.meeting(0, 0).id, True, closing - timedelta(microseconds=1))
    assert rows(Answer) == 1


def test_answer_when_it_is_somebody_elses_meeting_is_refused(evening: Evening) -> None:
    for stranger in (evening.applicants[1], evening.representatives[1], evening.organiser):
        with pytest.raises(NotYourMeeting):
            answer_meeting(stranger, evening.meeting(0, 0).id, True, evening.end_of_round(2))
    assert rows(Answer) == 0


def test_answer_when_the_plan_is_not_the_published_one_is_refused(evening: Evening) -> None:
    evening.meeting(0, 0).plan.state = PlanState.SUPERSEDED
    db.session.commit()
    with pytest.raises(NotYourMeeting):
        answer_meeting(evening.applicants[0], evening.meeting(0, 0).id, True, evening.end_of_round(2))


def test_answer_when_changed_before_a_match_is_the_later_one(evening: Evening) -> None:
    moment = evening.end_of_round(1)
    answer_meeting(evening.applicants[0], evening.meeting(0, 0).id, False, moment)
    answer_meeting(evening.applicants[0], evening.meeting(0, 0).id, True, moment + timedelta(days=1))
    assert [a.yes for a in db.session.scalars(db.select(Answer))] == [True]


def test_yes_when_both_say_it_gives_each_the_contact_of_the_other(evening: Evening) -> None:
    evening.meetings[0, 0].table.company.representatives[0].phone = "05231 77 0815"
    both = (evening.applicants[0], evening.representatives[0])
    for account in both:
        answer_meeting(account, evening.meeting(0, 0).id, True, evening.end_of_round(1))
    (of_applicant,), (of_firm,) = (matches_of(account, evening.event.id) for account in both)
    assert (of_applicant.name, of_applicant.email, of_applicant.phone) == (
        both[1].name,
        both[1].email,
        "05231 77 0815",
    )
    assert (of_firm.name, of_firm.email, of_firm.phone) == (both[0].name, both[0].email, "")


@pytest.mark.parametrize(
    "answers", [(True, False), (False, True), (False, False), (True, None), (None, True)]
)
def test_contacts_when_not_both_say_yes_stay_hidden_from_both(
    evening: Evening, answers: tuple[bool | None, bool | None]
) -> None:
    both = (evening.applicants[0], evening.representatives[0])
    for account, yes in zip(both, answers, strict=True):
        if yes is not None:
            answer_meeting(account, evening.meeting(0, 0).id, yes, evening.end_of_round(1))
    assert [matches_of(account, evening.event.id) for account in both] == [[], []]
    assert rows(OutboxMail) == 0


def test_mail_when_both_say_yes_goes_to_both_once_and_names_nobody_else(evening: Evening) -> None:
    both = (evening.applicants[0], evening.representatives[0])
    for account in (*both, *both):
        answer_meeting(account, evening.meeting(0, 0).id, True, evening.end_of_round(1))
    mails = {mail.recipient: mail for mail in db.session.scalars(db.select(OutboxMail))}
    assert (set(mails), rows(OutboxMail)) == ({both[0].email, both[1].email}, 2)
    for mail, other in ((mails[both[0].email], both[1]), (mails[both[1].email], both[0])):
        assert f"/events/{evening.event.id}/answers" in mail.text
        assert not {other.email, other.last_name} & set((mail.subject + mail.text).split())


def test_mail_when_the_reader_prefers_english_is_english(evening: Evening) -> None:
    evening.applicants[0].locale = "en"
    for account in (evening.applicants[0], evening.representatives[0]):
        answer_meeting(account, evening.meeting(0, 0).id, True, evening.end_of_round(1))
    subjects = {mail.recipient: mail.subject for mail in db.session.scalars(db.select(OutboxMail))}
    assert subjects[evening.applicants[0].email] == "A mutual yes"
    assert subjects[evening.representatives[0].email] == "Ein gegenseitiges Ja"


def test_yes_when_it_has_become_a_match_cannot_be_taken_back(evening: Evening) -> None:
    for account in (evening.applicants[0], evening.representatives[0]):
        answer_meeting(account, evening.meeting(0, 0).id, True, evening.end_of_round(1))
    with pytest.raises(AlreadyMatched):
        answer_meeting(evening.applicants[0], evening.meeting(0, 0).id, False, evening.end_of_round(2))
    assert len(matches_of(evening.representatives[0], evening.event.id)) == 1
