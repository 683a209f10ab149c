"""How fields are read and shown: what cannot be an answer gets a sentence, and nothing typed is lost."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, StringField, TextAreaField

from tests.factories.people import make_association
from webapp.extensions import db
from webapp.forms.fields import ChoiceField, HouseForm, WholeNumberField
from webapp.forms.occupation_field import OccupationsField
from webapp.forms.spoken_languages import SpokenLanguagesField
from webapp.forms.validators import Answered, AtMost, Between


class EveryKindForm(HouseForm):
    """One field of each kind."""

    line = StringField("Line", [AtMost(60)])
    text = TextAreaField("Text", [AtMost(400)])
    number = WholeNumberField("Number", [Answered("A number, please."), Between(1, 48)])
    choice = ChoiceField("Choice", choices=[("", "-"), ("1", "one")], coerce=int)
    yes = BooleanField("Yes")
    occupations = OccupationsField("Occupations", most=3)
    languages = SpokenLanguagesField("Languages")


FIELDS = ("line", "text", "number", "choice", "yes", "occupations", "languages")


def checked(app: Flask, **sent: object) -> EveryKindForm:
    with app.test_request_context(method="POST", data={"number": "7", **sent}):
        form = EveryKindForm(meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize("field", FIELDS)
def test_field_when_sent_as_a_file_says_so(app: Flask, field: str) -> None:
    form = checked(app, **{field: (BytesIO(b"Kim"), "kim.txt")})
    assert list(form.errors) == [field]


class LetterForm(HouseForm):
    """A form that asks for a file."""

    letter = FileField("Letter", [FileRequired("A file, please.")])


@pytest.mark.parametrize("sent", ["text", ["text", "more"], (BytesIO(b""), "")])
def test_file_when_sent_as_text_or_not_at_all_is_asked_for(app: Flask, sent: object) -> None:
    with app.test_request_context(method="POST", data={"letter": sent, "other": (BytesIO(b"a"), "a.txt")}):
        form = LetterForm(meta={"csrf": False})
        assert (form.validate(), list(form.errors)) == (False, ["letter"])


def test_file_when_sent_as_one_is_there(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"letter": (BytesIO(b"a"), "a.txt")}):
        form = LetterForm(meta={"csrf": False})
        assert (form.validate(), form.letter.data.read()) == (True, b"a")


@pytest.mark.parametrize("field", ["line", "text", "number", "choice", "yes"])
def test_field_when_answered_twice_says_so(app: Flask, field: str) -> None:
    assert list(checked(app, **{field: ["1", "1"]}).errors) == [field]


@pytest.mark.parametrize(
    "number", ["1e9", "NaN", "-1", "７", "1_0", "0x1", "9" * 5000, "2147483648", "-0x", "1.5", "∞", "²"]
)
def test_number_when_it_is_none_or_none_that_fits_says_so_and_stays(app: Flask, number: str) -> None:
    form = checked(app, number=number)
    assert (list(form.errors), form.number._value()) == (["number"], number)


@pytest.mark.parametrize("number", ["\u00a07\u200b", "+7", "007"])
def test_number_when_pasted_with_unseen_signs_is_read(app: Flask, number: str) -> None:
    form = checked(app, number=number)
    assert (form.errors, form.number.data) == ({}, 7)


@pytest.mark.parametrize("choice", ["１", " 1", "+1", "01", "2", "1\x00"])
def test_choice_when_it_is_not_written_as_offered_says_so(app: Flask, choice: str) -> None:
    assert list(checked(app, choice=choice).errors) == ["choice"]


def test_occupations_when_more_are_sent_than_asked_for_are_not_looked_up(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = checked(app, occupations=[f"unbekannt{n}" for n in range(1500)])
    assert list(form.errors) == ["occupations"]
    assert len(form.occupations.entries) == 3


def test_languages_when_more_are_sent_than_there_are_are_not_looked_at(app: Flask) -> None:
    form = checked(app, languages=[f"l{n}" for n in range(1500)])
    assert (list(form.errors), form.languages.data) == (["languages"], [])


def test_field_when_an_attribute_says_nothing_is_shown_without_it(app: Flask) -> None:
    assert "None" not in str(checked(app).line(aria_invalid=None, maxlength=None))


@pytest.mark.parametrize("path", ["applicant", "company"])
def test_page_when_nothing_is_wrong_calls_no_field_invalid(client: FlaskClient, path: str) -> None:
    association = make_association()
    db.session.commit()
    page = client.get(f"/join/{association.slug}/{path}").get_data(as_text=True)
    assert re.findall(r'aria-invalid="[^"]*"|="None"', page) == []
