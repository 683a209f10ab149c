"""The plan page in a real browser: one press, progress by itself, and the server has time for others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browsers import LaunchPerson
from tests.planning.evenings import Evening, make_evening
from tests.servers import Server
from tests.socket_people import session_cookie
from webapp.database import now
from webapp.extensions import db
from webapp.planning.queries import plans_of, published_plan

pytestmark = [pytest.mark.browser, pytest.mark.server]
PATIENCE_MS = 60_000


@pytest.fixture
def evening(app: Flask, server: Server) -> Evening:
    start = now() + timedelta(days=30)
    return make_evening(firms=4, people=8, starts_at=start, registration_closes_at=start)


def test_plan_when_pressed_appears_by_itself_and_is_published_with_a_click(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening
) -> None:
    browser = person_browser(None)
    name, _, value = session_cookie(app, evening.organiser).partition("=")
    browser.sign_in(server.url, value, name)
    page = browser.page
    page.goto(f"{server.url}/events/{evening.event.id}/plan")
    page.locator(f"form[action$='/events/{evening.event.id}/plan/start'] button").click()
    expect(page.locator(".plan-grid").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".plan-grid .cell")).to_have_count(2 * 12)  # every meeting on both sides
    page.get_by_text("Fassung 1 veröffentlichen").press("Enter")
    page.get_by_role("button", name="Veröffentlichen und die Mails senden").press("Enter")
    expect(page.get_by_text("Veröffentlicht. Alle bekommen")).to_be_visible()
    db.session.rollback()
    assert published_plan(evening.event.id).version == 1
    assert browser.complaints == []


def test_page_of_a_plan_when_looked_at_on_a_phone_does_not_overflow(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening
) -> None:
    browser = person_browser(None, viewport={"width": 390, "height": 844})
    name, _, value = session_cookie(app, evening.organiser).partition("=")
    browser.sign_in(server.url, value, name)
    page = browser.page
    page.goto(f"{server.url}/events/{evening.event.id}/plan")
    page.locator(f"form[action$='/events/{evening.event.id}/plan/start'] button").click()
    expect(page.locator(".plan-grid").first).to_be_visible(timeout=PATIENCE_MS)
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) == 0


def test_server_when_killed_while_planning_leaves_a_plan_that_can_be_begun_again(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening
) -> None:
    browser = person_browser(None)
    name, _, value = session_cookie(app, evening.organiser).partition("=")
    browser.sign_in(server.url, value, name)
    page = browser.page
    page.goto(f"{server.url}/events/{evening.event.id}/plan")
    page.locator(f"form[action$='/events/{evening.event.id}/plan/start'] button").click()
    expect(page.locator("#solving")).to_be_visible()
    server.restart()
    (plan,) = plans_of(evening.event.id)
    plan.heard_at = now() - timedelta(minutes=1)  # what a minute of silence leaves behind
    db.session.commit()
    page.goto(f"{server.url}/events/{evening.event.id}/plan")
    expect(page.get_by_text("unterbrochen")).to_be_visible()
    page.locator(f"form[action$='/events/{evening.event.id}/plan/start'] button").click()
    expect(page.locator(".plan-grid").first).to_be_visible(timeout=PATIENCE_MS)
