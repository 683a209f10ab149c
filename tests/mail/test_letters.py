"""A mail is a template of its feature: in the language and tone of its reader, and known as theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING, make_association
from webapp.accounts.models import Account
from webapp.accounts.services import create_account
from webapp.extensions import db
from webapp.mail.letters import queue, write
from webapp.mail.models import OutboxMail
from webapp.permissions import Role

LINK = "https://tischwechsel.example/link/1"


@pytest.fixture
def mia(app: Flask) -> Account:
    """An applicant."""
    return create_account(make_association().id, Role.APPLICANT, "mia@example.org", "Mia", "Muster")


@pytest.mark.parametrize(
    ("role", "language", "greeting"),
    [
        (Role.APPLICANT, "de", "Hallo Mia,"),
        (Role.REPRESENTATIVE, "de", "Guten Tag, Mia Muster,"),
        (Role.REPRESENTATIVE, "en", "Hello Mia Muster,"),
    ],
)
def test_mail_when_written_greets_in_the_language_and_tone_of_its_reader(
    mia: Account, role: Role, language: str, greeting: str
) -> None:
    mia.role, mia.locale = role, language
    text = write("sign_in", mia, link=LINK).text
    assert (text.splitlines()[0], LINK in text) == (greeting, True)


def test_mail_when_queued_is_known_as_its_readers_and_goes_with_their_account(mia: Account) -> None:
    queue(mia, write("sign_in", mia, link=LINK)).created_at = MONDAY_EVENING
    db.session.commit()
    assert db.session.scalars(db.select(OutboxMail.account_id)).all() == [mia.id]
    db.session.execute(db.delete(Account).where(Account.id == mia.id))
    assert db.session.scalars(db.select(OutboxMail)).all() == []


def test_templates_of_mails_when_listed_all_begin_with_the_one_letter(project_root: Path) -> None:
    templates = [
        p for p in (project_root / "webapp").glob("*/templates/mail/*.txt") if p.name != "letter.txt"
    ]
    begin = {path: "{% extends" in path.read_text(encoding="utf-8") for path in templates}
    assert begin
    assert all(begin.values())
