"""Real pages in the middle of the crowd: when each sees the first picture of a round."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from tests.browsers import FAKE_MEDIA_FLAGS, PHONE, QUIET_FLAGS, chromium_path, write_solid_video

# Notes of each round when its first frame was there.
WATCH = """
window.firstPictures = {};
addEventListener("DOMContentLoaded", () => {
  const video = document.getElementById("partner-picture");
  const note = () => {
    const { phase, meetingId } = document.body.dataset;
    const key = `${phase}/${meetingId}`;
    if (phase?.startsWith("round-") && !(key in window.firstPictures)) window.firstPictures[key] = Date.now();
    video.requestVideoFrameCallback(note);
  };
  video?.requestVideoFrameCallback(note);
});
"""
SMALL = (160, 120)


@dataclass(slots=True)
class RealPages:
    """Pages of one browser; its camera shows one colour, small, for many share two cores."""

    url: str
    event_id: int
    cookies: Sequence[str]
    pages: list[Page] = field(default_factory=list)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Open a page for each of them."""
        if not self.cookies:
            yield
            return
        film = write_solid_video(Path(tempfile.mkdtemp()) / "camera.y4m", (200, 40, 40), *SMALL)
        flags = [*QUIET_FLAGS, *FAKE_MEDIA_FLAGS, f"--use-file-for-fake-video-capture={film}"]
        async with async_playwright() as driver:
            browser = await driver.chromium.launch(executable_path=chromium_path(), args=flags)
            for cookie in self.cookies:
                name, _, value = cookie.partition("=")
                context = await browser.new_context(viewport=PHONE, locale="de-DE")
                await context.add_cookies([{"name": name, "value": value, "url": self.url}])
                await context.add_init_script(WATCH)
                page = await context.new_page()
                await page.goto(f"{self.url}/events/{self.event_id}/evening")
                self.pages.append(page)
            yield
            await browser.close()

    async def first_pictures(self, begins: Mapping[str, float]) -> list[float]:
        """List of each round and page how many seconds after its begin the first picture was there."""
        found: list[float] = []
        for page in self.pages:
            seen: dict[str, Any] = await page.evaluate("window.firstPictures")
            found += [moment / 1000 - begins[key.split("/")[0]] for key, moment in seen.items()]
        return found

    async def fell_out(self) -> int:
        """Count the pages that are not at the evening any more."""
        states = [await page.evaluate("document.body.dataset.server") for page in self.pages]
        return sum(state != "online" for state in states)
