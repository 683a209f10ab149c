"""What may be typed, and what a refusal leaves in the log."""

from __future__ import annotations

import logging
from functools import partial

import pytest
from flask import Flask
from wtforms import StringField, TextAreaField

from tests.processor_time import least_seconds
from webapp.forms.fields import HouseForm
from webapp.forms.validators import (
    AtMost,
    email_address,
    firm_name,
    known_postcode,
    person_name,
    phone_number,
    web_address,
)


class NameForm(HouseForm):
    """A form with one of each kind of text."""

    person = StringField("Person", [AtMost(60), person_name], default="Kim")
    firm = StringField("Firm", [firm_name], default="Meier")
    email = StringField("E-mail", [email_address], default="kim@example.org")
    website = StringField("Website", [AtMost(200), web_address])
    phone = StringField("Phone", [AtMost(40), phone_number])
    postcode = StringField("Postcode", [known_postcode], default="32756")
    note = TextAreaField("Note", [AtMost(400)])


def checked(app: Flask, **typed: str) -> NameForm:
    fields = {
        "person": "Kim",
        "firm": "Meier",
        "email": "kim@example.org",
        "website": "",
        "postcode": "32756",
        **typed,
    }
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


@pytest.mark.parametrize("name", ["😀", "Kim😀", "❤", "K1m", "<b>Kim</b>", "...", "🇩🇪", "👩🏽‍🔧"])
def test_name_when_it_holds_pictures_digits_or_markup_is_refused(app: Flask, name: str) -> None:
    assert list(checked(app, person=name).errors) == ["person"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("D´Angelo", "D’Angelo"),
        ("D`Angelo", "D’Angelo"),
        ("O′Neill", "O’Neill"),
        ("Anna–Lena", "Anna-Lena"),
        ("Anna\u2011Lena", "Anna-Lena"),
        ("\ufeffAn\u00adna\u00a0Lena\u200b", "Anna Lena"),
        ("Kim\u202e Muster", "Kim Muster"),
        ("Dr.Müller", "Dr. Müller"),
        ("J.R.R.Tolkien", "J.R.R.Tolkien"),
        ("Dr.med.Kaya", "Dr. med. Kaya"),
    ],
)
def test_name_when_pasted_with_signs_of_elsewhere_is_written_as_meant(
    app: Flask, typed: str, meant: str
) -> None:
    form = checked(app, person=typed)
    assert (form.errors, form.person.data) == ({}, meant)


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u202a\u202c", "\u00a0", "\u3164"])
def test_name_when_nothing_of_it_is_seen_is_refused(app: Flask, unseen: str) -> None:
    assert list(checked(app, person=unseen).errors) == ["person"]


ADDRESSES = [
    "www.evil.example",
    "WWW.Evil.Example",
    "evil.example",
    "Kim evil.de jetzt",
    "ev\u200cil.d\u200be",
    "evil．de",
    "evil。de",
    "evil․de",
    "bit.ly",
    "evil.рф",
    "evil.c.example",
    "a-b.de",
    "x.evil.de",
    "co.evil.example",
]


@pytest.mark.parametrize("name", ADDRESSES)
def test_person_when_named_like_a_web_address_is_refused(app: Flask, name: str) -> None:
    assert list(checked(app, person=name).errors) == ["person"]


@pytest.mark.parametrize(
    "name",
    [
        *ADDRESSES,
        "https://evil.example",
        "HTTP:evil",
        "bit.ly/abc",
        "info@evil.de",
        "192.168.0.1",
        "tel:0190",
    ],
)
def test_firm_when_named_like_a_web_address_is_refused(app: Flask, name: str) -> None:
    assert list(checked(app, firm=name).errors) == ["firm"]


def test_firm_when_named_like_a_web_address_is_told_so(app: Flask) -> None:
    assert "Internetadresse" in str(checked(app, firm="www.evil.example").errors["firm"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Meier GmbH & Co.KG", "Meier GmbH & Co. KG"),
        ("1.FC Lippe e.V.", "1. FC Lippe e.V."),
        ("St.-Marien-Hospital", "St.-Marien-Hospital"),
        ("Halle 2.0", "Halle 2.0"),
        ("t.co", "t. co"),
        ("a.b.de", "a.b. de"),
        ("1.fm", "1. fm"),
        ("E.ON", "E.ON"),
        ("Café Inh.A.Kaya", "Café Inh. A.Kaya"),
        ("s.Oliver", "s.Oliver"),
        ("C.H.Beck e.Kfm.", "C.H.Beck e.Kfm."),
        ("Müller´s Bäckerei – Café", "Müller’s Bäckerei – Café"),
    ],
)
def test_firm_when_named_with_short_forms_has_no_link_in_its_name(app: Flask, typed: str, meant: str) -> None:
    form = checked(app, firm=typed)
    assert (form.errors, form.firm.data) == ({}, meant)


