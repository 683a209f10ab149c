"""People at an evening in real browsers: what they do on the page, what their browser sends and receives."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Page, Response

from tests.browsers import PHONE, LaunchPerson, PersonBrowser
from tests.live.evenings import Evening
from tests.servers import Server
from tests.socket_people import session_cookie
from webapp.accounts.models import Account

# Browsers of several people share two cores with a server and their video codecs.
SECONDS_TO_SEE = 40

MEAN_COLOUR = """
() => {
  const pencil = new OffscreenCanvas(8, 8).getContext("2d");
  pencil.drawImage(document.getElementById("partner-picture"), 0, 0, 8, 8);
  const { data } = pencil.getImageData(0, 0, 8, 8);
  const mean = (shift) => data.filter((_, index) => index % 4 === shift).reduce((a, b) => a + b) / 64;
  return [0, 1, 2].map(mean);
}
"""
# Video frames decoded so far, for each connection the page has made, in the order they were made.
FRAMES_DECODED = """
() => Promise.all(window.peersForTests.map(async (peer) => {
  const rows = [...(await peer.getStats()).values()];
  return rows.reduce((sum, row) => sum + (row.type === "inbound-rtp" ? row.framesDecoded ?? 0 : 0), 0);
}))
"""
# What was sent so far, and the phase in which it was still true.
SENT = """
async () => {
  const sent = {};
  for (const peer of window.peersForTests) {
    for (const row of (await peer.getStats()).values()) {
      if (row.type !== "outbound-rtp") continue;
      for (const member of ["packetsSent", "framesEncoded", "framesSent"]) {
        sent[member] = (sent[member] ?? 0) + (row[member] ?? 0);
      }
    }
  }
  return { sent, phase: document.body.dataset.phase };
}
"""


@dataclass
class Guest:
    """Somebody at the page of their evening."""

    device: PersonBrowser
    address: str

    @property
    def page(self) -> Page:
        """The page in front of them."""
        return self.device.page

    def enter(self) -> Guest:
        """Open the page of the evening and wait until the server has answered."""
        self.page.goto(self.address)
        self.wait_for_state("server", "online")
        return self

    def wait_for_state(self, name: str, value: str, seconds: float = SECONDS_TO_SEE) -> None:
        """Wait until the page says so of itself (`data-...` of its body)."""
        self.device.wait_for(f"document.body.dataset.{name} === {value!r}", seconds)

    def wait_for_stage(self, shows: str) -> None:
        """Wait until the stage shows the partner's picture, or a placeholder of this kind."""
        self.page.wait_for_selector(f"#stage[data-shows={shows}]", timeout=SECONDS_TO_SEE * 1000)

    def sees(self) -> str:
        """Name the colour of the partner's picture, as soon as their camera is at work."""
        return self.device.colour_when_there(MEAN_COLOUR, SECONDS_TO_SEE)

    def shown_stream(self) -> str | None:
        """The id of the stream the partner's picture shows, if it shows any."""
        shown: str | None = self.page.evaluate(
            "document.getElementById('partner-picture').srcObject?.id ?? null"
        )
        return shown

    def sent(self) -> tuple[dict[str, int], str]:
        """What the browser has sent of sound and picture, and the phase in which that was still so."""
        found = self.page.evaluate(SENT)
        return found["sent"], found["phase"]

    def wait_for_new_frames(self, count: int = 10) -> None:
        """Wait until one of the connections has decoded that many more frames of the partner than now."""
        before = self.page.evaluate(FRAMES_DECODED)
        grown = f"now.some((frames, peer) => frames - ({before}[peer] ?? 0) >= {count})"
        self.device.wait_for(f"({FRAMES_DECODED})().then((now) => {grown})", SECONDS_TO_SEE)

    def connections_made(self) -> int:
        """How many media connections the page has made since it was loaded."""
        made: int = self.page.evaluate("window.peersForTests.length")
        return made

    def text(self, selector: str) -> str:
        """What stands there."""
        return self.page.inner_text(selector)


class Guests:
    """Lets people enter an evening, each with a device of their own."""

    def __init__(self, app: Flask, server: Server, person_browser: LaunchPerson) -> None:
        self.app, self.server, self.person_browser = app, server, person_browser
        self.devices: list[PersonBrowser] = []

    def invite(self, evening: Evening, account: Account, colour: str | None, **device: object) -> Guest:
        """Give somebody a browser in which they are signed in."""
        browser = self.person_browser(colour, **device)
        name, _, value = session_cookie(self.app, account).partition("=")
        browser.sign_in(self.server.url, value, name)
        self.devices.append(browser)
        return Guest(browser, f"{self.server.url}/events/{evening.event.id}/evening")

    def enter(self, evening: Evening, account: Account, colour: str | None, **device: object) -> Guest:
        """Let somebody open the page of the evening."""
        return self.invite(evening, account, colour, **device).enter()

    def start_now(self, evening: Evening) -> None:
        """Let the organiser press "start now" at the desk."""
        desk = self.invite(evening, evening.organiser, None).page
        desk.goto(f"{self.server.url}/events/{evening.event.id}/desk")
        desk.locator(f"a[href$='/events/{evening.event.id}/start']").click()
        form = desk.locator(f"form[action$='/events/{evening.event.id}/start'] button")
        with desk.expect_response(lambda answer: answer.request.method == "POST") as started:
            form.click()
        assert ok(started.value)

    def complaints(self) -> list[str]:
        """Every uncaught error of every page."""
        return [complaint for device in self.devices for complaint in device.complaints]


def ok(response: Response) -> bool:
    """Whether a request was accepted."""
    return response.status < 400


@pytest.fixture
def guests(app: Flask, server: Server, person_browser: LaunchPerson) -> Guests:
    """People who can be invited; a test fails if one of their pages had an uncaught error."""
    return Guests(app, server, person_browser)


@pytest.fixture
def in_talk(in_round_one: Evening, guests: Guests) -> tuple[Guest, Guest]:
    """Anna at a phone (red) and the joinery at a laptop (blue), who see each other in round one."""
    anna = guests.enter(in_round_one, in_round_one.anna, "red", viewport=PHONE)
    joinery = guests.enter(in_round_one, in_round_one.joinery, "blue")
    for guest in (anna, joinery):
        guest.wait_for_stage("picture")
    return anna, joinery
