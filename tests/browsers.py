"""Real browsers for tests: Debian's Chromium, one process per person, with a camera of one solid colour."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

# Colours that stay far apart after a video codec; nearest_colour() tells them apart.
COLOURS = {
    "red": (200, 40, 40),
    "green": (40, 170, 60),
    "blue": (40, 60, 200),
    "yellow": (220, 200, 40),
    "violet": (150, 40, 170),
    "white": (235, 235, 235),
}
QUIET_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Painting by the processor: an emulated graphics card costs more than all that is tested.
    "--disable-gpu",
    # Machines that have nothing but a loopback interface can still talk to themselves.
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)
FAKE_MEDIA_FLAGS = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
LOOK_AGAIN_MS = 100
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1440, "height": 900}

# Keeps hold of every peer connection of a page, for statistics that the product does not expose.
WATCH_PEERS = """
window.peersForTests = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...given) { super(...given); window.peersForTests.push(this); }
};
"""


def chromium_path() -> str:
    """The browser, or a skip, which tests/parts.py turns into a failure under CI."""
    found = shutil.which("chromium")
    if found:
        return found
    pytest.skip("chromium is not installed")


def write_solid_video(path: Path, rgb: tuple[int, int, int], width: int = 320, height: int = 240) -> Path:
    """Write a short Y4M film that shows one colour; Chromium plays it in a loop as camera."""
    red, green, blue = rgb
    luma = round(16 + (65.738 * red + 129.057 * green + 25.064 * blue) / 256)
    blue_difference = round(128 + (-37.945 * red - 74.494 * green + 112.439 * blue) / 256)
    red_difference = round(128 + (112.439 * red - 94.154 * green - 18.285 * blue) / 256)
    pixels, quarter = width * height, width * height // 4
    planes = [(luma, pixels), (blue_difference, quarter), (red_difference, quarter)]
    frame = b"FRAME\n" + b"".join(bytes([value]) * count for value, count in planes)
    path.write_bytes(f"YUV4MPEG2 W{width} H{height} F15:1 Ip A1:1 C420mpeg2\n".encode() + frame * 15)
    return path


def nearest_colour(rgb: tuple[float, float, float]) -> str:
    """Name the colour of the palette that is nearest to a mean colour; "black" counts as well."""
    palette = {**COLOURS, "black": (0, 0, 0)}
    return min(palette, key=lambda name: sum((a - b) ** 2 for a, b in zip(palette[name], rgb, strict=True)))


class PersonBrowser:
    """A person at their own device: a browser process, one page, and a camera that shows one colour."""

    def __init__(self, browser: Browser, context: BrowserContext, page: Page, colour: str) -> None:
        self.browser, self.context, self.page, self.colour = browser, context, page, colour
        self.complaints: list[str] = []
        self.watch(page)

    def watch(self, page: Page) -> None:
        """Remember every uncaught error of a page."""
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def new_page(self) -> Page:
        """Open a second tab of the same person."""
        page = self.context.new_page()
        self.watch(page)
        return page

    def sign_in(self, base_url: str, cookie: str, name: str = "session") -> None:
        """Put a session cookie into the browser."""
        self.context.add_cookies([{"name": name, "value": cookie, "url": base_url}])

    def count_bytes(self) -> Callable[[], int]:
        """Count from now on what comes over the wire; the answer says how much it was so far."""
        network, received = self.context.new_cdp_session(self.page), [0]

        def add(finished: dict[str, Any]) -> None:
            received[0] += int(finished["encodedDataLength"])

        network.on("Network.loadingFinished", add)
        network.send("Network.enable")
        return lambda: received[0]

    def colour_when_there(self, mean_colour: str, timeout_seconds: float) -> str:
        """Name the colour of a picture as soon as it is not black, which a camera shows until it is at work."""
        deadline = monotonic() + timeout_seconds
        while (seen := nearest_colour(tuple(self.page.evaluate(mean_colour)))) == "black":
            if monotonic() > deadline:
                break
            self.page.wait_for_timeout(LOOK_AGAIN_MS)
        return seen

    def wait_for(self, expression: str, timeout_seconds: float = 15) -> Any:
        """Wait until a JavaScript expression (it may be a promise) is truthy; return its value.

        Playwright's own waiting would need eval(), which the pages forbid.
        """
        deadline = monotonic() + timeout_seconds
        while not (value := self.page.evaluate(expression)):
            if monotonic() > deadline:
                raise TimeoutError(f"not within {timeout_seconds} s: {expression}")
            self.page.wait_for_timeout(LOOK_AGAIN_MS)
        return value


LaunchPerson = Callable[..., PersonBrowser]


# Of a module, not of the session: while it lives, asyncio.run() is impossible in the same thread.
@pytest.fixture(scope="module")
def playwright_driver() -> Iterator[Playwright]:
    """One Playwright for a file of tests."""
    chromium_path()
    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def person_browser(playwright_driver: Playwright, tmp_path: Path) -> Iterator[LaunchPerson]:
    """Return a launcher: `person_browser("red")` is a person whose camera shows red; None has no devices."""
    with ExitStack() as opened:

        def launch(
            colour: str | None, viewport: dict[str, int] = LAPTOP, cameras: int = 1, **context_options: Any
        ) -> PersonBrowser:
            flags = list(QUIET_FLAGS)
            if colour:
                devices, *others = FAKE_MEDIA_FLAGS
                flags += [f"{devices}=device-count={cameras}", *others]
            if colour and cameras == 1:  # of several, each shows what Chromium paints itself
                film = write_solid_video(tmp_path / f"{colour}.y4m", COLOURS[colour])
                flags.append(f"--use-file-for-fake-video-capture={film}")
            browser = playwright_driver.chromium.launch(executable_path=chromium_path(), args=flags)
            opened.callback(browser.close)
            context = browser.new_context(viewport=viewport, locale="de-DE", **context_options)
            context.add_init_script(WATCH_PEERS)
            return PersonBrowser(browser, context, context.new_page(), colour or "")

        yield launch


@pytest.fixture
def browser_page(person_browser: LaunchPerson) -> Page:
    """A page in a browser without camera, for tests that need no media."""
    return person_browser(None).page
