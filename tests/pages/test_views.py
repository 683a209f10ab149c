"""The first pages: visitors are welcomed, people who are signed in are led on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import (
    make_account,
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
)
from tests.forms_of_pages import fill, form_of
from webapp.associations.models import Association
from webapp.companies.models import ReleaseState
from webapp.database import now
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.permissions import Role


@pytest.fixture
def lippe(app: Flask) -> Association:
    association = make_association(name="Ausbildung in Lippe", slug="lippe")
    db.session.commit()
    return association


def text_at(client: FlaskClient, path: str = "/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def coming_event(association: Association, **given: object) -> Event:
    starts_at = now() + timedelta(days=20)
    return make_event(
        association, starts_at=starts_at, registration_closes_at=starts_at - timedelta(days=2), **given
    )


def test_start_when_there_is_one_association_has_its_two_ways_in(
    client: FlaskClient, lippe: Association
) -> None:
    page = text_at(client)
    assert 'href="/join/lippe/applicant"' in page
    assert 'href="/join/lippe/company"' in page


def test_start_when_there_are_several_associations_lists_them(
    client: FlaskClient, lippe: Association
) -> None:
    make_association(name="IHK Irgendwo", slug="ihk")
    db.session.commit()
    page = text_at(client)
    assert 'href="/join/lippe"' in page
    assert 'href="/join/ihk"' in page
    assert "Ich suche Ausbildung" in text_at(client, "/join/ihk")


def test_start_when_nothing_is_set_up_tells_the_operator_what_to_do(client: FlaskClient) -> None:
    assert "tischwechsel create-association" in text_at(client)


def test_start_when_an_organiser_is_signed_in_leads_to_the_board(app: Flask, lippe: Association) -> None:
    petra = make_organiser(lippe)
    db.session.commit()
    assert app.test_client(user=petra).get("/").location == "/board"


def test_start_when_an_applicant_can_register_offers_the_evening(app: Flask, lippe: Association) -> None:
    mia, event = make_applicant(lippe), coming_event(lippe)
    db.session.commit()
    browser = app.test_client(user=mia.account)
    fill(browser, "/", f"/events/{event.id}/register")
    assert f'href="/events/{event.id}/wishes"' in text_at(browser)


def test_start_when_an_evening_runs_leads_into_it_before_anything_else(
    app: Flask, lippe: Association
) -> None:
    mia = make_applicant(lippe)
    running = make_event(lippe, starts_at=now() - timedelta(minutes=5), state=EventState.PUBLISHED)
    later = coming_event(lippe)
    for event in (running, later):
        make_registration(event, mia)
    db.session.commit()
    assert f'href="/events/{running.id}/evening"' in text_at(app.test_client(user=mia.account))


def test_start_when_no_evening_is_planned_says_so(app: Flask, lippe: Association) -> None:
    mia = make_applicant(lippe)
    coming_event(make_association())
    db.session.commit()
    assert "Gerade gibt es nichts zu tun" in text_at(app.test_client(user=mia.account))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ReleaseState.WAITING, "Ihr Eintrag wartet auf die Freigabe"),
        (ReleaseState.DECLINED, "Ihr Betrieb ist nicht freigegeben"),
    ],
)
def test_start_when_a_firm_is_not_released_shows_no_evening(
    app: Flask, lippe: Association, state: ReleaseState, sentence: str
) -> None:
    firm = make_company(lippe, state=state)
    coming_event(lippe, name="Frühlingsabend")
    db.session.commit()
    page = text_at(app.test_client(user=firm.representatives[0].account))
    assert sentence in page
    assert "Frühlingsabend" not in page


def test_navigation_when_somebody_is_signed_in_fits_their_role(app: Flask, lippe: Association) -> None:
    people = {
        make_applicant(lippe).account: ("/", "/events", "/profile"),
        make_company(lippe).representatives[0].account: ("/", "/events", "/firm"),
        make_account(lippe, Role.HELPER): ("/board", "/events"),
    }
    db.session.commit()
    for account, paths in people.items():
        page = text_at(app.test_client(user=account), "/imprint")
        nav = page[page.index("<nav") : page.index("</nav>")]
        assert [
            path for path in ("/", "/board", "/events", "/profile", "/firm") if f'href="{path}"' in nav
        ] == sorted(paths, key=("/", "/board", "/events", "/profile", "/firm").index)


def test_language_when_picked_stays_for_the_next_page(client: FlaskClient, lippe: Association) -> None:
    answer = fill(client, "/privacy", "/language", button="English")
    assert answer.location == "/privacy"
    assert "What is stored" in text_at(client, "/privacy")


def test_language_when_picked_by_somebody_signed_in_is_that_of_their_mails(
    app: Flask, lippe: Association
) -> None:
    mia = make_applicant(lippe)
    db.session.commit()
    fill(app.test_client(user=mia.account), "/privacy", "/language", button="English")
    db.session.refresh(mia.account)
    assert mia.account.locale == "en"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", ""])
def test_language_when_asked_to_lead_elsewhere_leads_to_the_start_page(
    client: FlaskClient, lippe: Association, back: str
) -> None:
    assert fill(client, "/privacy", "/language", {"back": back}, "English").location == "/"


def test_language_when_it_is_none_of_ours_changes_nothing(client: FlaskClient, lippe: Association) -> None:
    page = client.get("/privacy").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/language", data={"csrf_token": token, "language": "tlh\x00", "back": "/"})
    assert "Was gespeichert wird" in text_at(client, "/privacy")


def test_sources_when_shown_credit_the_data(client: FlaskClient) -> None:
    page = text_at(client, "/sources")
    assert "GeoNames" in page
    assert "Bundesagentur für Arbeit" in page


@pytest.mark.parametrize("path", ["/imprint", "/privacy"])
def test_page_of_the_law_when_shown_names_whom_to_write_to(
    client: FlaskClient, lippe: Association, path: str
) -> None:
    assert lippe.contact_email in text_at(client, path)


def test_occupations_when_typed_are_found_with_their_heading(client: FlaskClient) -> None:
    found = client.get("/occupations", query_string={"q": "tisch"}).get_json()["occupations"]
    assert {"id": "tischler", "name": "Tischler:in", "group": "Holz"} in found


@pytest.mark.parametrize(
    "q", ["Tischler/-in (m/w/d)", "Azubi zum Tischler 2027", "Tischler (m/", "Tischler - Möbel"]
)
def test_occupations_when_typed_as_in_an_advertisement_are_found(client: FlaskClient, q: str) -> None:
    found = client.get("/occupations", query_string={"q": q}).get_json()["occupations"]
    assert found[0]["id"] == "tischler"


@pytest.mark.parametrize("q", ["", "\x00", "x" * 1000, "😀", "%'\"\\"])
def test_occupations_when_nonsense_is_typed_are_none(client: FlaskClient, q: str) -> None:
    assert client.get("/occupations", query_string={"q": q}).get_json() == {"occupations": []}


@pytest.mark.parametrize(
    ("postcode", "place"),
    [("32756", "Detmold, Kreis Lippe"), ("00000", None), ("ABCDE", None), ("\x00", None)],
)
def test_place_when_a_postcode_is_typed_is_its_name(
    client: FlaskClient, lippe: Association, postcode: str, place: str | None
) -> None:
    token = form_of(client.get("/join/lippe/applicant"), "sign-up").values["csrf_token"]
    answer = client.post("/place", data={"postcode": postcode}, headers={"X-CSRFToken": token})
    assert answer.get_json() == {"place": place}


def test_place_when_asked_for_in_an_address_is_not_answered(client: FlaskClient) -> None:
    assert client.get("/place", query_string={"postcode": "32756"}).status_code == 405


def test_start_when_the_evening_runs_does_not_say_that_it_is_going_to_begin(
    app: Flask, lippe: Association
) -> None:
    event = coming_event(lippe, state=EventState.PUBLISHED, name="Azubi-Abend")
    mia = make_applicant(lippe)
    make_registration(event, mia)
    event.starts_at = now() - timedelta(minutes=5)
    db.session.commit()
    page = text_at(app.test_client(user=mia.account))
    assert "Der Abend läuft seit" in page
    assert "Los geht es um" not in page


def test_start_when_read_in_english_tells_the_time_as_the_mails_do(app: Flask, lippe: Association) -> None:
    event = coming_event(lippe, state=EventState.PUBLISHED)
    event.starts_at = datetime(2027, 3, 1, 17, 30, tzinfo=UTC)
    mia = make_applicant(lippe)
    mia.account.locale = "en"
    make_registration(event, mia)
    db.session.commit()
    assert "Monday, March 1, 2027, 18:30" in text_at(app.test_client(user=mia.account))
