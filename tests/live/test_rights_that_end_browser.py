"""A right that ends during a talk ends it on both pages: no picture stays, and each page says what has happened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.live.evenings import Evening
from tests.live.guests import Guest, Guests
from tests.socket_people import PageVisitor
from webapp.accounts.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.server]

NOTHING_OF_THE_PARTNER = """
document.getElementById("partner-picture").srcObject === null
  && window.peersForTests.length > 0
  && window.peersForTests.every((peer) => peer.connectionState === "closed")
"""


def test_firm_when_declined_during_a_talk_is_put_out_and_the_applicant_reads_why(
    in_round_one: Evening,
    in_talk: tuple[Guest, Guest],
    guests: Guests,
    visitor: Callable[[Account], PageVisitor],
) -> None:
    anna, joinery = in_talk
    firm = in_round_one.anna_joinery.table.company
    visitor(in_round_one.organiser).press("/board", f"/board/companies/{firm.id}/decline")
    joinery.page.wait_for_selector("[data-view=refused]:visible")
    assert joinery.text("#refusal")
    anna.page.wait_for_selector("[data-view=lobby]:visible")
    anna.page.wait_for_selector("#called-off:visible")
    assert firm.name in anna.text("#called-off")
    anna.device.wait_for(NOTHING_OF_THE_PARTNER)
    joinery.device.wait_for("window.peersForTests.every((peer) => peer.connectionState === 'closed')")
    assert guests.complaints() == []
