"""Signing up a firm: one page, a mail to the person and to the organisers, and then it waits."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from matching.qualification import Qualification
from tests.factories.people import make_association, make_company, make_organiser
from tests.forms_of_pages import Answer, error_at, fill, form_of, send
from tests.mailbox import mails_to, open_newest_link, signed_in_as
from webapp.accounts.models import Account
from webapp.associations.models import Association
from webapp.companies.models import Company, ReleaseState
from webapp.database import now
from webapp.extensions import db
from webapp.forms.training_years import start_years
from webapp.permissions import Role

MAIL = "meier@example.org"
START = str(start_years(now().date())[0])
FIRM: dict[str, Answer] = {
    "name": "Tischlerei Meier & Söhne GmbH",
    "employees": "9",
    "postcode": "33098",
    "entitled_to_train": True,
    "table_count": "2",
    "occupation": ["tischler"],
    "places": "2",
    "start_year": START,
    "minimum_qualification": "none",
    "internship_first": True,
    "first_name": "Jürgen",
    "last_name": "Meier",
    "email": MAIL,
    "phone": "05251 / 1234-0",
}


@pytest.fixture
def lippe(app: Flask) -> Association:
    association = make_association(slug="lippe", name="Ausbildung in Lippe")
    make_organiser(association, email="orga@example.org")
    db.session.commit()
    return association


@pytest.fixture
def client(app: Flask, lippe: Association) -> FlaskClient:
    return app.test_client()


def sign_up(client: FlaskClient, **changed: Answer) -> TestResponse:
    return fill(client, "/join/lippe/company", "sign-up", {**FIRM, **changed}, "Betrieb eintragen")


def firms() -> list[Company]:
    return list(db.session.scalars(db.select(Company)))


@pytest.mark.parametrize(
    "advertised", ["Azubi zum/zur Tischler/-in (m/w/d)", "TischlerInnen", "Ausbildung zur Tischlerin 2027"]
)
def test_sign_up_when_the_occupation_is_typed_as_in_an_advertisement_understands_it(
    client: FlaskClient, advertised: str
) -> None:
    sign_up(client, occupation=[advertised])
    (firm,) = firms()
    assert [offer.occupation_id for offer in firm.offers] == ["tischler"]


def test_sign_up_when_everything_is_answered_stores_firm_person_and_offer(client: FlaskClient) -> None:
    assert sign_up(client).location == "/mailbox"
    (firm,) = firms()
    assert (firm.name, firm.employees, firm.postcode) == ("Tischlerei Meier & Söhne GmbH", 9, "33098")
    assert (firm.entitled_to_train, firm.table_count, firm.state) == (True, 2, ReleaseState.WAITING)
    (offer,) = firm.offers
    assert (offer.occupation_id, offer.places, offer.start_year) == ("tischler", 2, int(START))
    assert (offer.minimum_qualification, offer.internship_first) == (Qualification.NONE, True)
    (person,) = firm.representatives
    assert (person.account.name, person.account.role) == ("Jürgen Meier", Role.REPRESENTATIVE)
    assert person.phone == "05251 / 1234-0"


def test_sign_up_when_done_mails_a_link_to_the_firm_and_asks_the_organiser(client: FlaskClient) -> None:
    sign_up(client)
    assert "wartet auf Ihre Freigabe" in mails_to("orga@example.org")[0].text
    open_newest_link(client, MAIL)
    account = signed_in_as(client)
    assert account is not None
    assert account.email == MAIL


def test_firm_when_not_released_yet_is_told_so_and_led_nowhere_else(client: FlaskClient) -> None:
    sign_up(client)
    open_newest_link(client, MAIL)
    page = client.get("/").get_data(as_text=True)
    assert "Ihr Eintrag wartet auf die Freigabe" in page
    assert "Als Nächstes" not in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Wie heißt Ihr Betrieb?"),
        ("name", "x" * 10_000, "Bitte höchstens 120 Zeichen; das sind 10000."),
        ("name", "🔨🔧", "Bitte den Namen mit Buchstaben und Ziffern schreiben"),
        ("name", "...", "Bitte den Namen mit Buchstaben und Ziffern schreiben"),
        ("name", "Meier\x00", "Darin steht ein Zeichen, das nicht gespeichert werden kann"),
        ("table_count", "-1", "Bitte eine Zahl von 1 bis 20 eingeben."),
        ("table_count", "10000", "Bitte eine Zahl von 1 bis 20 eingeben."),
        ("table_count", "0", "Bitte eine Zahl von 1 bis 20 eingeben."),
        ("table_count", "zwei", "Bitte eine ganze Zahl eingeben"),
        ("table_count", "1.5", "Bitte eine ganze Zahl eingeben"),
        ("table_count", "", "Bitte geben Sie eine Zahl ein; 1 genügt."),
        ("employees", "0", "Bitte eine Zahl von 1 bis 100000 eingeben."),
        ("employees", "9" * 400, "Bitte eine Zahl von 1 bis 100000 eingeben."),
        ("postcode", "ABCDE", "Eine Postleitzahl hat fünf Ziffern"),
        ("postcode", "99999", "Die Postleitzahl 99999 kennen wir nicht"),
        ("occupation", [], "Bitte wählen Sie einen Beruf."),
        ("occupation", ["Raketenwissenschaft"], "Den Beruf „Raketenwissenschaft“ kennen wir nicht"),
        ("occupation", ["tischler", "maurer"], "Bitte höchstens 1 Beruf wählen."),
        ("places", "0", "Bitte eine Zahl von 1 bis 200 eingeben."),
        ("places", "201", "Bitte eine Zahl von 1 bis 200 eingeben."),
        ("start_year", "1999", "Bitte eine der Antworten wählen."),
        ("minimum_qualification", "", "Bitte wählen Sie; auch „kein bestimmter Abschluss“"),
        ("first_name", "😀", "Bitte den Namen mit Buchstaben schreiben"),
        ("last_name", "x" * 61, "Bitte höchstens 60 Zeichen"),
        ("email", "meier(at)example.org", "Bitte die E-Mail-Adresse prüfen"),
        ("phone", "ruf mich an", "Bitte die Telefonnummer prüfen"),
        ("phone", "0" * 41, "Bitte höchstens 40 Zeichen"),
    ],
)
def test_sign_up_when_an_answer_cannot_be_says_so_at_the_field_and_keeps_it(
    client: FlaskClient, field: str, typed: Answer, sentence: str
) -> None:
    page = sign_up(client, **{field: typed})
    assert page.status_code == 422
    assert error_at(page, field).startswith(sentence)
    shown = form_of(page, "sign-up").values
    if isinstance(typed, str) and field not in {"start_year", "minimum_qualification"}:
        assert shown[field] == typed
    assert shown["email" if field == "phone" else "phone"] == FIRM["email" if field == "phone" else "phone"]
    assert firms() == []
    assert mails_to("orga@example.org") == []


def test_language_when_switched_keeps_what_was_typed(client: FlaskClient) -> None:
    page = fill(client, "/join/lippe/company", "sign-up", {"name": "Meier", "employees": "x"}, "English")
    assert "Sign up your firm" in page.get_data(as_text=True)
    assert form_of(page, "sign-up").values["name"] == "Meier"


def test_sign_up_when_the_address_is_known_answers_the_same_and_adds_no_firm(
    app: Flask, client: FlaskClient
) -> None:
    first = sign_up(client)
    second = sign_up(app.test_client(), name="Andere Firma")
    assert (second.status_code, second.location) == (first.status_code, first.location)
    assert [firm.name for firm in firms()] == [FIRM["name"]]
    assert [mail.text.count("/link/") for mail in mails_to(MAIL)] == [1, 1]


def test_sign_up_when_sent_twice_at_once_adds_one_account(client: FlaskClient) -> None:
    page = client.get("/join/lippe/company")
    for _ in range(2):
        send(client, page, "sign-up", FIRM, "Betrieb eintragen")
    assert db.session.scalar(db.select(db.func.count(Account.id)).filter_by(email=MAIL)) == 1


def test_organisers_of_another_association_when_a_firm_signs_up_hear_nothing(client: FlaskClient) -> None:
    other = make_association()
    make_organiser(other, email="fern@example.org")
    make_company(other)
    db.session.commit()
    sign_up(client)
    assert mails_to("fern@example.org") == []


def test_name_when_pasted_with_line_breaks_is_kept_on_one_line(client: FlaskClient) -> None:
    sign_up(client, name="Meier GmbH\r\n\r\nIhr Konto:\u2028Bad Salzuflen")
    assert [firm.name for firm in firms()] == ["Meier GmbH Ihr Konto: Bad Salzuflen"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [("table_count", "１"), ("table_count", "1_0"), ("table_count", "1" + " " * 20 + "9")],
)
def test_sign_up_when_an_answer_reads_as_another_is_refused(
    client: FlaskClient, field: str, typed: str
) -> None:
    assert error_at(sign_up(client, **{field: typed}), field)
    assert firms() == []
