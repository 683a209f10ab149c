"""Answers and report for everybody: axe finds nothing, with talks that were held and one that was not."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.accessibility import THEMES, to_mend
from tests.browsers import LAPTOP, PHONE, LaunchPerson
from tests.outcomes.evening import answers_path, make_evening
from tests.servers import Server
from tests.socket_people import session_cookie
from webapp.extensions import db
from webapp.live.models import PresenceInterval

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.mark.parametrize("whose", ["applicant", "organiser"])
def test_page_when_looked_at_by_axe_has_nothing_to_mend(
    whose: str, app: Flask, server: Server, person_browser: LaunchPerson, project_root: Path
) -> None:
    evening = make_evening(size=4)
    db.session.execute(db.delete(PresenceInterval).filter_by(account_id=evening.representatives[0].id))
    db.session.commit()
    account, path = evening.applicants[0], answers_path(evening)
    if whose == "organiser":
        account, path = evening.organiser, f"/events/{evening.event.id}/report"
    browser = person_browser(None)
    browser.sign_in(server.url, session_cookie(app, account).split("=", 1)[1])
    browser.page.goto(server.url + path)
    for size in (LAPTOP, PHONE):
        browser.page.set_viewport_size(size)
        assert [to_mend(browser.page, project_root, theme) for theme in THEMES] == [[], []]
