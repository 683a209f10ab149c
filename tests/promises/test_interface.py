"""What the interface promises is held by a test, and every way on a page leads somewhere for who sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from tests.promises.budgets import OK, pages
from tests.promises.crowds import Crowd, make_crowd
from webapp.accounts.models import Account
from webapp.extensions import db
from webapp.permissions import declared_right

PROMISE = re.compile(r"^\| (.+?) \| `([^`]+)` \|$", re.MULTILINE)
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
# Small, and yet everybody has all that pages can show.
PEOPLE = 12


def promised(root: Path) -> list[tuple[str, str]]:
    """Sentence and test of each promise."""
    page = (root / "docs/promises.md").read_text(encoding="utf-8")
    return [found for found in PROMISE.findall(page) if found[0] != "---"]


def said(root: Path) -> Iterator[str]:
    """Every sentence the interface can say, in English."""
    for path in (root / "webapp").glob("**/translations/de/LC_MESSAGES/messages.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                yield from [message.id] if isinstance(message.id, str) else message.id


def test_promise_when_it_is_listed_is_said_by_the_interface(project_root: Path) -> None:
    interface = "\n".join(said(project_root))
    assert [sentence for sentence, _test in promised(project_root) if sentence not in interface] == []


def test_promise_when_it_is_listed_is_held_by_a_test_that_exists(project_root: Path) -> None:
    for sentence, test in promised(project_root):
        file, _, name = test.partition("::")
        text = (project_root / file).read_text(encoding="utf-8")
        assert f"def {name or 'test_'}" in text, sentence


@pytest.mark.parametrize("kept", ["changed from the desk", "writes a mail when the next evening"])
def test_promise_when_nobody_keeps_it_is_not_said(project_root: Path, kept: str) -> None:
    assert [sentence for sentence in said(project_root) if kept in sentence] == []


@pytest.fixture
def crowd(app: Flask) -> Crowd:
    """Three evenings and somebody in each role."""
    return make_crowd(PEOPLE)


def test_link_when_somebody_reads_it_leads_to_a_page_for_them(app: Flask, crowd: Crowd) -> None:
    shut = set()
    for role, account_id in crowd.accounts.items():
        client = app.test_client(user=db.session.get_one(Account, account_id))
        found: dict[str, str] = {}
        for endpoint, shown, path in pages(app, crowd):
            if declared_right(app, endpoint)(db.session.get_one(Account, account_id)):
                answer = client.get(path)
                html = answer.get_data(as_text=True) if answer.status_code == OK else ""
                found |= {unescape(link): shown for link in LINK.findall(html)}
        shut |= {(role, shown, link) for link, shown in found.items() if client.get(link).status_code >= 400}
    assert shut == set()
