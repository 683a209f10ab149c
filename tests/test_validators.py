"""What may be typed, and what a refusal leaves in the log."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from wtforms import StringField

from webapp.fields import HouseForm
from webapp.validators import AtMost, email_address, firm_name, person_name, web_address


class NameForm(HouseForm):
    """A form with one of each kind of text."""

    person = StringField("Person", [AtMost(60), person_name], default="Kim")
    firm = StringField("Firm", [firm_name], default="Meier")
    email = StringField("E-mail", [email_address], default="kim@example.org")
    website = StringField("Website", [web_address])


def checked(app: Flask, **typed: str) -> NameForm:
    fields = {"person": "Kim", "firm": "Meier", "email": "kim@example.org", "website": "", **typed}
    with app.test_request_context(method="POST", data=fields):
        form = NameForm(meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Ánh",
        "Żółć",
        "محمد الأمين",
        "李小龍",
        "Ольга",
        "O'Neill",
        "D’Angelo",
        "Jean-Luc",
        "Dr. Ä. ß",
        "नेहा",
        "Ng",
    ],
)
def test_name_when_written_in_any_script_is_accepted(app: Flask, name: str) -> None:
    assert checked(app, person=name).errors == {}


def test_name_when_typed_with_a_line_break_becomes_one_line(app: Flask) -> None:
    form = checked(app, person="Kim\nMuster")
    assert (form.errors, form.person.data) == ({}, "Kim Muster")


@pytest.mark.parametrize(
    "name", ["😀", "Kim😀", "❤", "K1m", "<b>Kim</b>", "...", "Kim\u202eretsuM", "🇩🇪", "👩🏽‍🔧"]
)
def test_name_when_it_holds_pictures_digits_or_markup_is_refused(app: Flask, name: str) -> None:
    assert list(checked(app, person=name).errors) == ["person"]


@pytest.mark.parametrize(
    "name", ["Meier & Söhne GmbH", "3M", "Bäckerei „Zur Mühle“", "Gas+Wasser", "Müller®"]
)
def test_firm_when_named_as_on_its_sign_is_accepted(app: Flask, name: str) -> None:
    assert checked(app, firm=name).errors == {}


@pytest.mark.parametrize(
    "address", ["https://user@evil.example", "https://a b.de", "data:text/html,x", "//x.de", "x"]
)
def test_website_when_it_leads_somewhere_odd_is_refused(app: Flask, address: str) -> None:
    assert list(checked(app, website=address).errors) == ["website"]


def test_text_when_tidied_has_no_blanks_around_and_one_way_to_write_each_letter(app: Flask) -> None:
    assert checked(app, person="  Ame\u0301lie ").person.data == "Amélie"


def test_text_when_it_holds_a_nul_is_refused(app: Flask) -> None:
    assert list(checked(app, firm="Me\x00ier").errors) == ["firm"]


def test_refusal_when_logged_names_the_fields_and_never_what_was_typed(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "webapp"):
        checked(app, person="Geheim7", email="geheim")
    assert "NameForm refused: email, person" in caplog.text
    assert "eheim" not in caplog.text
