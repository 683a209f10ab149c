"""Answering in a real browser: with scripts the page does not jump, without them it works all the same."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsers import PHONE, LaunchPerson
from tests.outcomes.evening import Evening, answers_path, make_evening
from tests.servers import Server
from tests.socket_people import session_cookie
from webapp.extensions import db
from webapp.outcomes.models import Answer

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
def evening(app: Flask, server: Server) -> Evening:
    return make_evening(size=4)


def answers_page(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening, scripts: bool
) -> Page:
    person = person_browser(None, viewport=PHONE, java_script_enabled=scripts)
    person.sign_in(server.url, session_cookie(app, evening.applicants[0]).split("=", 1)[1])
    person.page.goto(server.url + answers_path(evening))
    return person.page


@pytest.mark.parametrize("scripts", [True, False])
def test_answer_when_tapped_is_kept_and_shown(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening, scripts: bool
) -> None:
    page = answers_page(app, server, person_browser, evening, scripts)
    page.locator(f"#meeting-{evening.meeting(0, 2).id} button[value=yes]").click()
    page.get_by_text("1 von 4 beantwortet").wait_for()
    expect(page.locator("button[aria-pressed=true]")).to_have_count(1)
    assert [answer.yes for answer in db.session.scalars(db.select(Answer))] == [True]


def test_answer_when_tapped_with_scripts_leaves_place_and_focus_where_they_were(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening
) -> None:
    page = answers_page(app, server, person_browser, evening, scripts=True)
    page.evaluate("window.samePage = true")
    button = page.locator(f"#meeting-{evening.meeting(0, 2).id} button[value=no]")
    button.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    button.click()
    page.get_by_text("1 von 4 beantwortet").wait_for()
    assert before > 0
    assert page.evaluate("[scrollY, window.samePage, document.activeElement.value]") == [before, True, "no"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_answer_when_it_is_refused_says_why_in_place(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening
) -> None:
    page = answers_page(app, server, person_browser, evening, scripts=True)
    evening.meeting(0, 0).table.representative_account_id = None
    evening.meeting(0, 0).applicant = evening.meeting(1, 1).applicant  # a new plan was published meanwhile
    evening.meeting(0, 0).round = 5
    db.session.commit()
    page.locator("form.answer-form").first.locator("button[value=yes]").click()
    page.get_by_role("alert").get_by_text("Dieses Gespräch gehört nicht zum eigenen Plan").wait_for()
    assert db.session.scalars(db.select(Answer)).all() == []
