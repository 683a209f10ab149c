"""The page of answers: whom one met, two buttons each, and nothing of what the other side said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.forms_of_pages import without_token
from tests.outcomes.evening import Evening, answers_path, make_evening, page_of, send_answer, stay
from webapp.database import now
from webapp.extensions import db
from webapp.live.models import Impression
from webapp.live.rating import rate_meeting
from webapp.outcomes.models import Answer
from webapp.outcomes.services import answer_meeting


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening()


def test_page_when_meetings_have_begun_names_first_name_and_firm_but_no_contact(
    app: Flask, evening: Evening
) -> None:
    page = page_of(app, evening.applicants[0], answers_path(evening))
    for representative, firm in zip(evening.representatives, (0, 1), strict=True):
        assert evening.meeting(0, firm).table.company.name in page
        assert representative.email not in page
        assert representative.last_name not in page
    assert page.count('class="answer-form"') == 2
    assert "0 von 2 beantwortet" in page


def test_page_of_a_firm_when_shown_keeps_the_surname_and_address_of_applicants_back(
    app: Flask, evening: Evening
) -> None:
    page = page_of(app, evening.representatives[0], answers_path(evening))
    for applicant in evening.applicants:
        assert applicant.first_name in page
        assert applicant.email not in page
        assert applicant.last_name not in page


@pytest.mark.parametrize("side", ["applicant", "firm"])
def test_page_when_one_did_not_come_says_so_kindly_and_asks_nothing(app: Flask, side: str) -> None:
    evening = make_evening(here=False)
    for account in (*evening.applicants, evening.representatives[0]):
        stay(evening.event, account, evening.event.starts_at)
    reader = evening.applicants[0] if side == "applicant" else evening.representatives[1]
    page = page_of(app, reader, answers_path(evening))
    met, missed = page.split("Kam nicht zustande")
    assert evening.meeting(0, 1).table.company.name not in met
    assert 'class="answer-form"' not in missed
    assert met.count('class="answer-form"') == (1 if side == "applicant" else 0)
    assert "nichts zu beantworten" in missed


def test_page_when_only_the_first_round_has_begun_shows_one_meeting(app: Flask) -> None:
    evening = make_evening(starts_at=now() - timedelta(minutes=1))
    assert page_of(app, evening.applicants[0], answers_path(evening)).count('class="answer-form"') == 1


def test_page_when_nothing_has_begun_says_so(app: Flask) -> None:
    evening = make_evening(starts_at=now() + timedelta(hours=1))
    page = page_of(app, evening.applicants[0], answers_path(evening))
    assert "noch niemanden getroffen" in page
    assert 'class="answer-form"' not in page


def test_page_when_the_person_tapped_after_the_talk_reminds_of_it_and_nobody_else(
    app: Flask, evening: Evening
) -> None:
    rate_meeting(
        evening.applicants[0], evening.meeting(0, 0).id, Impression.GLADLY, "Werkstatt ansehen", now()
    )
    assert "Werkstatt ansehen" in page_of(app, evening.applicants[0], answers_path(evening))
    assert "Werkstatt ansehen" not in page_of(app, evening.representatives[0], answers_path(evening))


def test_form_when_sent_keeps_the_answer_and_comes_back_to_the_card(app: Flask, evening: Evening) -> None:
    response = send_answer(
        app, evening.applicants[0], evening, meeting_id=evening.meeting(0, 0).id, answer="yes"
    )
    assert (response.status_code, response.location) == (
        302,
        f"{answers_path(evening)}#meeting-{evening.meeting(0, 0).id}",
    )
    assert db.session.scalars(db.select(Answer)).one().yes is True
    page = page_of(app, evening.applicants[0], answers_path(evening))
    assert "1 von 2 beantwortet" in page
    assert page.count('aria-pressed="true"') == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"answer": "perhaps"},
        {},
        {"answer": "yes", "meeting_id": "a"},
        {"answer": "yes", "meeting_id": "9" * 30},
    ],
)
def test_form_when_it_makes_no_sense_says_so_and_changes_nothing(
    app: Flask, evening: Evening, fields: dict[str, str]
) -> None:
    response = send_answer(
        app, evening.applicants[0], evening, **{"meeting_id": evening.meeting(0, 0).id, **fields}
    )
    assert response.status_code == 400
    assert "Diese Antwort war nicht zu verstehen" in response.get_data(as_text=True)
    assert db.session.scalars(db.select(Answer)).all() == []


def test_form_when_it_is_for_somebody_elses_meeting_says_so_and_changes_nothing(
    app: Flask, evening: Evening
) -> None:
    response = send_answer(
        app, evening.applicants[1], evening, meeting_id=evening.meeting(0, 0).id, answer="yes"
    )
    assert response.status_code == 409
    assert "Dieses Gespräch gehört nicht zum eigenen Plan" in response.get_data(as_text=True)
    assert db.session.scalars(db.select(Answer)).all() == []


@pytest.mark.parametrize("own", [None, False, True])
@pytest.mark.parametrize("side", ["applicant", "firm"])
def test_page_when_the_other_side_says_no_or_nothing_or_a_one_sided_yes_is_the_same_to_the_byte(
    app: Flask, evening: Evening, own: bool | None, side: str
) -> None:
    me, other = evening.applicants[0], evening.representatives[0]
    if side == "firm":
        me, other = other, me
    meeting, path, moment = evening.meeting(0, 0), answers_path(evening), now()
    if own is not None:
        answer_meeting(me, meeting.id, own, moment)
    pages = {"nothing": without_token(page_of(app, me, path))}
    for answer in ("no", "yes"):
        if answer == "yes" and own:
            continue  # that would be a mutual yes, which shows
        answer_meeting(other, meeting.id, answer == "yes", moment)
        pages[answer] = without_token(page_of(app, me, path))
    assert len(set(pages.values())) == 1, pages.keys()
    assert len(pages) == (2 if own else 3)


def test_page_when_both_said_yes_shows_both_the_contact_and_a_third_person_nothing(
    app: Flask, evening: Evening
) -> None:
    both = (evening.applicants[0], evening.representatives[0])
    third = (evening.applicants[1], evening.representatives[1])
    before = [without_token(page_of(app, account, answers_path(evening))) for account in third]
    for account in both:
        send_answer(app, account, evening, meeting_id=evening.meeting(0, 0).id, answer="yes")
    assert both[1].email in page_of(app, both[0], answers_path(evening))
    assert both[0].email in page_of(app, both[1], answers_path(evening))
    assert [without_token(page_of(app, account, answers_path(evening))) for account in third] == before


def test_page_when_the_time_is_over_has_no_buttons(app: Flask) -> None:
    evening = make_evening(starts_at=now() - timedelta(days=15))
    page = page_of(app, evening.applicants[0], answers_path(evening))
    assert "Die Zeit für Antworten ist vorbei." in page
    assert 'class="answer-form"' not in page


def test_page_when_the_reader_prefers_english_is_english(app: Flask, evening: Evening) -> None:
    evening.applicants[0].locale = "en"
    db.session.commit()
    assert "0 of 2 answered" in page_of(app, evening.applicants[0], answers_path(evening))


def test_page_when_asked_for_by_staff_is_refused(app: Flask, evening: Evening) -> None:
    assert app.test_client(user=evening.organiser).get(answers_path(evening)).status_code == 403
