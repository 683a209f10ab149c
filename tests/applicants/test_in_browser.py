"""Sign-up and profile in a real browser: by keyboard, without scripts, and saved as typed."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browsers import PHONE, LaunchPerson
from tests.database.other_writer import other_writer
from tests.factories.people import make_applicant, make_association
from tests.mailbox import newest_link
from tests.servers import Server
from tests.socket_people import session_cookie
from webapp.accounts.models import Account
from webapp.accounts.services import issue_link
from webapp.applicants.models import Applicant
from webapp.database import now
from webapp.extensions import db

pytestmark = [pytest.mark.browser, pytest.mark.server]
MIA = "mia@example.org"
SECONDS_TO_STORE = 20


@pytest.fixture
def address(server: Server) -> str:
    """Where sign-up of an association is."""
    make_association(slug="lippe", name="Ausbildung in Lippe")
    db.session.commit()
    return f"{server.url}/join/lippe/applicant"


@pytest.fixture
def phone(person_browser: LaunchPerson) -> Page:
    return person_browser(None, PHONE).page


def test_sign_up_when_visited_first_costs_150_kilobytes_at_most(
    person_browser: LaunchPerson, address: str
) -> None:
    person = person_browser(None, PHONE)
    received = person.count_bytes()

    person.page.goto(address, wait_until="networkidle")

    assert 20_000 < received() <= 150_000


def answer_first_screen(page: Page) -> None:
    page.get_by_label("Vorname").fill("Mia")
    page.get_by_label("Nachname").fill("Öztürk")
    page.get_by_label("E-Mail-Adresse").fill(MIA)
    page.get_by_label("Geburtsmonat").select_option(label="März")
    page.get_by_label("Geburtsjahr").fill(str(now().year - 16))
    page.get_by_label("Postleitzahl").fill("32756")


def search_box(page: Page) -> Locator:
    """Return the search field, once the script has made it out of the plain ones."""
    return page.locator(".occupations [role=combobox]")


def choose_and_send(page: Page) -> None:
    page.get_by_label(re.compile("Schulabschluss")).select_option("first")
    page.get_by_label(re.compile("anfangen")).select_option(index=1)
    page.get_by_role("button", name="Mitmachen").click()
    expect(page).to_have_url(re.compile("/mailbox$"))


def only_applicant(page: Page) -> Applicant:
    """Return who is stored; the server stores who signs up a moment after it has answered."""
    for _ in range(SECONDS_TO_STORE * 10):
        db.session.rollback()
        if found := db.session.scalars(db.select(Applicant)).one_or_none():
            return found
        page.wait_for_timeout(100)
    raise AssertionError("nobody was stored")


def test_occupations_when_chosen_by_keyboard_alone_are_stored_in_order(phone: Page, address: str) -> None:
    phone.goto(address)
    answer_first_screen(phone)
    phone.get_by_role("button", name="Weiter").click()
    box = search_box(phone)
    box.press_sequentially("tischl")
    expect(phone.get_by_role("option", name="Tischler:in")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("-0$"))
    box.press("Enter")
    expect(box).to_have_value("")
    box.press_sequentially("maurer")
    expect(phone.get_by_role("option", name="Maurer:in")).to_be_visible()
    box.press("Escape")
    expect(phone.get_by_role("listbox")).to_be_hidden()
    box.press("ArrowDown")
    phone.get_by_role("option", name="Maurer:in").wait_for()
    box.press("Enter")
    choose_and_send(phone)
    assert [wished.occupation_id for wished in only_applicant(phone).occupations] == ["tischler", "maurer"]


def test_occupation_when_removed_is_offered_again(phone: Page, address: str) -> None:
    phone.goto(address)
    answer_first_screen(phone)
    phone.get_by_role("button", name="Weiter").click()
    box = search_box(phone)
    for _ in range(2):
        box.press_sequentially("tischl")
        phone.get_by_role("option", name="Tischler:in").click()
        phone.get_by_role("button", name="Entfernen: Tischler:in").click()
        expect(box).to_be_focused()


def test_occupation_when_pasted_from_an_advertisement_is_offered(phone: Page, address: str) -> None:
    phone.goto(address)
    answer_first_screen(phone)
    phone.get_by_role("button", name="Weiter").click()
    search_box(phone).fill("Azubi zum Tischler (m/w/d)")
    expect(phone.get_by_role("option").first).to_contain_text("Tischler:in")


def test_occupations_when_three_are_chosen_ask_for_no_more(phone: Page, address: str) -> None:
    phone.goto(address)
    answer_first_screen(phone)
    phone.get_by_role("button", name="Weiter").click()
    box = search_box(phone)
    for word in ("tischler", "maurer", "dachdecker"):
        box.press_sequentially(word)
        phone.get_by_role("listbox").get_by_role("option").first.click()
    expect(box).to_be_hidden()
    expect(phone.get_by_role("button", name=re.compile("Entfernen: Dachdecker"))).to_be_focused()


def test_postcode_when_typed_is_answered_with_its_place(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.get_by_label("Postleitzahl").fill("32756")
    expect(phone.get_by_text("Detmold, Kreis Lippe")).to_be_visible()


def test_sign_up_when_the_browser_runs_no_script_works_the_same(
    person_browser: LaunchPerson, address: str, server: Server
) -> None:
    page = person_browser(None, PHONE, java_script_enabled=False).page
    page.goto(address)
    answer_first_screen(page)
    page.get_by_role("button", name="Weiter").click()
    page.locator("[name=occupations]").first.fill("Tischlerin")
    choose_and_send(page)
    only_applicant(page)
    page.goto(server.url + newest_link(MIA))
    page.locator("#use-link button").click()
    expect(page.get_by_role("heading", name="Hallo Mia")).to_be_visible()


def test_link_when_opened_in_a_browser_needs_one_tap(phone: Page, server: Server) -> None:
    mia = make_applicant(make_association())
    token = issue_link(mia.account, now())
    db.session.commit()
    phone.goto(f"{server.url}/link/{token}")
    phone.locator("#use-link button").click()
    expect(phone.get_by_role("heading", name="Hallo Kim")).to_be_visible()


def test_profile_when_typed_is_saved_by_itself_and_says_so(phone: Page, server: Server) -> None:
    mia = make_applicant(make_association())
    mia.account.last_name = "Muster"
    token = issue_link(mia.account, now(), next_path="/profile")
    db.session.commit()
    phone.goto(f"{server.url}/link/{token}")
    phone.locator("#use-link button").click()
    phone.get_by_label(re.compile("Ein paar Sätze")).fill("Ich baue gern.")
    expect(phone.get_by_role("status").filter(has_text="Alles gespeichert")).to_be_visible()
    expect(phone.get_by_text("Dein Profil: 2 von 4 Teilen")).to_be_visible()
    phone.get_by_label(re.compile("Wie weit")).fill("1000")
    expect(phone.get_by_text("Bitte eine Zahl von 1 bis 500 eingeben.")).to_be_visible()
    phone.get_by_role("button", name="Entfernen: Tischler:in").click()
    expect(phone.get_by_text(re.compile("Bitte nenne mindestens einen Beruf"))).to_be_visible()
    stored = only_applicant(phone)
    assert (stored.about, stored.radius_km) == ("Ich baue gern.", None)
    assert [wished.occupation_id for wished in stored.occupations] == ["tischler"]


def own_profile(person_browser: LaunchPerson, app: Flask, server: Server) -> Page:
    """Return the page on which an applicant types their profile."""
    applicant = make_applicant(make_association())
    db.session.commit()
    browser = person_browser(None, PHONE)
    name, _, value = session_cookie(app, applicant.account).partition("=")
    browser.sign_in(server.url, value, name)
    browser.page.goto(f"{server.url}/profile")
    return browser.page


def test_profile_when_typed_while_the_database_is_held_says_so_and_is_saved_afterwards(
    app: Flask, hasty: Server, person_browser: LaunchPerson
) -> None:
    page = own_profile(person_browser, app, hasty)
    db.session.remove()
    with other_writer("account"):
        page.get_by_label("Vorname").fill("Mira")
        expect(page.locator(".save-state")).to_contain_text("viel zu tun")
    expect(page.locator(".save-state")).not_to_contain_text("Wir versuchen es wieder", timeout=15_000)
    assert db.session.scalars(db.select(Account.first_name)).all() == ["Mira"]


def test_profile_when_the_connection_is_lost_says_so_and_is_saved_later(
    app: Flask, server: Server, person_browser: LaunchPerson
) -> None:
    page = own_profile(person_browser, app, server)
    page.context.set_offline(True)
    page.get_by_label("Vorname").fill("Mira")
    expect(page.locator(".save-state")).to_contain_text("keine Verbindung")
    page.context.set_offline(False)
    expect(page.locator(".save-state")).not_to_contain_text("Wir versuchen es wieder", timeout=15_000)
    db.session.rollback()
    assert db.session.scalars(db.select(Account.first_name)).all() == ["Mira"]


def test_profile_when_typed_after_signing_out_elsewhere_shows_the_button_that_leads_on(
    app: Flask, server: Server, person_browser: LaunchPerson
) -> None:
    page = own_profile(person_browser, app, server)
    page.context.clear_cookies()
    page.get_by_label("Vorname").fill("Mira")
    expect(page.locator(".save-state")).to_contain_text("Nicht gespeichert")
    expect(page.get_by_role("button", name="Speichern")).to_be_visible()
