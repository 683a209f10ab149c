"""The plan for everybody: axe finds nothing, also no cell whose name leaves out what it shows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.accessibility import THEMES, to_mend
from tests.browsers import PHONE, LaunchPerson
from tests.planning.evenings import make_evening, solved_plan
from tests.servers import Server
from tests.socket_people import session_cookie
from webapp.database import now

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_plan_when_looked_at_by_axe_has_nothing_to_mend(
    app: Flask, server: Server, person_browser: LaunchPerson, project_root: Path
) -> None:
    start = now() + timedelta(days=30)
    evening = make_evening(firms=4, people=8, starts_at=start, registration_closes_at=start)
    solved_plan(evening, now())
    browser = person_browser(None)
    browser.sign_in(server.url, session_cookie(app, evening.organiser).split("=", 1)[1])
    browser.page.goto(f"{server.url}/events/{evening.event.id}/plan")
    assert browser.page.locator(".plan-grid .cell").count() > 0
    assert [to_mend(browser.page, project_root, theme) for theme in THEMES] == [[], []]
    browser.page.set_viewport_size(PHONE)
    assert [to_mend(browser.page, project_root, theme) for theme in THEMES] == [[], []]
