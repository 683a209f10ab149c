"""A real server, a real browser, and a camera for its pages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsers import COLOURS, FAKE_MEDIA_FLAGS, QUIET_FLAGS, chromium_path, write_solid_video
from tests.servers import Server, free_port, server_environ
from tests.socket_people import session_cookie
from webapp import create_app
from webapp.accounts.models import Account
from webapp.extensions import db

Size = tuple[int, int]
PHONE, SMALL_LAPTOP, LAPTOP = (390, 844), (1366, 625), (1440, 900)
QUALITY = 72


@dataclass
class Camera:
    """Takes pictures of pages as somebody sees them."""

    app: Flask
    server: Server
    browser: Browser
    folder: Path

    def open(self, account: Account | None, path: str, size: Size) -> Page:
        """Open a page as somebody who is signed in."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="de-DE",
            permissions=["camera", "microphone"],
        )
        if account is not None:
            name, _, value = session_cookie(self.app, account).partition("=")
            context.add_cookies([{"name": name, "value": value, "url": self.server.url}])
        page = context.new_page()
        page.goto(self.server.url + path)
        return page

    def take(self, page: Page, name: str, whole: bool = False) -> Path:
        """Take a picture of a page as it is."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{name}.jpg"
        page.wait_for_timeout(400)
        page.screenshot(path=str(path), full_page=whole, type="jpeg", quality=QUALITY)
        return path


@contextmanager
def camera(folder: Path) -> Iterator[Camera]:
    """Start everything a camera needs, on an empty database of its own."""
    with tempfile.TemporaryDirectory() as instance, sync_playwright() as driver:
        port = free_port()
        environ = {
            "TISCHWECHSEL_INSTANCE_PATH": instance,
            "TISCHWECHSEL_DEVELOPMENT": "yes",
            "DATABASE_URL": f"sqlite:///{instance}/screens.sqlite",
            # What is photographed stands still: nobody is brought together meanwhile.
            "TISCHWECHSEL_NO_SHOW_SECONDS": "60",
        }
        app = create_app(environ, testing=True)
        film = write_solid_video(Path(instance) / "film.y4m", COLOURS["green"])
        flags = [*QUIET_FLAGS, *FAKE_MEDIA_FLAGS, f"--use-file-for-fake-video-capture={film}"]
        browser = driver.chromium.launch(executable_path=chromium_path(), args=flags)
        with app.app_context():
            db.create_all()
            server = Server(server_environ(environ, port), port)
            server.start()
            try:
                yield Camera(app, server, browser, folder)
            finally:
                browser.close()
                server.kill_hard()
