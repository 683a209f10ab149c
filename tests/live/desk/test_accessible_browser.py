"""The desk for everybody: axe finds nothing in any phase, in light and dark, on laptop and phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accessibility import THEMES, to_mend
from tests.browsers import LAPTOP, PHONE
from tests.live.evenings import Evening
from tests.live.guests import Guests
from webapp.database import now
from webapp.live.desk.start import start_now

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.mark.parametrize(
    ("moment", "path"),
    [
        ("in_lobby", "desk"),
        ("in_lobby", "start"),
        ("counting", "desk"),
        ("in_round_two", "desk"),
        ("ended", "desk"),
    ],
)
def test_desk_when_looked_at_by_axe_has_nothing_to_mend(
    moment: str, path: str, request: pytest.FixtureRequest, guests: Guests, project_root: Path
) -> None:
    evening: Evening = request.getfixturevalue(moment)
    page = guests.invite(evening, evening.organiser, None).page
    page.goto(f"{guests.server.url}/events/{evening.event.id}/{path}")
    for size in (LAPTOP, PHONE):
        page.set_viewport_size(size)
        assert [to_mend(page, project_root, theme) for theme in THEMES] == [[], []]
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


@pytest.fixture
def counting(in_lobby: Evening) -> Evening:
    """An evening that somebody has just started, with a countdown long enough to look at."""
    start_now(in_lobby.organiser, in_lobby.event, now(), 600)
    return in_lobby
