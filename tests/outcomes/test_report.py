"""The report: figures of what happened, and of nobody in particular."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.outcomes.evening import Evening, check_in, make_evening, page_of
from webapp.database import now
from webapp.outcomes.models import Impression
from webapp.outcomes.pictures import WIDTH, columns, company_bars, impression_bars
from webapp.outcomes.report import CompanyLine, Impressions, report_of
from webapp.outcomes.services import answer_date, rate_date


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening()


def everybody_checks_in(evening: Evening) -> None:
    for account in (*evening.applicants, *evening.representatives):
        check_in(evening.event, account, evening.event.starts_at)


def test_report_when_everybody_was_there_counts_every_date(evening: Evening) -> None:
    everybody_checks_in(evening)
    report = report_of(evening.event, evening.end_of_round(2))
    assert (report.people_here, report.dates_held, report.dates_planned) == (4, 4, 4)
    assert report.dates_per_applicant == 2.0
    assert report.applicants_by_dates == ((0, 0), (1, 0), (2, 2))


def test_report_when_a_round_has_not_begun_does_not_count_its_dates(evening: Evening) -> None:
    everybody_checks_in(evening)
    assert report_of(evening.event, evening.end_of_round(1)).dates_held == 2


def test_report_when_somebody_came_too_late_for_a_round_does_not_count_their_date(evening: Evening) -> None:
    for account in (*evening.applicants[1:], *evening.representatives):
        check_in(evening.event, account, evening.event.starts_at)
    check_in(evening.event, evening.applicants[0], evening.end_of_round(1) + timedelta(seconds=1))
    report = report_of(evening.event, evening.end_of_round(2))
    assert report.dates_held == 3
    assert report.applicants_by_dates == ((0, 0), (1, 1), (2, 1))


def test_report_when_nobody_came_counts_nothing(evening: Evening) -> None:
    report = report_of(evening.event, evening.end_of_round(2))
    assert (report.people_here, report.dates_held, report.dates_per_applicant) == (0, 0, 0.0)


def test_report_when_both_said_yes_counts_it_for_the_firm(evening: Evening) -> None:
    for account in (evening.applicants[0], evening.representatives[1]):
        answer_date(account, evening.date(0, 1).id, True, evening.end_of_round(2))
    answer_date(evening.applicants[1], evening.date(1, 0).id, True, evening.end_of_round(2))
    report = report_of(evening.event, evening.end_of_round(2))
    assert report.mutual == 1
    assert [(line.name, line.mutual) for line in report.companies] == [
        (evening.date(0, 1).table.company.name, 1),
        (evening.date(0, 0).table.company.name, 0),
    ]


def applicants_tap(evening: Evening, taps: list[Impression]) -> None:
    """Each tap goes to one date of an applicant."""
    for ((a, _), date), impression in zip(evening.dates.items(), taps, strict=False):
        rate_date(evening.applicants[a], date.id, impression, "", evening.end_of_round(3))


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
    everybody_checks_in(evening)
    rate_date(evening.applicants[0], evening.date(0, 0).id, Impression.NO, "sehr private Notiz", now())
    for account in (evening.applicants[0], evening.representatives[0]):
        answer_date(account, evening.date(0, 0).id, True, now())
    page = page_of(app, evening.organiser, f"/events/{evening.event.id}/report")
    assert "sehr private Notiz" not in page
    for account in (*evening.applicants, *evening.representatives):
        assert account.email not in page
        assert account.last_name not in page
    assert evening.date(0, 0).table.company.name in page


def test_report_page_when_asked_for_by_another_association_is_not_found(app: Flask, evening: Evening) -> None:
    stranger = make_evening().organiser
    response = app.test_client(user=stranger).get(f"/events/{evening.event.id}/report")
    assert response.status_code == 404


def test_report_page_when_asked_for_by_participants_is_refused(app: Flask, evening: Evening) -> None:
    for account in (evening.applicants[0], evening.representatives[0]):
        assert app.test_client(user=account).get(f"/events/{evening.event.id}/report").status_code == 403


def test_report_page_when_the_evening_has_not_begun_still_shows(app: Flask) -> None:
    evening = make_evening(starts_at=now() + timedelta(days=1))
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
