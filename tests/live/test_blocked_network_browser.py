"""A network that lets no live connection through: the page says so, and opens the evening once it does."""

from __future__ import annotations

import pytest

from tests.live.blocking_proxy import Websockets, blocking_proxy
from tests.live.evenings import Evening
from tests.live.guests import Guests
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.server]

# As in way_in.js, and one attempt of connection.js.
SAY_AFTER, ONE_ATTEMPT = 10_000, 6_000
BLOCKED = "[data-view=no-way] [data-way-is=blocked]"


@pytest.mark.parametrize("websockets", [w for w in Websockets if w is not Websockets.FREE])
def test_network_when_it_blocks_websockets_is_named_until_the_way_is_free(
    websockets: Websockets, in_lobby: Evening, guests: Guests, server: Server
) -> None:
    anna = guests.invite(in_lobby, in_lobby.anna, None)
    with blocking_proxy(server.port, websockets) as proxy:
        anna.page.clock.install()
        anna.page.goto(anna.address.replace(server.url, proxy.url))
        anna.page.wait_for_selector("[data-view=loading]:visible")
        anna.device.wait_for("document.body.dataset.server !== undefined")
        assert not anna.page.is_visible(BLOCKED)
        anna.page.clock.fast_forward(SAY_AFTER)
        anna.page.wait_for_selector(f"{BLOCKED}:visible")
        assert "keine Live-Verbindung" in anna.text(BLOCKED)
        assert in_lobby.event.association.contact_email in anna.text("[data-view=no-way]")
        assert proxy.blocked
        proxy.websockets = Websockets.FREE
        anna.page.clock.fast_forward(ONE_ATTEMPT)
        anna.wait_for_state("server", "online")
        anna.page.wait_for_selector("[data-view=lobby]:visible")
        assert not anna.page.is_visible("[data-view=no-way]")
        assert anna.page.get_attribute("body", "data-way") is None
    assert guests.complaints() == []
