"""The relay for people whose network lets no direct connection through: a real coturn and a real browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.live.relays import SECRET
from webapp.live.ice import ice_servers

pytestmark = pytest.mark.browser

# Two connections in one page that may use nothing but the relay; answers whether a message came through.
THROUGH_THE_RELAY = """
async (iceServers) => {
  const [one, two] = [0, 1].map(() => new RTCPeerConnection({iceServers, iceTransportPolicy: "relay"}));
  one.onicecandidate = ({candidate}) => candidate && two.addIceCandidate(candidate);
  two.onicecandidate = ({candidate}) => candidate && one.addIceCandidate(candidate);
  const channel = one.createDataChannel("talk");
  const arrived = new Promise((resolve) => {
    two.ondatachannel = ({channel}) => { channel.onmessage = ({data}) => resolve(data); };
    one.onicegatheringstatechange = () => {
      const told = one.localDescription?.sdp ?? "";
      if (one.iceGatheringState === "complete" && !told.includes("typ relay")) resolve("no relay");
    };
    channel.onopen = () => channel.send("hello");
  });
  await one.setLocalDescription();
  await two.setRemoteDescription(one.localDescription);
  await two.setLocalDescription();
  await one.setRemoteDescription(two.localDescription);
  return arrived;
}
"""


def issued(port: int, secret: str, now: datetime) -> list[dict[str, Any]]:
    """What the snapshot would tell a person about the relay."""
    urls = [f"turn:127.0.0.1:{port}?transport=udp"]
    config = {
        "STUN_URLS": [],
        "TURN_URLS": urls,
        "TURN_SECRET": secret,
        "TURN_SECONDS": 60,
        "SECRET_KEY": "key",
    }
    return ice_servers(config, account_id=7, now=now)


def test_relay_when_credentials_are_ours_carries_a_talk(relay: int, browser_page: Page) -> None:
    servers = issued(relay, SECRET, datetime.now(UTC))
    assert browser_page.evaluate(THROUGH_THE_RELAY, servers) == "hello"


def test_relay_when_credentials_have_expired_refuses(relay: int, browser_page: Page) -> None:
    servers = issued(relay, SECRET, datetime.now(UTC) - timedelta(hours=1))
    assert browser_page.evaluate(THROUGH_THE_RELAY, servers) == "no relay"


def test_relay_when_the_secret_is_another_refuses(relay: int, browser_page: Page) -> None:
    servers = issued(relay, "guessed", datetime.now(UTC))
    assert browser_page.evaluate(THROUGH_THE_RELAY, servers) == "no relay"
