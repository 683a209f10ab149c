"""The firm's own page: what it says, and its offers."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_applicant, make_association, make_company
from tests.forms_of_pages import Answer, error_at, fill, form_of
from webapp.companies.models import Company
from webapp.companies.queries import company_of
from webapp.database import now
from webapp.extensions import db
from webapp.forms.training_years import start_years

NEXT_YEAR, LATER = (str(year) for year in start_years(now().date())[:2])
OFFER: dict[str, Answer] = {
    "occupation": ["maurer"],
    "places": "3",
    "start_year": NEXT_YEAR,
    "minimum_qualification": "first",
}


@pytest.fixture
def firm(app: Flask) -> Company:
    company = make_company(make_association())
    company.representatives[0].account.last_name = "Meier"
    db.session.commit()
    return company


@pytest.fixture
def client(app: Flask, firm: Company) -> FlaskClient:
    return app.test_client(user=firm.representatives[0].account)


def offers(firm: Company) -> list[tuple[str, int]]:
    db.session.refresh(firm)
    return [(offer.occupation_id, offer.start_year) for offer in firm.offers]


def test_firm_when_saved_keeps_every_answer(client: FlaskClient, firm: Company) -> None:
    answers: dict[str, Answer] = {
        "about": "Bei uns riecht es nach Holz.",
        "website": "www.tischlerei-meier.example",
        "table_count": "3",
        "entitled_to_train": False,
        "phone": "0151 234567",
        "first_name": "Jürgen",
    }
    assert fill(client, "/firm", "firm", answers).status_code == 302
    assert (firm.about, firm.website) == (
        "Bei uns riecht es nach Holz.",
        "https://www.tischlerei-meier.example",
    )
    assert (firm.table_count, firm.entitled_to_train) == (3, False)
    person = firm.representatives[0]
    assert (person.phone, person.account.first_name) == ("0151 234567", "Jürgen")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("table_count", "-1"),
        ("table_count", "10000"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://meier.example"),
        ("website", "Meier"),
        ("about", "x" * 1001),
        ("about", "Holz\x00"),
        ("name", "😀"),
        ("postcode", "ABCDE"),
    ],
)
def test_firm_when_an_answer_cannot_be_says_so_keeps_it_and_changes_nothing(
    client: FlaskClient, firm: Company, field: str, typed: str
) -> None:
    before = getattr(firm, field)
    page = fill(client, "/firm", "firm", {field: typed})
    assert error_at(page, field)
    assert form_of(page, "firm").values[field] == typed
    db.session.expire_all()
    assert getattr(firm, field) == before


def test_offer_when_added_stands_beside_the_others(client: FlaskClient, firm: Company) -> None:
    fill(client, "/firm", "offer", OFFER)
    assert offers(firm) == [("tischler", 2027), ("maurer", int(NEXT_YEAR))]


def test_offer_when_languages_help_keeps_and_shows_them(client: FlaskClient, firm: Company) -> None:
    fill(client, "/firm", "offer", {**OFFER, "languages": ["uk", "en"]})
    assert firm.offers[1].languages == ["en", "uk"]
    assert "Hilfreich: Englisch, Ukrainisch" in client.get("/firm").get_data(as_text=True)


def test_offer_when_a_language_is_made_up_is_refused_at_the_field(client: FlaskClient, firm: Company) -> None:
    page = fill(client, "/firm", "offer", {**OFFER, "languages": ["xx"]})
    assert error_at(page, "languages") == "Bitte aus der Liste wählen."
    assert len(offers(firm)) == 1


def test_offer_when_it_is_there_already_is_refused_at_the_field(client: FlaskClient, firm: Company) -> None:
    fill(client, "/firm", "offer", OFFER)
    page = fill(client, "/firm", "offer", OFFER)
    assert error_at(page, "occupation").startswith("Diesen Beruf bieten Sie für dieses Jahr schon an")
    assert len(offers(firm)) == 2


def test_offer_when_an_answer_cannot_be_says_so_and_adds_nothing(client: FlaskClient, firm: Company) -> None:
    page = fill(client, "/firm", "offer", {**OFFER, "places": "-1"})
    assert error_at(page, "places") == "Bitte eine Zahl von 1 bis 200 eingeben."
    assert len(offers(firm)) == 1


def test_offer_when_removed_is_gone(client: FlaskClient, firm: Company) -> None:
    fill(client, "/firm", "offer", {**OFFER, "start_year": LATER})
    first = firm.offers[0].id
    fill(client, "/firm", f"/firm/offers/{first}/remove")
    assert offers(firm) == [("maurer", int(LATER))]


def test_offer_when_it_is_the_last_one_cannot_be_removed(client: FlaskClient, firm: Company) -> None:
    fill(client, "/firm", "offer", OFFER)
    page = client.get("/firm")
    first, second = (offer.id for offer in firm.offers)
    token = form_of(page, f"{first}/remove").values["csrf_token"]
    for offer_id in (first, second):
        answer = client.post(
            f"/firm/offers/{offer_id}/remove", data={"csrf_token": token}, follow_redirects=True
        )
    assert "Ein Angebot muss bleiben" in answer.get_data(as_text=True)
    assert len(offers(firm)) == 1


def test_offer_of_another_firm_when_removed_is_not_found(client: FlaskClient, firm: Company) -> None:
    other = make_company(firm.association)
    db.session.commit()
    token = form_of(client.get("/firm"), "offer").values["csrf_token"]
    answer = client.post(f"/firm/offers/{other.offers[0].id}/remove", data={"csrf_token": token})
    assert answer.status_code == 404
    assert len(offers(other)) == 1


def test_offer_when_its_number_is_larger_than_any_database_holds_is_not_found(
    client: FlaskClient, firm: Company
) -> None:
    token = form_of(client.get("/firm"), "offer").values["csrf_token"]
    assert client.post(f"/firm/offers/{10**30}/remove", data={"csrf_token": token}).status_code == 404


def test_firm_when_an_applicant_asks_for_it_is_refused(app: Flask, firm: Company) -> None:
    applicant = make_applicant(firm.association)
    db.session.commit()
    assert app.test_client(user=applicant.account).get("/firm").status_code == 403


def test_company_when_the_account_is_an_applicant_s_is_none(firm: Company) -> None:
    assert company_of(make_applicant(firm.association).account) is None
    assert company_of(None) is None
    assert company_of(firm.representatives[0].account) is firm
