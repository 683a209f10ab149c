"""The report: figures of what happened, and of nobody in particular."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.outcomes.evening import Evening, make_evening, page_of, stay
from webapp.database import now
from webapp.live.models import Impression
from webapp.live.rating import rate_meeting
from webapp.outcomes.pictures import WIDTH, columns, company_bars, impression_bars
from webapp.outcomes.report import CompanyLine, Impressions, report_of
from webapp.outcomes.services import answer_meeting


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening()


def test_report_when_everybody_was_there_counts_every_meeting(evening: Evening) -> None:
    report = report_of(evening.event, evening.end_of_round(2))
    assert (report.people_here, report.meetings_held, report.meetings_planned) == (4, 4, 4)
    assert report.meetings_per_applicant == 2.0
    assert report.applicants_by_meetings == ((0, 0), (1, 0), (2, 2))


def test_report_when_a_round_has_not_begun_does_not_count_its_meetings(evening: Evening) -> None:
    assert report_of(evening.event, evening.end_of_round(1)).meetings_held == 2


def test_report_when_somebody_came_too_late_for_a_round_does_not_count_their_meeting(app: Flask) -> None:
    evening = make_evening(here=False)
    for account in (*evening.applicants[1:], *evening.representatives):
        stay(evening.event, account, evening.event.starts_at)
    stay(evening.event, evening.applicants[0], evening.end_of_round(1) + timedelta(seconds=1))
    report = report_of(evening.event, evening.end_of_round(2))
    assert report.meetings_held == 3
    assert report.applicants_by_meetings == ((0, 0), (1, 1), (2, 1))


def test_report_when_nobody_came_counts_nothing(app: Flask) -> None:
    evening = make_evening(here=False)
    report = report_of(evening.event, evening.end_of_round(2))
    assert (report.people_here, report.meetings_held, report.meetings_per_applicant) == (0, 0, 0.0)


def test_report_when_both_said_yes_counts_it_for_the_firm(evening: Evening) -> None:
    for account in (evening.applicants[0], evening.representatives[1]):
        answer_meeting(account, evening.meeting(0, 1).id, True, evening.end_of_round(2))
    answer_meeting(evening.applicants[1], evening.meeting(1, 0).id, True, evening.end_of_round(2))
    report = report_of(evening.event, evening.end_of_round(2))
    assert report.mutual == 1
    assert [(line.name, line.mutual) for line in report.companies] == [
        (evening.meeting(0, 1).table.company.name, 1),
        (evening.meeting(0, 0).table.company.name, 0),
    ]


def applicants_tap(evening: Evening, taps: list[Impression]) -> None:
    """Each tap goes to one meeting of an applicant."""
    for ((a, _), meeting), impression in zip(evening.meetings.items(), taps, strict=False):
        rate_meeting(evening.applicants[a], meeting.id, impression, "", evening.end_of_round(3))


def test_report_when_fewer_than_five_tapped_shows_no_impressions(app: Flask) -> None:
    evening = make_evening(size=3)
    applicants_tap(evening, [Impression.NO] * 4)
    assert report_of(evening.event, evening.end_of_round(3)).impressions_of_applicants is None


def test_report_when_five_tapped_shows_the_counts_of_that_side(app: Flask) -> None:
    evening = make_evening(size=3)
    applicants_tap(evening, [Impression.GLADLY] * 3 + [Impression.MAYBE, Impression.NO])
    report = report_of(evening.event, evening.end_of_round(3))
    assert report.impressions_of_applicants == Impressions(gladly=3, maybe=1, no=1)
    assert report.impressions_of_firms is None


def test_report_page_when_shown_tells_nothing_about_single_people(app: Flask, evening: Evening) -> None:
    rate_meeting(evening.applicants[0], evening.meeting(0, 0).id, Impression.NO, "sehr private Notiz", now())
    for account in (evening.applicants[0], evening.representatives[0]):
        answer_meeting(account, evening.meeting(0, 0).id, True, now())
    page = page_of(app, evening.organiser, f"/events/{evening.event.id}/report")
    assert "sehr private Notiz" not in page
    for account in (*evening.applicants, *evening.representatives):
        assert account.email not in page
        assert account.last_name not in page
    assert evening.meeting(0, 0).table.company.name in page


def test_report_page_when_asked_for_by_another_association_is_not_found(app: Flask, evening: Evening) -> None:
    stranger = make_evening().organiser
    response = app.test_client(user=stranger).get(f"/events/{evening.event.id}/report")
    assert response.status_code == 404


def test_report_page_when_asked_for_by_participants_is_refused(app: Flask, evening: Evening) -> None:
    for account in (evening.applicants[0], evening.representatives[0]):
        assert app.test_client(user=account).get(f"/events/{evening.event.id}/report").status_code == 403


def test_report_page_when_the_evening_has_not_begun_still_shows(app: Flask) -> None:
    evening = make_evening(starts_at=now() + timedelta(days=1), here=False)
    page = page_of(app, evening.organiser, f"/events/{evening.event.id}/report")
    assert "Es ist noch niemand da." in page
    assert "<svg" in page  # the logo


def test_columns_when_drawn_have_heights_in_proportion() -> None:
    bars = columns([(0, 0), (1, 2), (2, 4)])
    assert [bar.height for bar in bars] == [0, bars[2].height / 2, bars[2].height]
    assert bars[2].x + bars[2].width <= WIDTH


def test_columns_when_nobody_came_are_none() -> None:
    assert columns([]) == []


def test_company_bars_when_a_firm_has_no_match_leave_it_to_the_table() -> None:
    lines = [
        CompanyLine("Tischlerei", 4, 4, 2),
        CompanyLine("A" * 80, 4, 4, 1),
        CompanyLine("Bäckerei", 4, 4, 0),
    ]
    bars = company_bars(lines)
    assert [bar.value for bar in bars] == [2, 1]
    assert bars[1].width == pytest.approx(bars[0].width / 2)
    assert len(bars[1].label) < 80


def test_impression_bars_when_drawn_fill_the_width() -> None:
    bars = impression_bars(Impressions(gladly=3, maybe=2, no=1))
    assert sum(bar.width for bar in bars) == pytest.approx(WIDTH, abs=0.05)
    assert [bar.value for bar in bars] == [3, 2, 1]
