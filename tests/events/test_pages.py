"""The pages of an evening, by who looks at them and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import (
    make_account,
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
)
from tests.forms_of_pages import error_at, fill, form_of, forms_of, send
from tests.mailbox import mails_to
from tests.planning.evenings import Evening, make_evening, planned
from webapp.accounts.models import Account
from webapp.companies.models import ReleaseState
from webapp.database import now
from webapp.events.models import EventState
from webapp.events.queries import registration_of, tables_of_company
from webapp.events.services.wishes import wishes_of
from webapp.extensions import db
from webapp.permissions import Role
from webapp.planning.models import PlanState


@pytest.fixture
def evening(app: Flask) -> Evening:
    """An open evening in a month."""
    start = now() + timedelta(days=30)
    return make_evening(firms=3, people=3, starts_at=start, registration_closes_at=start - timedelta(days=2))


def firm_account(evening: Evening, number: int = 0) -> Account:
    return evening.companies[number].representatives[0].account


def page(app: Flask, account: Account, path: str) -> str:
    answer = app.test_client(user=account).get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def of(evening: Evening, page_name: str = "") -> str:
    return f"/events/{evening.event.id}{page_name}"


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.REPRESENTATIVE, Role.ORGANISER, Role.HELPER])
def test_index_when_looked_at_lists_the_evenings_one_may_know_of(
    app: Flask, evening: Evening, role: Role
) -> None:
    association = evening.event.association
    make_event(association, name="Noch geheim", state=EventState.DRAFT)
    make_event(make_association(), name="Anderswo")
    account = make_account(association, role)
    db.session.commit()
    said = page(app, account, "/events")
    assert evening.event.name in said
    assert ("Noch geheim" in said) is (role in {Role.ORGANISER, Role.HELPER})
    assert "Anderswo" not in said


def test_event_when_a_draft_is_not_found_by_participants(app: Flask, evening: Evening) -> None:
    evening.event.state = EventState.DRAFT
    db.session.commit()
    client = app.test_client(user=evening.applicants[0].account)
    assert client.get(of(evening)).status_code == 404
    assert page(app, evening.organiser, of(evening))


@pytest.mark.parametrize("path", ["", "/edit", "/plan", "/wishes", "/tables"])
def test_event_when_of_another_association_is_not_found(app: Flask, evening: Evening, path: str) -> None:
    other = make_association()
    strangers = [
        make_organiser(other),
        make_applicant(other).account,
        make_company(other).representatives[0].account,
    ]
    db.session.commit()
    codes = {app.test_client(user=stranger).get(of(evening, path)).status_code for stranger in strangers}
    assert codes <= {403, 404}
    assert 404 in codes


def test_organiser_when_opening_a_draft_lets_people_register(app: Flask, evening: Evening) -> None:
    evening.event.state = EventState.DRAFT
    db.session.commit()
    fill(app.test_client(user=evening.organiser), of(evening), of(evening, "/open"))
    assert evening.event.state is EventState.OPEN


def test_organiser_when_cancelling_tells_everybody(app: Flask, evening: Evening) -> None:
    fill(app.test_client(user=evening.organiser), of(evening), of(evening, "/cancel"))
    assert evening.event.state is EventState.CANCELLED
    assert len(mails_to(evening.applicants[0].account.email)) == 1
    assert "findet nicht statt" in page(app, evening.applicants[0].account, of(evening))


def test_helper_when_looking_at_an_event_is_offered_no_change(app: Flask, evening: Evening) -> None:
    helper = make_account(evening.event.association, Role.HELPER)
    db.session.commit()
    client = app.test_client(user=helper)
    actions = {form.action for form in forms_of(client.get(of(evening)))}
    assert not [action for action in actions if action.startswith("/events")]
    assert client.get(of(evening, "/edit")).status_code == 403


def test_applicant_when_pressing_the_button_comes_and_is_led_to_the_wishes(
    app: Flask, evening: Evening
) -> None:
    newcomer = make_applicant(evening.event.association)
    db.session.commit()
    client = app.test_client(user=newcomer.account)
    answer = fill(client, of(evening), of(evening, "/register"))
    assert answer.location.endswith(of(evening, "/wishes"))
    assert registration_of(evening.event, newcomer.account) is not None


def test_applicant_when_registration_has_closed_is_told_whom_to_write(app: Flask, evening: Evening) -> None:
    newcomer = make_applicant(evening.event.association)
    db.session.commit()
    client = app.test_client(user=newcomer.account)
    form = client.get(of(evening))
    evening.event.registration_closes_at = now() - timedelta(minutes=1)
    db.session.commit()
    answer = send(client, form, of(evening, "/register"))
    assert answer.status_code == 409
    assert evening.event.association.contact_email in answer.get_data(as_text=True)
    assert registration_of(evening.event, newcomer.account) is None


def test_applicant_when_withdrawing_does_not_come(app: Flask, evening: Evening) -> None:
    account = evening.applicants[0].account
    fill(app.test_client(user=account), of(evening), of(evening, "/withdraw"))
    assert registration_of(evening.event, account) is None


def test_applicant_when_the_agenda_is_published_reads_it_with_reasons(app: Flask, evening: Evening) -> None:
    planned(evening, [(1, 0, 0), (2, 0, 1)], PlanState.PUBLISHED)
    said = page(app, evening.applicants[0].account, of(evening))
    assert [company.name in said for company in evening.companies[:2]] == [True, True]
    assert "Warum dieses Gespräch?" in said
    assert "Warum dieses Gespräch?" not in page(app, evening.applicants[2].account, of(evening))


def test_firm_when_the_agenda_is_published_reads_wishes_but_no_name(app: Flask, evening: Evening) -> None:
    evening.applicants[0].account.first_name = "Alrun"
    planned(evening, [(1, 0, 0)], PlanState.PUBLISHED)
    said = page(app, firm_account(evening), of(evening))
    assert "Tischler:in" in said
    assert "Profil 1" in said
    assert "Alrun" not in said


@pytest.mark.parametrize(
    ("hours_to_start", "state", "words"),
    [
        (48, EventState.PUBLISHED, "Der Gesprächsplan ist da"),
        (0.5, EventState.PUBLISHED, "Zum Abend"),
        (0.5, EventState.PUBLISHED, " um "),
        (-0.1, EventState.PUBLISHED, "Zum Abend"),
        (-0.1, EventState.PUBLISHED, "Der Abend läuft seit "),
        (-24, EventState.PUBLISHED, "Ja oder Nein sagen"),
        (48, EventState.OPEN, "Zu den Wünschen"),
        (48, EventState.CANCELLED, "findet nicht statt"),
    ],
)
def test_next_step_when_time_passes_is_the_one_that_counts(
    app: Flask, evening: Evening, hours_to_start: float, state: EventState, words: str
) -> None:
    evening.event.starts_at = now() + timedelta(hours=hours_to_start)
    evening.event.state = state
    db.session.commit()
    for account in (evening.applicants[0].account, firm_account(evening)):
        assert words in page(app, account, "/events")


def test_tables_when_the_count_grows_asks_who_sits_there(app: Flask, evening: Evening) -> None:
    client = app.test_client(user=firm_account(evening))
    answer = fill(client, of(evening, "/tables"), "tables", {"table_count": "2"})
    assert answer.location.endswith(of(evening, "/tables"))
    assert len(tables_of_company(evening.event, evening.companies[0])) == 2


@pytest.mark.parametrize("count", ["-1", "0", "21", "10000", "zwei", ""])
def test_tables_when_the_count_is_wrong_says_so_and_changes_nothing(
    app: Flask, evening: Evening, count: str
) -> None:
    client = app.test_client(user=firm_account(evening))
    answer = fill(client, of(evening, "/tables"), "tables", {"table_count": count})
    assert answer.status_code == 422
    assert error_at(answer, "table_count")
    assert form_of(answer, "tables").values["table_count"] == count
    assert len(tables_of_company(evening.event, evening.companies[0])) == 1


def test_tables_when_somebody_of_another_firm_is_seated_says_so(app: Flask, evening: Evening) -> None:
    client = app.test_client(user=firm_account(evening))
    seats = [str(firm_account(evening, 1).id)]
    answer = fill(client, of(evening, "/tables"), "tables", {"seat": seats})
    assert "Ihrem Betrieb" in error_at(answer, "seats")
    assert tables_of_company(evening.event, evening.companies[0])[0].representative is firm_account(evening)


def test_tables_when_a_seat_is_no_number_says_so(app: Flask, evening: Evening) -> None:
    client = app.test_client(user=firm_account(evening))
    assert error_at(fill(client, of(evening, "/tables"), "tables", {"seat": ["<b>"]}), "seats")


def test_tables_when_the_firm_is_not_released_offers_no_form(app: Flask, evening: Evening) -> None:
    evening.companies[0].state = ReleaseState.WAITING
    db.session.commit()
    answer = app.test_client(user=firm_account(evening)).get(of(evening, "/tables"))
    assert "noch nicht freigegeben" in answer.get_data(as_text=True)
    assert "tables" not in {form.id for form in forms_of(answer)}


def test_tables_when_the_evening_is_over_offer_no_change(app: Flask, evening: Evening) -> None:
    evening.event.starts_at = now() - timedelta(days=1)
    db.session.commit()
    account = firm_account(evening)
    assert "Tische und Plätze ändern" not in page(app, account, of(evening))
    tables = page(app, account, of(evening, "/tables"))
    assert "Dieser Abend ist vorbei." in tables
    assert "<select" not in tables


def test_wishes_when_buttons_are_pressed_without_script_keep_the_order(app: Flask, evening: Evening) -> None:
    applicant, (a, b, c) = evening.applicants[0], (company.id for company in evening.companies)
    client = app.test_client(user=applicant.account)
    for move in (f"wish:{a}", f"wish:{b}", f"up:{b}", f"unwanted:{c}"):
        answer = fill(client, of(evening, "/wishes"), "wishes", button=move)
        assert answer.location.endswith(f"#other-{move.partition(':')[2]}")
    found = wishes_of(evening.event, applicant)
    assert (found.ranked, found.unwanted) == ((b, a), (c,))


@pytest.mark.parametrize("move", ["fly:1", "wish:x", "wish:999999"])
def test_wishes_when_the_button_is_unknown_say_so_and_stay(app: Flask, evening: Evening, move: str) -> None:
    applicant = evening.applicants[0]
    client = app.test_client(user=applicant.account)
    fill(client, of(evening, "/wishes"), "wishes", button=f"wish:{evening.companies[0].id}")
    form = form_of(client.get(of(evening, "/wishes")), "wishes").answered({})
    form.add("move", move)
    answer = client.post(of(evening, "/wishes"), data=form)
    assert answer.status_code == 422
    assert error_at(answer, "wishes")
    assert wishes_of(evening.event, applicant).ranked == (evening.companies[0].id,)


def test_wishes_when_the_script_asks_answer_with_json(app: Flask, evening: Evening) -> None:
    client = app.test_client(user=evening.applicants[0].account)
    headers = {"Accept": "application/json"}
    firm = evening.companies[0].id
    good = fill(client, of(evening, "/wishes"), "wishes", button=f"wish:{firm}", headers=headers)
    assert good.get_json() == {"saved": True}
    form = form_of(client.get(of(evening, "/wishes")), "wishes").answered({})
    form.add("ranked", str(firm))
    bad = client.post(of(evening, "/wishes"), data=form, headers=headers)
    assert (bad.status_code, bad.get_json()["saved"]) == (422, False)


def test_wishes_when_one_does_not_come_are_refused(app: Flask, evening: Evening) -> None:
    newcomer = make_applicant(evening.event.association)
    db.session.commit()
    assert app.test_client(user=newcomer.account).get(of(evening, "/wishes")).status_code == 409


def test_wishes_when_a_firm_looks_show_no_name_age_or_address(app: Flask, evening: Evening) -> None:
    applicant = evening.applicants[0]
    applicant.account.first_name, applicant.account.last_name = "Alrun", "Zwirner"
    applicant.birth_year, applicant.strengths = 1987, "Rechnen"
    db.session.commit()
    said = page(app, firm_account(evening), of(evening, "/wishes"))
    assert [word in said for word in ("Alrun", "Zwirner", "1987", applicant.account.email)] == [False] * 4
    assert [word in said for word in ("Profil 1", "Rechnen", "32756 Detmold", "Tischler:in")] == [True] * 4


def test_wishes_when_the_agenda_is_made_can_only_be_read(app: Flask, evening: Evening) -> None:
    planned(evening, [(1, 0, 0)], PlanState.PUBLISHED)
    said = page(app, evening.applicants[0].account, of(evening, "/wishes"))
    assert "fieldset" in said
    assert "Wünsche lassen sich nicht mehr ändern" in said


def test_event_page_when_read_in_english_is_english(app: Flask, evening: Evening) -> None:
    account = evening.applicants[0].account
    account.locale = "en"
    db.session.commit()
    assert "To the wishes" in page(app, account, of(evening))
