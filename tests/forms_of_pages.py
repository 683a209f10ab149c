"""Sends a form as a browser would: what the page shows is sent back, with the answers given on top.

A field the page does not have cannot be answered, so a test notices when a form loses one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

Answer = str | list[str] | bool | None
Attributes = dict[str, str | None]
TOKEN = re.compile(r'name="(?:csrf|form)_token"[^>]*value="[^"]+"')
NEVER_SENT = {"submit", "button", "image", "reset", "file"}


@dataclass
class RenderedForm:
    """A form of a page: where it goes, what its fields hold, and its buttons."""

    action: str
    id: str
    method: str
    values: MultiDict[str, str] = field(default_factory=MultiDict)
    names: set[str] = field(default_factory=set)
    buttons: list[tuple[str | None, str, str]] = field(default_factory=list)

    def answered(self, answers: dict[str, Answer]) -> MultiDict[str, str]:
        """Return what is sent with these answers: a list as one value each; False unticks, None removes."""
        unknown = set(answers) - self.names
        assert not unknown, (
            f"the form {self.action} has no field {sorted(unknown)}, only {sorted(self.names)}"
        )
        sent = self.values.copy()
        for name, answer in answers.items():
            listed = answer if isinstance(answer, list) else ["y" if answer is True else answer]
            sent.setlist(name, [value for value in listed if value is not None and value is not False])
        return sent

    def pressed(self, words: str) -> tuple[str | None, str]:
        """Return name and value of the button with these words (or this value)."""
        for name, value, text in self.buttons:
            if words in {text, value}:
                return name, value
        raise AssertionError(f"the form {self.action} has no button {words!r}, only {self.buttons}")


class FormReader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[RenderedForm] = []
        self.outside: list[tuple[str, str | None, str, str]] = []
        self.form: RenderedForm | None = None
        self.select: str | None = None
        self.options: list[tuple[str, bool]] = []
        self.textarea: str | None = None
        self.button: Attributes | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.form = RenderedForm(
                given.get("action") or "", given.get("id") or "", (given.get("method") or "get").lower()
            )
            self.forms.append(self.form)
        elif tag == "button":
            self.button, self.text = given, ""
        elif self.form is None:
            return
        elif tag == "input":
            self.read_input(given)
        elif tag == "select":
            self.select, self.options = given.get("name"), []
            self.form.names.add(self.select or "")
        elif tag == "option" and self.select:
            self.options.append((given.get("value") or "", "selected" in given))
        elif tag == "textarea":
            self.textarea, self.text = given.get("name"), ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "button" and self.button is not None:
            self.read_button(self.button, " ".join(self.text.split()))
            self.button = None
        elif self.form is None:
            return
        elif tag == "form":
            self.form = None
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected] or [
                v for v, _ in self.options[:1]
            ]
            self.form.values.setlist(self.select, chosen)
            self.select = None
        elif tag == "textarea" and self.textarea:
            self.form.names.add(self.textarea)
            self.form.values.add(self.textarea, self.text.removeprefix("\r").removeprefix("\n"))
            self.textarea = None

    def read_input(self, given: Attributes) -> None:
        """Note a field and what it holds."""
        assert self.form is not None
        name, kind = given.get("name"), given.get("type") or "text"
        if not name or kind in NEVER_SENT or "disabled" in given:
            return
        self.form.names.add(name)
        if kind not in {"checkbox", "radio"} or "checked" in given:
            self.form.values.add(name, given.get("value") or ("on" if kind in {"checkbox", "radio"} else ""))

    def read_button(self, given: Attributes, text: str) -> None:
        """Note a button, also one that stands outside and names its form."""
        found = (given.get("name"), given.get("value") or "", text)
        owner = given.get("form")
        if owner:
            self.outside.append((owner, *found))
        elif self.form is not None:
            self.form.buttons.append(found)


def forms_of(page: TestResponse) -> list[RenderedForm]:
    """Return the forms of a page."""
    reader = FormReader()
    reader.feed(page.get_data(as_text=True))
    for owner, *button in reader.outside:
        for form in reader.forms:
            if form.id == owner:
                form.buttons.append((button[0], button[1] or "", button[2] or ""))
    return reader.forms


def form_of(page: TestResponse, which: str) -> RenderedForm:
    """Return the form of a page with this id, or with this ending of its action."""
    found = [form for form in forms_of(page) if form.id == which or form.action.endswith(which)]
    assert found, (
        f"no form {which!r} on this page ({page.status_code}): {[(f.id, f.action) for f in forms_of(page)]}"
    )
    return found[0]


def error_at(page: TestResponse, field: str) -> str:
    """Return the sentence at a field."""
    text = page.get_data(as_text=True)
    start = text.find(f'id="{field}-error">')
    assert start >= 0, f"no sentence at {field}"
    return unescape(text[text.index(">", start) + 1 : text.index("</p>", start)])


def send(
    client: FlaskClient,
    page: TestResponse,
    which: str,
    answers: dict[str, Answer] | None = None,
    button: str | None = None,
    **request: object,
) -> TestResponse:
    """Send a form of a page that was fetched before, pressing its first or the named button."""
    form = form_of(page, which)
    data = form.answered(answers or {})
    name, value = form.pressed(button) if button else (form.buttons or [(None, "", "")])[0][:2]
    if name:
        data.add(name, value)
    target = form.action or page.request.path
    if form.method == "get":
        return client.get(target, query_string=data, **request)
    return client.post(target, data=data, **request)


def fill(
    client: FlaskClient,
    path: str,
    which: str,
    answers: dict[str, Answer] | None = None,
    button: str | None = None,
    **request: object,
) -> TestResponse:
    """Fetch a page, answer its form and send it."""
    return send(client, client.get(path), which, answers, button, **request)


def without_token(page: str) -> str:
    """The page without the one thing that differs from second to second: the token of its forms."""
    return TOKEN.sub("", page)
