"""What people type is no link in a mail, whichever mail it is."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.factories.people import make_association
from webapp.extensions import db
from webapp.mail.letters import queue_mail
from webapp.mail.strangers_words import without_links

LINKS = [
    "https://evil.example/x",
    "HTTP://evil.example",
    "www.evil.example",
    "evil.example",
    "evil.example/pfad?x=1",
    "bücher.example",
    "evil。example",
    "evil．example",
    "mail@evil.example",
    "mailto:mail@evil.example",
    "tel:+49900123",
    "javascript:alert(1)",
    "e\u200bvil.ex\u202eample",
    "http://127.0.0.1:8000.evil.example/link/abc",
    "http://127.0.0.1:8000@evil.example/",
    "http://127.0.0.1:8000/link/x.evil.example",
]
HARMLESS = [
    "Meier & Söhne GmbH",
    "Ausbildung in Lippe e.V.",
    "Dr. Meier d. J.",
    "18.30 Uhr",
    "St. Josef",
    "3.5 t",
]


def tappable(text: str) -> bool:
    """Whether a mail program might make a link of something in a text."""
    return bool(re.search(r"\w[.。．]\w{2}|://|(mailto|tel|javascript):", text))


@pytest.mark.parametrize("typed", LINKS)
def test_name_when_it_holds_a_web_address_is_nothing_to_tap_in_a_mail(app: Flask, typed: str) -> None:
    association = make_association()
    db.session.flush()
    mail = queue_mail(
        association.id, "mia@example.org", f"{typed} wartet", f"Hallo,\n\n{typed} wartet auf Dich."
    )
    assert not tappable(mail.subject)
    assert not tappable(mail.text)


@pytest.mark.parametrize("typed", HARMLESS)
def test_name_when_it_is_one_stays_as_it_is(typed: str) -> None:
    assert without_links(typed) == typed


def test_link_of_ours_and_address_of_the_association_when_mailed_stay_whole(app: Flask) -> None:
    association = make_association(name="ausbildung.example e. V.", contact_email="hilfe@ausbildung.example")
    text = "Hier:\n\nhttp://127.0.0.1:8000/link/a-b_c\n\nausbildung.example e. V.\nFragen? hilfe@ausbildung.example"
    assert queue_mail(association.id, "mia@example.org", "Hallo", text).text == text + "\n"
