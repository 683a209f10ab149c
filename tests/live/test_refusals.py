"""Whoever does not belong there is refused at every event of the protocol, and nothing changes."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.factories.people import make_applicant
from tests.live.evenings import Evening, make_evening, make_onlooker
from tests.live.messages import EXAMPLES, wrong_messages
from tests.servers import Server
from tests.socket_people import Refused, SocketPerson
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.models import HelpCall, Presence, Rating, TextLine
from webapp.live.sockets import EVENTS
from webapp.permissions import Role, participant, staff

pytestmark = pytest.mark.server

Connect = Callable[..., SocketPerson]
EVERY_EVENT = sorted(EVENTS)
EVENTS_OF_PARTICIPANTS = sorted(name for name, event in EVENTS.items() if event.right is participant)
EVENTS_OF_STAFF = sorted(name for name, event in EVENTS.items() if event.right is staff)
FOR_STRANGERS = {"watch_desk": "NotAllowed"}
FOR_STRANGERS |= {"check_in": "NotFound", "ask_time": "NotCheckedIn", "show_media": "NotCheckedIn"}
FOR_STRANGERS |= {"choose_media": "NotCheckedIn", "call_for_help": "NotCheckedIn"}


def stored() -> list[str]:
    """Everything a socket event could change, but not the moment of a connection."""
    db.session.rollback()
    presence = db.select(Presence.event_id, Presence.account_id, Presence.microphone, Presence.camera)
    line = db.select(TextLine.id, TextLine.text)
    rating = db.select(Rating.meeting_id, Rating.account_id, Rating.impression, Rating.note)
    call = db.select(HelpCall.account_id, HelpCall.kind, HelpCall.words)
    return sorted(str(row) for query in (presence, line, rating, call) for row in db.session.execute(query))


def refused_name(answer: dict[str, Any]) -> str:
    """The name of an error; it must come with a sentence and nothing else."""
    assert set(answer) == {"error"}, answer
    assert set(answer["error"]) == {"name", "sentence"}
    assert len(answer["error"]["sentence"]) > 10
    name: str = answer["error"]["name"]
    return name


def test_event_when_declared_has_an_example_that_these_tests_send() -> None:
    assert set(EXAMPLES) == set(EVENTS)


@pytest.mark.parametrize("name", EVERY_EVENT)
def test_event_when_from_another_association_finds_nothing(
    name: str, in_round_one: Evening, connected: Connect, server: Server
) -> None:
    elsewhere = make_evening(now() - timedelta(minutes=5))
    joinery = connected(in_round_one.joinery)
    joinery.check_in(in_round_one.event.id)
    stranger = connected(elsewhere.anna)
    if name != "ask_time":
        stranger.check_in(elsewhere.event.id)
    before = stored()
    answer = stranger.call(name, EXAMPLES[name](in_round_one))
    assert refused_name(answer) == FOR_STRANGERS.get(name, "NotYourMeeting")
    assert stored() == before
    assert_heard_nothing(joinery)
    assert server.has_written(f"{name} refused")


@pytest.mark.parametrize("name", EVERY_EVENT)
def test_event_when_from_somebody_not_matched_is_refused(
    name: str, in_round_one: Evening, connected: Connect
) -> None:
    joinery = connected(in_round_one.joinery)
    joinery.check_in(in_round_one.event.id)
    if name in FOR_STRANGERS:
        outsider = connected(make_onlooker(in_round_one, Role.APPLICANT))
    else:
        outsider = connected(in_round_one.ben)
        outsider.check_in(in_round_one.event.id)
        joinery.hear("partner")
    before = stored()
    answer = outsider.call(name, EXAMPLES[name](in_round_one))
    assert refused_name(answer) == FOR_STRANGERS.get(name, "NotYourMeeting")
    assert stored() == before
    assert_heard_nothing(joinery)


def assert_heard_nothing(person: SocketPerson) -> None:
    """Ask something first: what had been sent before would have arrived before the answer."""
    person.call("ask_time", {})
    assert [name for name in ("said", "signal", "partner", "replaced") if person.has_heard(name)] == []


def test_connection_when_nobody_is_signed_in_is_refused_with_a_sentence(connected: Connect) -> None:
    with pytest.raises(Refused) as refused:
        connected(None)
    assert refused.value.args[0]["data"]["name"] == "SignedOut"
    assert "neu anmelden" in refused.value.args[0]["message"]


def test_connection_when_the_cookie_is_forged_is_refused(in_lobby: Evening, connected: Connect) -> None:
    with pytest.raises(Refused):
        connected(None, Cookie="session=eyJfdXNlcl9pZCI6IjEifQ.aaaa.bbbb")


def test_connection_when_from_another_site_is_refused(in_lobby: Evening, connected: Connect) -> None:
    with pytest.raises(Refused):
        connected(in_lobby.anna, Origin="https://elsewhere.example")


def test_connection_when_from_a_host_name_of_its_own_is_let_in(in_lobby: Evening, connected: Connect) -> None:
    host = "anna.localhost:8000"
    assert connected(in_lobby.anna, Host=host, Origin=f"http://{host}").check_in(in_lobby.event.id)


# The time is no secret, and told without asking the database: a sign-in that ends elsewhere ends it a second later.
@pytest.mark.parametrize("name", [name for name in EVERY_EVENT if name != "ask_time"])
def test_event_when_signed_out_everywhere_meanwhile_is_refused(
    name: str, in_round_one: Evening, connected: Connect
) -> None:
    anna = connected(in_round_one.anna)
    anna.check_in(in_round_one.event.id)
    db.session.get_one(Account, in_round_one.anna.id).session_key = secrets.token_urlsafe(32)
    db.session.commit()
    before = stored()
    assert refused_name(anna.call(name, EXAMPLES[name](in_round_one))) == "SignedOut"
    assert stored() == before


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.HELPER, Role.OWNER])
@pytest.mark.parametrize("name", EVENTS_OF_PARTICIPANTS)
def test_event_of_participants_when_from_staff_is_refused(
    name: str, role: Role, in_round_one: Evening, connected: Connect
) -> None:
    onlooker = connected(make_onlooker(in_round_one, role))
    onlooker.check_in(in_round_one.event.id)
    before = stored()
    assert refused_name(onlooker.call(name, EXAMPLES[name](in_round_one))) == "NotAllowed"
    assert stored() == before


@pytest.mark.parametrize("name", EVERY_EVENT)
def test_event_when_the_message_is_wrong_changes_nothing(
    name: str, in_round_one: Evening, connected: Connect, server: Server
) -> None:
    # One after the other: all of it from one person would be more than a person can send.
    people = (in_round_one.anna, in_round_one.ben, in_round_one.joinery, in_round_one.bakery)
    sender = people[EVERY_EVENT.index(name) % len(people)]
    person = connected(in_round_one.organiser if name in EVENTS_OF_STAFF else sender)
    person.check_in(in_round_one.event.id)
    before = stored()
    accepted = [
        message
        for message in wrong_messages(EXAMPLES[name](in_round_one))
        if refused_name(person.call(name, message)) != "WrongMessage"
    ]
    assert accepted == []
    assert stored() == before
    assert "Traceback" not in "".join(server.log)


@pytest.mark.parametrize("name", EVERY_EVENT)
def test_event_when_it_carries_two_messages_is_refused(
    name: str, in_round_one: Evening, connected: Connect
) -> None:
    sender = connected(in_round_one.organiser if name in EVENTS_OF_STAFF else in_round_one.anna)
    sender.check_in(in_round_one.event.id)
    message = EXAMPLES[name](in_round_one)
    assert refused_name(sender.call(name, (message, message))) == "WrongMessage"


@pytest.mark.parametrize("name", EVENTS_OF_STAFF)
def test_event_of_staff_when_from_another_association_finds_nothing(
    name: str, in_round_one: Evening, connected: Connect
) -> None:
    elsewhere = make_evening(now() - timedelta(minutes=5))
    answer = connected(elsewhere.organiser).call(name, EXAMPLES[name](in_round_one))
    assert refused_name(answer) == "NotFound"


def test_event_when_it_does_not_exist_is_refused(in_round_one: Evening, connected: Connect) -> None:
    assert refused_name(connected(in_round_one.anna).call("promote", {"role": "owner"})) == "WrongMessage"


@pytest.mark.parametrize("name", EVERY_EVENT)
def test_event_when_it_is_huge_ends_the_connection_and_nothing_else(
    name: str, in_round_one: Evening, connected: Connect, server: Server
) -> None:
    anna, joinery = connected(in_round_one.anna), connected(in_round_one.joinery)
    anna.check_in(in_round_one.event.id)
    joinery.check_in(in_round_one.event.id)
    before = stored()
    anna.send(name, {**EXAMPLES[name](in_round_one), "more": "a" * 70_000})
    anna.wait_until_gone()
    assert joinery.call("ask_time", {})["ok"]
    assert stored() == before
    assert "Traceback" not in "".join(server.log)


def test_events_when_far_more_than_a_person_can_make_are_refused(app: Flask, connected: Connect) -> None:
    # The server has counted what the accounts of the tests before have sent: this one has a number of its own.
    evening = [make_evening(now() - timedelta(minutes=5)) for _ in range(4)][-1]
    anna = connected(evening.anna)
    anna.check_in(evening.event.id)
    answers = anna.call_many("ask_time", {}, 400)
    refused = [answer for answer in answers if "error" in answer]
    assert {refused_name(answer) for answer in refused} == {"TooOften"}
    assert len(answers) - len(refused) >= 90


def test_check_in_when_registered_but_not_published_is_refused(in_lobby: Evening, connected: Connect) -> None:
    from webapp.events.models import EventState

    in_lobby.event.state = EventState.OPEN
    db.session.commit()
    answer = connected(in_lobby.anna).call("check_in", EXAMPLES["check_in"](in_lobby))
    assert refused_name(answer) == "NotPublished"


def test_check_in_when_the_applicant_is_not_registered_finds_nothing(
    in_lobby: Evening, connected: Connect
) -> None:
    someone = make_applicant(in_lobby.organiser.association).account
    db.session.commit()
    answer = connected(someone).call("check_in", EXAMPLES["check_in"](in_lobby))
    assert refused_name(answer) == "NotFound"


def test_refusal_when_the_reader_wants_english_is_in_english(in_lobby: Evening, connected: Connect) -> None:
    anna = connected(in_lobby.anna)
    anna.check_in(in_lobby.event.id, language="en")
    assert anna.call("say", None)["error"]["sentence"].startswith("This message could not be understood")
