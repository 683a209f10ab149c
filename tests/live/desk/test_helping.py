"""Calls for help: seen at the desk at once, taken and done by one of it, and told to who has called."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from tests.browsers import PHONE
from tests.factories.people import make_association, make_organiser
from tests.live.evenings import Evening
from tests.live.guests import Guests
from tests.socket_people import PageVisitor, SocketPerson
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.desk.board import board_of
from webapp.live.desk.diary import entries_of
from webapp.live.desk.helping import finish_call, take_call
from webapp.live.desk.refusals import CallIsOver
from webapp.live.help_calls import open_calls
from webapp.live.models import Deed, HelpCall, HelpKind

Connect = Callable[..., SocketPerson]


def call_of(evening: Evening, person: Account, kind: HelpKind = HelpKind.HELP) -> HelpCall:
    made = HelpCall(event_id=evening.event.id, account_id=person.id, kind=kind, words="Hilfe", at=now())
    db.session.add(made)
    db.session.commit()
    return made


@pytest.mark.server
def test_call_when_made_in_a_talk_is_open_at_the_desk_with_its_talk_and_followed_by_the_person(
    in_round_one: Evening, connected: Connect, visitor: Callable[[Account], PageVisitor]
) -> None:
    anna = connected(in_round_one.anna)
    assert anna.check_in(in_round_one.event.id)["help"] is None
    message = {"event_id": in_round_one.event.id, "kind": "help", "words": "Ich h\u00f6re nichts."}
    assert anna.call("call_for_help", message) == {"ok": True, "state": "asked"}
    call = open_calls(in_round_one.event.id)[0]
    assert (call.meeting_id, call.words) == (in_round_one.anna_joinery.id, "Ich h\u00f6re nichts.")
    desk, event = visitor(in_round_one.organiser), f"/events/{in_round_one.event.id}"
    assert "Ich h\u00f6re nichts." in desk.read(f"{event}/desk")
    for verb, state in (("take", "taken"), ("done", "done")):
        desk.press(f"{event}/desk", f"{event}/help/{call.id}/{verb}")
        assert anna.hear("help")["state"] == state
    db.session.rollback()
    assert open_calls(in_round_one.event.id) == []


@pytest.mark.server
def test_call_when_made_again_while_open_says_more_and_is_one(
    in_round_one: Evening, connected: Connect
) -> None:
    anna = connected(in_round_one.anna)
    anna.check_in(in_round_one.event.id)
    for kind, words in (("help", "Der Ton fehlt."), ("report", "Er beleidigt mich.")):
        anna.call("call_for_help", {"event_id": in_round_one.event.id, "kind": kind, "words": words})
    found = [(call.kind, call.words) for call in open_calls(in_round_one.event.id)]
    assert found == [(HelpKind.REPORT, "Der Ton fehlt.\nEr beleidigt mich.")]


def test_desk_when_several_call_shows_what_is_wrong_first(in_round_one: Evening) -> None:
    call_of(in_round_one, in_round_one.anna)
    call_of(in_round_one, in_round_one.ben, HelpKind.REPORT)
    calls = board_of(in_round_one.event, now()).help_calls
    assert [call.account for call in calls] == [in_round_one.ben, in_round_one.anna]


def test_call_when_done_cannot_be_taken_or_done_again_and_stands_in_the_diary(in_round_one: Evening) -> None:
    call = call_of(in_round_one, in_round_one.anna)
    take_call(in_round_one.organiser, in_round_one.event, call.id, now())
    finish_call(in_round_one.organiser, in_round_one.event, call.id, now())
    for doing in (take_call, finish_call):
        with pytest.raises(CallIsOver):
            doing(in_round_one.organiser, in_round_one.event, call.id, now())
    deeds = [(entry.deed, entry.about) for entry in entries_of(in_round_one.event.id)]
    assert deeds == [(Deed.HELP_DONE, in_round_one.anna), (Deed.HELP_TAKEN, in_round_one.anna)]


def test_call_when_of_another_association_is_not_found(in_round_one: Evening) -> None:
    call = call_of(in_round_one, in_round_one.anna)
    with pytest.raises(NotFound):
        take_call(make_organiser(make_association()), in_round_one.event, call.id, now())


def test_board_when_somebody_calls_says_so_to_a_screen_reader(app: Flask, in_round_one: Evening) -> None:
    call_of(in_round_one, in_round_one.anna)
    page = app.test_client(user=in_round_one.organiser).get(f"/events/{in_round_one.event.id}/desk/board")
    assert "1 Mensch ruft um Hilfe" in page.text


@pytest.mark.browser
@pytest.mark.server
def test_help_when_called_in_the_room_is_taken_at_the_desk_and_said_in_the_room(
    in_round_one: Evening, guests: Guests
) -> None:
    anna = guests.enter(in_round_one, in_round_one.anna, None, viewport=PHONE)
    anna.page.click("[data-sheet=card-panel]")
    anna.page.click("#card-panel [data-help-open]")
    anna.page.fill("#help-words", "Der Ton fehlt.")
    anna.page.click("[data-help=help]")
    anna.page.wait_for_selector("#help-state:visible")
    desk = guests.invite(in_round_one, in_round_one.organiser, None).page
    desk.goto(anna.address.replace("/evening", "/desk"))
    assert "Der Ton fehlt." in desk.inner_text(".help-calls")
    desk.click("text=Ich k\u00fcmmere mich")
    anna.device.wait_for("document.getElementById('help-state').textContent.includes('gerade')")
    assert guests.complaints() == []
