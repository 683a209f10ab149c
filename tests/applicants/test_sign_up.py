"""Signing up as an applicant: two screens, nothing lost, one mail, and a sentence for every bad answer."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from matching.qualification import Qualification
from tests.factories.people import make_association, make_organiser
from tests.forms_of_pages import Answer, error_at, form_of, send
from tests.mailbox import mails_to, open_newest_link, signed_in_as
from tests.rate_limits import limited
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.associations.models import Association
from webapp.database import now
from webapp.extensions import db
from webapp.forms.training_years import start_years
from webapp.permissions import Role

MIA = "mia@example.org"
WHO: dict[str, Answer] = {
    "first_name": "Mia-Ayşe",
    "last_name": "O’Neill d. J.",
    "email": MIA,
    "birth_month": "3",
    "birth_year": str(now().year - 16),
    "postcode": "32756",
}
START = str(start_years(now().date())[0])
WHAT: dict[str, Answer] = {
    "occupations": ["tischler", "maurer"],
    "qualification": "first",
    "start_year": START,
}


@pytest.fixture
def lippe(app: Flask) -> Association:
    association = make_association(slug="lippe", name="Ausbildung in Lippe")
    db.session.commit()
    return association


@pytest.fixture
def client(app: Flask, lippe: Association) -> FlaskClient:
    return app.test_client()


def first_screen(client: FlaskClient, **changed: Answer) -> TestResponse:
    return send(client, client.get("/join/lippe/applicant"), "sign-up", {**WHO, **changed}, "Weiter")


def second_screen(client: FlaskClient, page: TestResponse, **changed: Answer) -> TestResponse:
    return send(client, page, "sign-up", {**WHAT, **changed}, "Mitmachen")


def people() -> int:
    return db.session.scalar(db.select(db.func.count(Account.id))) or 0


def test_sign_up_when_both_screens_are_answered_stores_every_answer(client: FlaskClient) -> None:
    answer = second_screen(client, first_screen(client))
    assert answer.location == "/mailbox"
    mia = db.session.scalars(db.select(Applicant)).one()
    assert (mia.account.name, mia.account.email, mia.account.role) == (
        "Mia-Ayşe O’Neill d. J.",
        MIA,
        Role.APPLICANT,
    )
    assert (mia.birth_year, mia.birth_month, mia.postcode) == (now().year - 16, 3, "32756")
    assert [wished.occupation_id for wished in mia.occupations] == ["tischler", "maurer"]
    assert (mia.qualification, mia.start_year) == (Qualification.FIRST, int(START))


def test_sign_up_when_done_mails_a_link_that_signs_in(client: FlaskClient) -> None:
    second_screen(client, first_screen(client))
    assert open_newest_link(client, MIA).location == "/"
    account = signed_in_as(client)
    assert account is not None
    assert account.email == MIA


def test_sign_up_when_counted_asks_at_most_eight_questions(client: FlaskClient) -> None:
    first = form_of(client.get("/join/lippe/applicant"), "sign-up")
    second = form_of(first_screen(client), "sign-up")
    asked = (first.names & set(WHO)) | (second.names & set(WHAT))
    technical = {"csrf_token", "form_token", "screen"}
    assert first.names - technical == set(WHO)
    assert second.names - technical == set(WHO) | set(WHAT)
    assert len(asked - {"birth_year"}) == 8  # month and year of birth are one question


def test_second_screen_when_shown_says_that_it_is_the_second_of_two(client: FlaskClient) -> None:
    assert "2 von 2" in first_screen(client).get_data(as_text=True)


def test_back_when_pressed_keeps_the_answers_of_both_screens(client: FlaskClient) -> None:
    back = send(client, first_screen(client), "sign-up", WHAT, "Zurück")
    shown = form_of(back, "sign-up").values
    assert {name: shown[name] for name in WHO} == WHO
    assert shown.getlist("occupations") == ["tischler", "maurer"]
    again = send(client, back, "sign-up", {}, "Weiter")
    assert form_of(again, "sign-up").values["start_year"] == START


def test_language_when_switched_on_the_second_screen_keeps_everything(client: FlaskClient) -> None:
    page = send(client, first_screen(client), "sign-up", {"qualification": "first"}, "English")
    assert "2 of 2" in page.get_data(as_text=True)
    shown = form_of(page, "sign-up").values
    assert (shown["email"], shown["qualification"]) == (MIA, "first")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("email", "", "Wohin dürfen wir dir schreiben?"),
        ("email", "mia", "Bitte die E-Mail-Adresse prüfen"),
        ("email", "mia\x00@example.org", "Bitte die E-Mail-Adresse prüfen"),
        ("first_name", "", "Wie heißt du mit Vornamen?"),
        ("first_name", "a" * 10_000, "Bitte höchstens 60 Zeichen; das sind 10000."),
        ("first_name", "😀😀", "Bitte den Namen mit Buchstaben schreiben"),
        ("first_name", "M1a", "Bitte den Namen mit Buchstaben schreiben"),
        ("last_name", "--", "Bitte den Namen mit Buchstaben schreiben"),
        ("last_name", "Mi\x00ller", "Bitte den Namen mit Buchstaben schreiben"),
        ("birth_month", "13", "Bitte eine der Antworten wählen"),
        ("birth_month", "März", "Bitte eine der Antworten wählen"),
        ("birth_month", "", "In welchem Monat bist du geboren?"),
        ("birth_year", str(now().year + 1), "Bitte prüfe das Geburtsjahr"),
        ("birth_year", "1", "Bitte prüfe das Geburtsjahr"),
        ("birth_year", "-2010", "Bitte prüfe das Geburtsjahr"),
        ("birth_year", "9" * 5000, "Bitte prüfe das Geburtsjahr"),
        ("birth_year", "zweitausend", "Bitte eine ganze Zahl eingeben"),
        ("postcode", "ABCDE", "Eine Postleitzahl hat fünf Ziffern"),
        ("postcode", "3275", "Eine Postleitzahl hat fünf Ziffern"),
        ("postcode", "３２７５６", "Eine Postleitzahl hat fünf Ziffern"),
        ("postcode", "3275\x00", "Eine Postleitzahl hat fünf Ziffern"),
        ("postcode", "00000", "Die Postleitzahl 00000 kennen wir nicht"),
    ],
)
def test_first_screen_when_an_answer_cannot_be_says_so_at_the_field_and_keeps_it(
    client: FlaskClient, field: str, typed: str, sentence: str
) -> None:
    page = first_screen(client, **{field: typed})
    assert page.status_code == 422
    assert error_at(page, field).lower().startswith(sentence.lower())
    shown = form_of(page, "sign-up").values
    assert shown["postcode" if field != "postcode" else "email"]
    assert shown[field] == (typed if field != "birth_month" else "")
    assert people() == 0


def test_birth_month_when_still_to_come_says_so(client: FlaskClient) -> None:
    page = first_screen(client, birth_year=str(now().year + 1), birth_month="12")
    assert (
        error_at(page, "birth_month")
        == "Dieser Monat kommt erst noch. Bitte prüfe Geburtsmonat und Geburtsjahr."
    )


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("occupations", [], "Bitte nenne mindestens einen Beruf"),
        ("occupations", ["Zauberer\x00"], "Den Beruf „Zauberer"),
        ("occupations", ["qqqqzzzz"], "Den Beruf „qqqqzzzz“ kennen wir nicht. Bitte ein anderes Wort"),
        (
            "occupations",
            ["Tischla"],
            "Den Beruf „Tischla“ kennen wir nicht. Ist einer von diesen gemeint: Tischler:in",
        ),
        ("occupations", ["x" * 10_000], "Den Beruf „" + "x" * 60 + "“"),
        ("occupations", ["tischler", "Tischlerin"], "Tischler:in steht zweimal da"),
        ("occupations", ["tischler", "maurer", "dachdecker", "koch"], "Bitte höchstens 3 Berufe"),
        ("qualification", "", "Bitte wähle aus"),
        ("qualification", "doctorate", "Bitte eine der Antworten wählen"),
        ("start_year", "", "Bitte wähle ein Jahr"),
        ("start_year", "1999", "Bitte eine der Antworten wählen"),
        ("start_year", "bald", "Bitte eine der Antworten wählen"),
    ],
)
def test_second_screen_when_an_answer_cannot_be_says_so_at_the_field(
    client: FlaskClient, field: str, typed: Answer, sentence: str
) -> None:
    page = second_screen(client, first_screen(client), **{field: typed})
    assert page.status_code == 422
    assert error_at(page, field).startswith(sentence)
    assert form_of(page, "sign-up").values["email"] == MIA
    assert people() == 0


def test_occupation_when_typed_as_its_title_without_any_script_is_understood(client: FlaskClient) -> None:
    second_screen(client, first_screen(client), occupations=["tischlerin", "Maurer", ""])
    mia = db.session.scalars(db.select(Applicant)).one()
    assert [wished.occupation_id for wished in mia.occupations] == ["tischler", "maurer"]


def test_second_screen_when_the_first_was_tampered_with_leads_back_to_it(client: FlaskClient) -> None:
    page = second_screen(client, first_screen(client), postcode="ABCDE")
    assert "1 von 2" in page.get_data(as_text=True)
    assert people() == 0


def test_sign_up_when_the_address_is_known_answers_the_same_and_mails_a_sign_in_link(
    app: Flask, client: FlaskClient, lippe: Association
) -> None:
    first = second_screen(client, first_screen(client))
    other = app.test_client()
    second = second_screen(other, first_screen(other, first_name="Max", email="MIA@example.org"))
    assert (second.status_code, second.location) == (first.status_code, first.location)
    assert people() == 1
    assert [mail.text.count("/link/") for mail in mails_to(MIA)] == [1, 1]
    assert db.session.scalars(db.select(Applicant)).one().account.first_name == "Mia-Ayşe"


def test_sign_up_when_the_address_is_known_elsewhere_makes_an_account_here(client: FlaskClient) -> None:
    make_organiser(make_association(), email=MIA)
    db.session.commit()
    second_screen(client, first_screen(client))
    assert people() == 2


def test_sign_up_when_logged_names_nobody(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        second_screen(client, first_screen(client))
    assert "sign-up of an applicant" in caplog.text
    for personal in ("mia", "Ayşe", "32756", "Neill"):
        assert personal.lower() not in caplog.text.lower()


def test_sign_up_when_read_in_english_is_mailed_in_english(client: FlaskClient) -> None:
    page = send(client, client.get("/join/lippe/applicant"), "sign-up", {}, "English")
    page = send(client, page, "sign-up", WHO, "Next")
    send(client, page, "sign-up", WHAT, "Sign up")
    assert "somebody has entered this address" in mails_to(MIA)[0].text


@pytest.mark.parametrize("slug", ["nowhere", "%00", "LIPPE", "a" * 500])
def test_sign_up_when_the_association_is_unknown_is_not_there(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/join/{slug}/applicant").status_code == 404


def test_sign_up_when_sent_without_token_changes_nothing(client: FlaskClient) -> None:
    assert client.post("/join/lippe/applicant", data={**WHO, **WHAT, "step": "done"}).status_code == 400
    assert people() == 0


def test_sign_up_when_sent_again_and_again_is_slowed_down(
    environ: dict[str, str], lippe: Association
) -> None:
    with limited(environ) as client:
        page = client.get("/join/lippe/applicant")
        codes = {send(client, page, "sign-up", {"email": "x"}).status_code for _ in range(61)}
    assert codes == {422, 429}
