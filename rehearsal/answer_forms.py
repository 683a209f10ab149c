"""How a bot answers: it opens the page of answers and sends each form there, with its token."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html.parser import HTMLParser

import aiohttp

from rehearsal.small_talk import says_yes

FORM_CLASS = "answer-form"


@dataclass
class FoundForm:
    """A form of the page: where it goes and what it holds."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class AnswerPage(HTMLParser):
    """Reads the forms of answers from the page, as a browser would."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[FoundForm] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form of answers and its hidden fields."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = FORM_CLASS in given.get("class", "").split()
            if self.inside:
                self.forms.append(FoundForm(given["action"]))
        elif tag == "input" and self.inside:
            self.forms[-1].fields[given["name"]] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        """Leave a form."""
        if tag == "form":
            self.inside = False


async def answer_everybody(
    http: aiohttp.ClientSession, event_id: int, draw: random.Random, felt: dict[int, str]
) -> None:
    """Say yes or no to everybody met, as the meetings felt."""
    async with http.get(f"/events/{event_id}/answers") as page:
        page.raise_for_status()
        forms = AnswerPage(await page.text()).forms
    for form in forms:
        yes = says_yes(draw, felt.get(int(form.fields["meeting_id"]), "maybe"))
        sent = {**form.fields, "answer": "yes" if yes else "no"}
        async with http.post(form.action, data=sent) as answered:
            answered.raise_for_status()
