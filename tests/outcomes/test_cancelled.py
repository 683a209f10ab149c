"""A meeting that was cancelled is no outcome: nobody was met, and two yeses show no contacts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.outcomes.evening import Evening, answers_path, make_evening, page_of, send_answer
from webapp.companies.queries import company_of
from webapp.companies.services import decline
from webapp.database import now
from webapp.events.services import withdraw_applicant
from webapp.extensions import db
from webapp.live.refusals import NotYourMeeting
from webapp.outcomes.models import Answer
from webapp.outcomes.queries import begun_meetings, matches_of, mutual_meeting_ids
from webapp.outcomes.services import answer_meeting

TWO_DAYS = timedelta(days=2)


@pytest.fixture
def evening(app: Flask) -> Evening:
    """It began an hour ago; the first applicant had withdrawn two days before."""
    evening = make_evening(now() + timedelta(hours=47))
    evening.event.registration_closes_at = evening.event.starts_at
    evening.applicants[0].first_name = "Alrun"
    db.session.commit()
    withdraw_applicant(evening.applicants[0], evening.event, now())
    evening.event.starts_at -= TWO_DAYS
    db.session.commit()
    return evening


def test_answers_when_somebody_withdrew_do_not_list_them_as_met(app: Flask, evening: Evening) -> None:
    firm = evening.representatives[0]
    assert [m.meeting_id for m in begun_meetings(firm, evening.event, now())] == [evening.meeting(1, 0).id]
    assert "Alrun" not in page_of(app, firm, answers_path(evening))


def test_answers_when_they_withdrew_themselves_list_nobody(evening: Evening) -> None:
    assert begun_meetings(evening.applicants[0], evening.event, now()) == []


def test_answers_when_the_evening_is_over_promise_no_talk_any_more(app: Flask, evening: Evening) -> None:
    page = page_of(app, evening.applicants[0], answers_path(evening))
    assert "Der Abend ist vorbei. Du hast dort niemanden getroffen" in page
    assert "Sobald Dein erstes Gespräch" not in page


def test_answer_when_the_meeting_was_cancelled_is_refused(app: Flask, evening: Evening) -> None:
    meeting_id = evening.meeting(0, 0).id
    with pytest.raises(NotYourMeeting):
        answer_meeting(evening.representatives[0], meeting_id, True, now())
    db.session.rollback()
    assert (
        send_answer(app, evening.representatives[0], evening, meeting_id=meeting_id, answer="yes").status_code
        == 409
    )


def test_contacts_when_both_said_yes_to_a_cancelled_meeting_are_shown_to_nobody(evening: Evening) -> None:
    sides = (evening.applicants[0], evening.representatives[0])
    db.session.add_all(
        Answer(meeting=evening.meeting(0, 0), account=side, yes=True, answered_at=now()) for side in sides
    )
    db.session.commit()
    assert mutual_meeting_ids(evening.event.id) == set()
    assert [matches_of(side, evening.event.id) for side in sides] == [[], []]


def test_match_when_the_firm_is_declined_after_the_meeting_stays_with_the_applicant(app: Flask) -> None:
    evening = make_evening()
    meeting = evening.meeting(0, 0)
    for side in (evening.applicants[0], evening.representatives[0]):
        answer_meeting(side, meeting.id, True, now())
    company = company_of(evening.representatives[0])
    assert company is not None
    decline(evening.organiser, company, now())
    assert [match.meeting_id for match in matches_of(evening.applicants[0], evening.event.id)] == [meeting.id]
