"""The page of the evening for everybody: axe finds nothing in any of its states, on phone and laptop."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accessibility import THEMES, to_mend
from tests.browsers import LAPTOP, PHONE
from tests.live.evenings import Evening
from tests.live.guests import Guests

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_evening_when_visited_first_costs_250_kilobytes_at_most(guests: Guests, in_lobby: Evening) -> None:
    anna = guests.invite(in_lobby, in_lobby.anna, "red")
    received = anna.device.count_bytes()

    anna.enter().wait_for_state("view", "lobby")

    assert 20_000 < received() <= 250_000


@pytest.mark.parametrize(
    ("moment", "view"), [("in_lobby", "lobby"), ("in_round_one", "room"), ("ended", "ended")]
)
def test_evening_when_looked_at_by_axe_and_by_width_has_nothing_to_mend(
    moment: str, view: str, request: pytest.FixtureRequest, guests: Guests, project_root: Path
) -> None:
    evening: Evening = request.getfixturevalue(moment)
    anna = guests.enter(evening, evening.anna, "red")
    anna.wait_for_state("view", view)
    for size in (LAPTOP, PHONE):
        anna.page.set_viewport_size(size)
        assert [to_mend(anna.page, project_root, theme) for theme in THEMES] == [[], []]
        assert anna.page.evaluate("document.documentElement.scrollWidth") == size["width"]
