"""The page of the evening for everybody: axe finds nothing in any of its states, on phone and laptop."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browsers import LAPTOP, PHONE
from tests.live.evenings import Evening
from tests.live.guests import Guests

pytestmark = [pytest.mark.browser, pytest.mark.server]

RUN_AXE = """
axe.run(document).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)))
"""


@pytest.mark.parametrize(
    ("moment", "view"), [("in_lobby", "between"), ("in_round_one", "room"), ("ended", "ended")]
)
def test_evening_when_looked_at_by_axe_and_by_width_has_nothing_to_mend(
    moment: str, view: str, request: pytest.FixtureRequest, guests: Guests, project_root: Path
) -> None:
    evening: Evening = request.getfixturevalue(moment)
    anna = guests.enter(evening, evening.anna, "red")
    anna.wait_for_state("view", view)
    anna.page.evaluate((project_root / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    for size in (LAPTOP, PHONE):
        anna.page.set_viewport_size(size)
        assert anna.page.evaluate(RUN_AXE) == []
        assert anna.page.evaluate("document.documentElement.scrollWidth") == size["width"]
