"""From sign-up to a mutual yes: two applicants, two firms and an organiser, each at a real browser."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browsers import PHONE, LaunchPerson
from tests.factories.people import make_association, make_organiser
from tests.journeys.people import Person
from tests.servers import Server
from webapp.events.models import Event
from webapp.extensions import db

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.crowded]

APPLICANTS = {"Mia": "red", "Jonas": "blue"}
ROUND_SECONDS = 45
FIRMS = {"Tischlerei Meier": "green", "Holzbau Schulte": "yellow"}


@pytest.fixture
def organiser(server: Server, people: dict[str, Person], person_browser: LaunchPerson) -> Person:
    """The one who runs the evening of the association "lippe", signed in by mail."""
    account = make_organiser(make_association(slug="lippe"), email="organiser@example.org")
    db.session.commit()
    person = Person(person_browser(None), server.url, account.email, "Organiser")
    person.sign_in()
    people["Organiser"] = person
    return person


def sign_up_applicant(person: Person) -> None:
    person.go("/join/lippe/applicant")
    person.fill(first_name=person.name, last_name="Beispiel", email=person.email)
    person.fill(birth_month="5", birth_year="2009", postcode="32756")
    person.page.locator("button[name=step][value='2']").click()
    person.choose_occupation("tisch", "Tischler")
    person.fill(qualification="intermediate", start_year=str(datetime.now().year + 1))
    person.page.locator("button[name=step][value=done]").click()
    person.open_mail()


def sign_up_firm(person: Person) -> None:
    person.go("/join/lippe/company")
    person.fill(name=person.name, employees="9", postcode="33098", table_count="1", places="1")
    person.choose_occupation("tisch", "Tischler")
    person.fill(start_year=str(datetime.now().year + 1), minimum_qualification="first")
    person.fill(first_name="Petra", last_name="Meier", email=person.email, phone="05231 123456")
    person.page.locator("main form button[type=submit]").last.click()
    person.open_mail()


def create_evening(organiser: Person) -> str:
    """Create and open an evening of two short rounds; return its address."""
    tomorrow = datetime.now() + timedelta(days=1)
    organiser.go("/events/new")
    organiser.fill(name="Azubi-Abend", starts_at=f"{tomorrow:%Y-%m-%dT18:00}", rounds="2")
    organiser.fill(registration_closes_at=f"{tomorrow:%Y-%m-%dT12:00}", round_minutes="1")
    organiser.fill(changeover_seconds="15", guarantee_applicant="2", guarantee_table="2")
    organiser.press("Speichern")
    organiser.press("Anmeldung öffnen|öffnen")
    found = re.search(r"/events/\d+", organiser.page.url)
    assert found, organiser.page.url
    shorten_rounds()
    return found.group()


def shorten_rounds() -> None:
    """The form knows whole minutes; nobody here has that long to talk."""
    db.session.execute(db.update(Event).values(round_seconds=ROUND_SECONDS))
    db.session.commit()


def register(person: Person, event: str) -> None:
    if person.name in FIRMS:
        person.go(f"{event}/tables")
        seat = person.page.locator("select[name=seat]")
        if seat.count():
            seat.first.select_option(index=1)
        person.page.locator("main form button[type=submit]").last.click()
    else:
        person.go(event)
        person.press("Ich komme|Ich bin dabei")


def plan_and_publish(organiser: Person, event: str) -> None:
    organiser.go(f"{event}/plan")
    organiser.press("^Planen$|^Plan")
    publish = organiser.page.locator("summary", has_text=re.compile("veröffentlichen"))
    expect(publish).to_be_visible(timeout=60_000)
    expect(organiser.page.locator("main")).to_contain_text(re.compile("bewiesen|besser", re.IGNORECASE))
    publish.click()
    organiser.press("^Veröffentlichen und")


def answer(person: Person, event: str, other: str, said: str) -> None:
    person.go(f"{event}/answers")
    card = person.page.locator(".answer-card", has_text=other)
    card.locator(f"button[value={said}]").click()
    pressed = card.locator(f"button[value={said}][aria-pressed=true]").or_(card.locator(".answer-given"))
    expect(pressed.first).to_be_visible()


def test_evening_when_lived_from_sign_up_to_mutual_yes_shows_the_contact_to_both_and_nobody_else(
    organiser: Person, people: dict[str, Person], server: Server, person_browser: LaunchPerson
) -> None:
    for name, colour in (APPLICANTS | FIRMS).items():
        device = person_browser(colour, **({"viewport": PHONE} if name in APPLICANTS else {}))
        people[name] = Person(device, server.url, f"{name.split()[-1].lower()}@example.org", name)
        (sign_up_firm if name in FIRMS else sign_up_applicant)(people[name])

    organiser.go("/board")
    for _firm in FIRMS:
        organiser.press("[Ff]reigeben")
    event = create_evening(organiser)
    guests = {name: person for name, person in people.items() if person is not organiser}
    for person in guests.values():
        register(person, event)
    plan_and_publish(organiser, event)
    for person in guests.values():
        person.go(f"{event}/evening")
    organiser.go(f"{event}/desk")
    organiser.press("Jetzt (starten|beginnen)|starten")
    organiser.press("^Ja, ")  # who is missing stands above it

    seen: dict[str, list[str]] = {name: [] for name in guests}
    for number in (1, 2):
        for person in guests.values():
            person.enter_round(number)
        for name, person in guests.items():
            seen[name].append(person.sees())
    assert {name: set(seen[name]) for name in APPLICANTS} == {
        name: set(FIRMS.values()) for name in APPLICANTS
    }
    assert {name: set(seen[name]) for name in FIRMS} == {name: set(APPLICANTS.values()) for name in FIRMS}
    for number in (0, 1):
        pairs = [(name, seen[name][number]) for name in APPLICANTS]
        assert all(
            seen[firm][number] == APPLICANTS[name] for name, c in pairs for firm in FIRMS if FIRMS[firm] == c
        )

    for person in guests.values():
        person.stay_to_the_end()
    mia, jonas, meier = people["Mia"], people["Jonas"], people["Tischlerei Meier"]
    answer(mia, event, "Tischlerei Meier", "yes")
    answer(jonas, event, "Tischlerei Meier", "yes")
    answer(meier, event, "Mia", "yes")
    for person, contact in ((mia, meier.email), (meier, mia.email)):
        person.go(f"{event}/answers")
        expect(person.page.locator("main")).to_contain_text(contact)
    jonas.go(f"{event}/answers")
    expect(jonas.page.locator("main")).not_to_contain_text(meier.email)
    expect(meier.page.locator("main")).not_to_contain_text(jonas.email)
    assert [c for person in people.values() for c in person.device.complaints] == []
