"""Wishes and the timetable preview in a real browser, on a phone, with and without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsers import PHONE, LaunchPerson
from tests.planning.evenings import Evening, make_evening
from tests.servers import Server
from tests.socket_people import session_cookie
from webapp.accounts.models import Account
from webapp.database import now
from webapp.events.services.wishes import wishes_of
from webapp.extensions import db

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
def evening(app: Flask, server: Server) -> Evening:
    start = now() + timedelta(days=30)
    return make_evening(firms=4, people=3, starts_at=start, registration_closes_at=start)


def opened(
    app: Flask, server: Server, person: LaunchPerson, account: Account, path: str, **options: object
) -> Page:
    """Open a page on a phone."""
    browser = person(None, viewport=PHONE, **options)
    name, _, value = session_cookie(app, account).partition("=")
    browser.sign_in(server.url, value, name)
    browser.page.goto(server.url + path)
    return browser.page


def press(page: Page, move: str) -> None:
    page.locator(f'button[value="{move}"]').click()


def titles(page: Page, name: str) -> list[str]:
    return page.locator(f'[data-list="{name}"] h3').all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_wishes_when_tapped_on_a_phone_are_in_order_and_kept(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening, scripts: bool
) -> None:
    account = evening.applicants[0].account
    page = opened(
        app,
        server,
        person_browser,
        account,
        f"/events/{evening.event.id}/wishes",
        java_script_enabled=scripts,
    )
    a, b, c, d = (company.id for company in evening.companies)
    for move in (
        f"wish:{a}",
        f"wish:{b}",
        f"wish:{c}",
        f"up:{c}",
        f"down:{a}",
        f"unwish:{b}",
        f"unwanted:{d}",
    ):
        if scripts:
            press(page, move)
        else:
            with page.expect_navigation():
                press(page, move)
    if scripts:
        expect(page.locator(".save-state")).to_have_text("Gespeichert")
    for name, count in (("ranked", 2), ("others", 1), ("unwanted", 1)):
        expect(page.locator(f'[data-list="{name}"] h3')).to_have_count(count)
    db.session.rollback()
    found = wishes_of(evening.event, evening.applicants[0])
    assert (found.ranked, found.unwanted) == ((c, a), (d,))
    page.reload()
    assert titles(page, "ranked") == [evening.companies[2].name, evening.companies[0].name]


def test_wishes_when_the_connection_is_lost_say_so_and_are_saved_later(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening
) -> None:
    account = evening.applicants[0].account
    page = opened(app, server, person_browser, account, f"/events/{evening.event.id}/wishes")
    page.context.set_offline(True)
    press(page, f"wish:{evening.companies[0].id}")
    expect(page.locator(".save-state")).to_contain_text("keine Verbindung")
    page.context.set_offline(False)
    expect(page.locator(".save-state")).to_have_text("Gespeichert", timeout=15_000)
    db.session.rollback()
    assert wishes_of(evening.event, evening.applicants[0]).ranked == (evening.companies[0].id,)


def test_wishes_when_moved_by_keyboard_keep_the_focus_on_the_card(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening
) -> None:
    account = evening.companies[0].representatives[0].account
    page = opened(app, server, person_browser, account, f"/events/{evening.event.id}/wishes")
    first, second, _ = (applicant.id for applicant in evening.applicants)
    press(page, f"wish:{first}")
    press(page, f"wish:{second}")
    page.locator(f'button[value="up:{second}"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'button[value="up:{second}"]')).to_be_focused()
    expect(page.locator('[data-list="ranked"] li').first).to_have_attribute("data-id", str(second))


def test_wishes_when_read_on_a_phone_do_not_overflow(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening
) -> None:
    account = evening.applicants[0].account
    page = opened(app, server, person_browser, account, f"/events/{evening.event.id}/wishes")
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) == 0


def test_timetable_when_typing_follows_at_once_and_agrees_with_the_server(
    app: Flask, server: Server, person_browser: LaunchPerson, evening: Evening
) -> None:
    page = opened(app, server, person_browser, evening.organiser, "/events/new")
    page.fill("#starts_at", "2031-03-01T18:30")
    page.fill("#rounds", "3")
    page.fill("#round_minutes", "7")
    page.fill("#changeover_seconds", "90")
    rounds = ["18:30 – 18:37", "18:38 – 18:45", "18:47 – 18:54"]
    expect(page.locator("#preview-rounds li")).to_have_text(rounds)
    expect(page.locator("#preview-summary")).to_have_text("18:30 bis 18:54")
    page.click(
        "#event-settings button[type=submit]"
    )  # without a name: the server answers with its own timetable
    expect(page.locator("#name-error")).to_be_visible()
    expect(page.locator("#preview-rounds li")).to_have_text(rounds)
