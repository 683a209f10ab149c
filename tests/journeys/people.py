"""What people do in a browser on the way to their evening and through it, by the fields they see."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browsers import PersonBrowser

# One round of the form's shortest length, the countdown before it, and a slow machine.
LONGEST_WAIT_SECONDS = 150

# Five browsers share two cores; what fails here shall fail for a better reason than haste.
expect.set_options(timeout=45_000)

MEAN_COLOUR = """
() => {
  const video = document.getElementById("partner-picture");
  const canvas = Object.assign(document.createElement("canvas"), {width: 8, height: 8});
  const pencil = canvas.getContext("2d");
  pencil.drawImage(video, 0, 0, 8, 8);
  const pixels = pencil.getImageData(0, 0, 8, 8).data;
  return [0, 1, 2].map((shift) => {
    let sum = 0;
    for (let i = shift; i < pixels.length; i += 4) sum += pixels[i];
    return sum / 64;
  });
}
"""
FRAMES_DECODED = """
async () => {
  let most = 0;
  for (const peer of window.peersForTests.filter((peer) => peer.connectionState === "connected")) {
    for (const row of (await peer.getStats()).values()) {
      if (row.type === "inbound-rtp" && row.kind === "video") most = Math.max(most, row.framesDecoded ?? 0);
    }
  }
  return most;
}
"""


@dataclass
class Person:
    """Somebody with a device, a mailbox, and a service to reach."""

    device: PersonBrowser
    url: str
    email: str
    name: str
    mails_read: int = 0

    @property
    def page(self) -> Page:
        """The page in front of them."""
        return self.device.page

    def go(self, address: str) -> None:
        """Type an address."""
        self.page.goto(self.url + address)

    def fill(self, **answers: str) -> None:
        """Answer fields by their names; a choice is chosen by its value."""
        for name, answer in answers.items():
            field = self.page.locator(f"form [name={name}]:visible")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(answer)
            else:
                field.fill(answer)

    def choose_occupation(self, typed: str, title: str) -> None:
        """Search as they type, and take a suggestion."""
        self.page.locator(".occupations [role=combobox]").press_sequentially(typed)
        self.page.get_by_role("option", name=re.compile(title)).first.click()

    def press(self, words: str) -> None:
        """Press the button or link with these words."""
        self.page.get_by_role("button", name=re.compile(words)).or_(
            self.page.get_by_role("link", name=re.compile(words))
        ).first.click()

    def mails(self) -> Locator:
        """Look at the mails to them, the newest first."""
        self.go("/dev/mails")
        return self.page.locator("article.mail", has_text=self.email)

    def open_mail(self) -> None:
        """Open the mail that comes to them next and follow its link."""
        mails = self.mails()
        while mails.count() <= self.mails_read:
            self.page.reload()
        self.mails_read = mails.count()
        mails.first.locator("a").first.click()
        button = self.page.locator("#use-link button")
        button.or_(self.page.locator("main")).first.wait_for()
        if button.count():
            button.click()
        expect(self.page).not_to_have_url(re.compile("sign-in|links?/|/dev/mails"))

    def sign_in(self) -> None:
        """Ask for a link by mail, and use it."""
        self.mails_read = self.mails().count()
        self.go("/sign-in")
        self.fill(email=self.email)
        self.page.locator("main form button[type=submit]").last.click()
        expect(self.page).not_to_have_url(re.compile("/sign-in$"))
        self.open_mail()

    def enter_round(self, number: int) -> None:
        """Do nothing until a round has begun and the partner's picture moves."""
        begun = f'() => document.body.dataset.phase === "round-{number}"'
        self.device.wait_for(begun, LONGEST_WAIT_SECONDS)
        before = self.device.page.evaluate(FRAMES_DECODED)
        self.device.wait_for(f"() => ({FRAMES_DECODED})().then((frames) => frames > {before} + 5)", 45)

    def stay_to_the_end(self) -> None:
        """Do nothing until the evening is over: a talk counts only where both stayed for it."""
        self.device.wait_for('() => document.body.dataset.phase.startsWith("ended")', LONGEST_WAIT_SECONDS)

    def sees(self) -> str:
        """Name the colour of the partner's picture, as soon as their camera is at work."""
        return self.device.colour_when_there(MEAN_COLOUR, 45)

    def rate(self, impression: str) -> None:
        """Tap after a talk."""
        self.page.locator(f"input[name=impression][value={impression}]:visible").check(force=True)