@pytest.mark.parametrize(
    "typed",
    [
        "05231–123456",
        "05231\u00a0\u2212\u200b 123456",
        "+49\u202f5231\u2011123456",
        "\u202a0151 2345678\u202c",
        "05231.12\u200b34.56",
    ],
)
def test_phone_when_pasted_with_other_dashes_and_blanks_can_be_dialled(app: Flask, typed: str) -> None:
    form = checked(app, phone=typed)
    assert (form.errors, set(form.phone.data) <= set("0123456789 +-.")) == ({}, True)


@pytest.mark.parametrize(
    "typed", ["kim\u200b@exam\u00adple.org\u00a0", "\u202aKim@Example.org\u202c", "mailto"]
)
def test_email_when_pasted_with_unseen_signs_is_what_is_seen(app: Flask, typed: str) -> None:
    form = checked(app, email=typed)
    assert form.errors.keys() == ({"email"} if typed == "mailto" else set())
    assert form.errors or form.email.data == "kim@example.org"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Https://Www.Beispiel.DE/Pfad?Q=1", "https://www.beispiel.de/Pfad?Q=1"),
        ("HTTP://beispiel.de", "http://beispiel.de"),
        ("Www.Beispiel.de", "https://www.beispiel.de"),
        ("www.\u00adbei\u200bspiel.de\u00a0", "https://www.beispiel.de"),
        ("www.tischlerei–meier.de", "https://www.tischlerei-meier.de"),
        ("Bäckerei-MÜLLER.de", "https://bäckerei-müller.de"),
        ("xn--mller-kva.example:8443/a", "https://müller.example:8443/a"),
        ("https://example.org/@kim", "https://example.org/@kim"),
        ("example.org?a=1", "https://example.org?a=1"),
    ],
)
def test_website_when_typed_as_on_a_phone_is_written_as_it_is_called(
    app: Flask, typed: str, meant: str
) -> None:
    form = checked(app, website=typed)
    assert (form.errors, form.website.data) == ({}, meant)


@pytest.mark.parametrize("typed", ["1067", "\u200b1067\u00a0"])
def test_postcode_when_its_zero_was_cut_off_names_the_cause_and_the_postcode(app: Flask, typed: str) -> None:
    sentence = str(checked(app, postcode=typed).errors["postcode"][0])
    assert "01067" in sentence
    assert "Tabellenprogramme" in sentence or "Spreadsheets" in sentence


def test_text_when_far_too_long_is_measured_before_anything_else_and_kept(app: Flask) -> None:
    typed = "a" + "\u0315\u0300" * 6_000
    for field in ("person", "firm", "email", "website", "phone", "postcode", "note"):
        form = checked(app, **{field: typed})
        assert (list(form.errors), form[field].data) == ([field], typed)
        assert least_seconds(partial(checked, app, **{field: typed})) < 0.05


def test_text_when_cleaned_longer_than_it_may_be_is_refused(app: Flask) -> None:
    assert list(checked(app, person="Dr.Tolkien" + "n" * 50).errors) == ["person"]


@pytest.mark.parametrize(
    "name", ["Meier & Söhne GmbH", "3M", "Bäckerei „Zur Mühle“", "Gas+Wasser", "Müller®"]
)
def test_firm_when_named_as_on_its_sign_is_accepted(app: Flask, name: str) -> None:
    assert checked(app, firm=name).errors == {}


@pytest.mark.parametrize(
    "address",
    [
        "https://user@evil.example",
        "https://a b.de",
        "data:text/html,x",
        "//x.de",
        "x",
        "ftp://x.de",
        "https://",
        "https:///x.de",
        "http:/x.de",
        "127.0.0.1",
        "a..de",
        "https://x.de:99999",
        "https://x.de:",
        "https://x.de\\\\@y.de",
        "javascript:alert(1)",
        "ex_ample.de",
        "😀.de",
        "https://[::1]/",
        "-x.de",
        "x" * 64 + ".de",
        'https://x.de"onclick',
    ],
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
