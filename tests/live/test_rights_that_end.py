"""Whoever may no longer be at an evening is gone from it at once, and the partner is told in that moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.live.evenings import Evening, make_evening, make_onlooker, publish_another_plan
from tests.live.messages import EXAMPLES
from tests.servers import Server
from tests.socket_people import PageVisitor, SocketPerson
from webapp.accounts.models import Account
from webapp.companies.models import Company, Representative
from webapp.database import now
from webapp.events.models import EventState, EventTable, Registration
from webapp.extensions import db
from webapp.live.models import Presence, TextLine
from webapp.permissions import Role

pytestmark = pytest.mark.server

Connect = Callable[..., SocketPerson]
Visit = Callable[[Account], PageVisitor]


@pytest.fixture
def talk(in_round_one: Evening, connected: Connect) -> tuple[SocketPerson, SocketPerson]:
    """Anna and the joinery, both here in round one, and nothing unheard."""
    anna, joinery = connected(in_round_one.anna), connected(in_round_one.joinery)
    anna.check_in(in_round_one.event.id)
    joinery.check_in(in_round_one.event.id)
    assert anna.hear("partner")["here"] is True
    return anna, joinery


def firm_of(evening: Evening) -> Company:
    return evening.anna_joinery.table.company


def decline(evening: Evening, visitor: Visit) -> None:
    """Withdraw the release of the joinery, on the page of the organiser."""
    firm = firm_of(evening)
    visitor(evening.organiser).press("/board", f"/board/companies/{firm.id}/decline")


def unseat(evening: Evening, _visitor: Visit) -> None:
    """Name nobody for the joinery's table, in the database, as a command in another process would."""
    db.session.get_one(EventTable, evening.anna_joinery.table_id).representative_account_id = None
    db.session.commit()


def seat_somebody_else(evening: Evening, _visitor: Visit) -> None:
    colleague = make_onlooker(evening, Role.REPRESENTATIVE)
    db.session.get_one(EventTable, evening.anna_joinery.table_id).representative_account_id = colleague.id
    db.session.commit()


def change_role(evening: Evening, _visitor: Visit) -> None:
    db.session.get_one(Account, evening.joinery.id).role = Role.APPLICANT
    db.session.commit()


def delete_account(evening: Evening, _visitor: Visit) -> None:
    for model in (Representative, Account):
        key = {"account_id": evening.joinery.id} if model is Representative else {"id": evening.joinery.id}
        db.session.execute(db.delete(model).filter_by(**key))
    db.session.commit()


ENDINGS = [decline, unseat, seat_somebody_else, change_role, delete_account]


@pytest.mark.parametrize("end", ENDINGS, ids=lambda end: end.__name__)
def test_right_when_it_ends_puts_the_person_out_and_tells_the_partner(
    end: Callable[[Evening, Visit], None],
    in_round_one: Evening,
    talk: tuple[SocketPerson, SocketPerson],
    visitor: Visit,
) -> None:
    anna, joinery = talk
    seat = anna.check_in(in_round_one.event.id)["agenda"][0]["partner_state"]["seat"]
    end(in_round_one, visitor)
    told = anna.hear("partner")
    while told["seat"] == seat and not told["called_off"]:
        told = anna.hear("partner")
    joinery.wait_until_gone()
    assert joinery.hear("dismissed")["name"] == "NoLongerHere"
    assert told["here"] is False
    answer = anna.call("signal", EXAMPLES["signal"](in_round_one))
    assert answer.get("delivered", False) is False


def test_release_when_withdrawn_calls_the_talk_off_for_the_other_side(
    in_round_one: Evening, talk: tuple[SocketPerson, SocketPerson], visitor: Visit
) -> None:
    anna, joinery = talk
    decline(in_round_one, visitor)
    told = anna.hear("partner")
    while not told["called_off"]:
        told = anna.hear("partner")
    for event in ("signal", "say", "ask_partner"):
        assert anna.call(event, EXAMPLES[event](in_round_one))["error"]["name"] in {
            "CalledOff",
            "NotYourMeeting",
        }
    meetings = anna.check_in(in_round_one.event.id)["agenda"]
    assert in_round_one.anna_joinery.id not in [
        meeting["meeting_id"] for meeting in meetings if not meeting["called_off"]
    ]
    joinery.wait_until_gone()
    again = joinery.connect()
    for event, name in (
        ("check_in", "NotFound"),
        ("signal", "NotYourMeeting"),
        ("show_media", "NotCheckedIn"),
    ):
        assert again.call(event, EXAMPLES[event](in_round_one))["error"]["name"] == name
    assert db.session.scalars(db.select(TextLine)).all() == []


def test_registration_when_withdrawn_puts_the_applicant_out_and_tells_the_firm(
    app: Flask, server: Server, connected: Connect, visitor: Visit
) -> None:
    start = now() + timedelta(hours=2)
    evening = make_evening(start, registration_closes_at=start - timedelta(hours=1))
    anna, joinery = connected(evening.anna), connected(evening.joinery)
    anna.check_in(evening.event.id)
    joinery.check_in(evening.event.id)
    path = f"/events/{evening.event.id}"
    visitor(evening.anna).press(path, f"{path}/withdraw")
    told = joinery.hear("partner")
    while not told["called_off"]:
        told = joinery.hear("partner")
    anna.wait_until_gone()
    assert "Teilnahme" in anna.hear("dismissed")["sentence"]


def test_registration_when_it_is_gone_without_a_word_is_noticed_within_a_second(
    in_round_one: Evening, talk: tuple[SocketPerson, SocketPerson]
) -> None:
    anna, joinery = talk
    applicant = in_round_one.anna_joinery.applicant_id
    db.session.execute(db.delete(Registration).filter_by(applicant_id=applicant))
    db.session.commit()
    told = joinery.hear("partner")
    while not told["called_off"]:
        told = joinery.hear("partner")
    anna.wait_until_gone()
    assert (
        db.session.scalars(db.select(Presence.connection).filter_by(account_id=in_round_one.anna.id)).one()
        is None
    )


def test_review_when_a_talk_is_over_tells_nothing_of_it(in_round_two: Evening, connected: Connect) -> None:
    joinery, anna, ben = map(connected, (in_round_two.joinery, in_round_two.anna, in_round_two.ben))
    for person in (joinery, anna, ben):
        person.check_in(in_round_two.event.id)
    db.session.execute(db.delete(Registration).filter_by(applicant_id=in_round_two.ben_joinery.applicant_id))
    db.session.commit()
    told = [joinery.hear("partner")]
    while not told[-1]["called_off"]:
        told.append(joinery.hear("partner"))
    assert {message["meeting_id"] for message in told} == {in_round_two.ben_joinery.id}


@pytest.mark.parametrize("role", [Role.HELPER, Role.ORGANISER])
def test_staff_when_the_account_has_another_role_is_put_out(
    role: Role, in_round_one: Evening, connected: Connect
) -> None:
    colleague = make_onlooker(in_round_one, role)
    person = connected(colleague)
    person.check_in(in_round_one.event.id)
    db.session.get_one(Account, colleague.id).role = Role.APPLICANT
    db.session.commit()
    person.wait_until_gone()
    assert person.hear("dismissed")["event_id"] == in_round_one.event.id


def test_event_when_called_off_puts_everybody_out(
    in_lobby: Evening, connected: Connect, visitor: Visit
) -> None:
    anna, joinery = connected(in_lobby.anna), connected(in_lobby.joinery)
    anna.check_in(in_lobby.event.id)
    joinery.check_in(in_lobby.event.id)
    in_lobby.event.state = EventState.CANCELLED
    db.session.commit()
    for person in (anna, joinery):
        person.wait_until_gone()
        assert person.hear("dismissed")["name"] == "NoLongerHere"


def test_seat_when_given_to_a_colleague_who_is_here_already_brings_them_their_talks(
    in_round_one: Evening, talk: tuple[SocketPerson, SocketPerson], connected: Connect
) -> None:
    anna, _joinery = talk
    firm = firm_of(in_round_one)
    colleague = make_onlooker(in_round_one, Role.REPRESENTATIVE)
    db.session.execute(
        db.update(Representative).filter_by(account_id=colleague.id).values(company_id=firm.id)
    )
    db.session.get_one(
        EventTable, in_round_one.anna_joinery.table_id
    ).representative_account_id = colleague.id
    db.session.commit()
    while anna.hear("partner")["seat"] is not None:
        pass
    here = connected(colleague)
    assert here.check_in(in_round_one.event.id)["agenda"][0]["meeting_id"] == in_round_one.anna_joinery.id
    told = anna.hear("partner")
    assert told["here"] is True
    assert told["seat"] is not None


def test_plan_when_published_anew_ends_the_signals_of_the_old_one(
    in_round_one: Evening, talk: tuple[SocketPerson, SocketPerson]
) -> None:
    anna, joinery = talk
    publish_another_plan(in_round_one)
    joinery.hear("agenda")
    assert anna.call("signal", EXAMPLES["signal"](in_round_one))["error"]["name"] == "NotYourMeeting"


def test_sign_out_when_pressed_gives_the_partner_another_seat_to_wait_for(
    in_round_one: Evening, talk: tuple[SocketPerson, SocketPerson], visitor: Visit
) -> None:
    anna, joinery = talk
    seat = joinery.check_in(in_round_one.event.id)["agenda"][0]["partner_state"]["seat"]
    visitor(in_round_one.anna).press("/profile", "/sign-out-everywhere")
    anna.wait_until_gone()
    told = joinery.hear("partner")
    assert told["here"] is False
    assert told["seat"] != seat
