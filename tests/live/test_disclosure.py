"""Profiles are without a name until the talk is near: who may know whom, and from when on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.live.evenings import CHANGEOVER, ROUND, Evening, make_evening
from tests.live.messages import EXAMPLES
from tests.socket_people import SocketPerson
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.fit.profiles import applicant_profiles
from webapp.live.own_evening import whole_evening
from webapp.live.snapshot import snapshot

Connect = Callable[..., SocketPerson]

LOBBY_OPENS_BEFORE = timedelta(hours=1)
MOMENT = timedelta(seconds=1)


@pytest.fixture
def evening(app: Flask) -> Evening:
    """An evening in three days, to which Anna and Ben come with some words of their own."""
    arranged = make_evening(now() + timedelta(days=3))
    for account, name in ((arranged.anna, "Anna"), (arranged.ben, "Ben")):
        account.first_name = name
    for meeting in (arranged.anna_joinery, arranged.ben_joinery):
        meeting.applicant.about = f"Ich heiße {meeting.applicant.account.first_name}."
    for account in (arranged.joinery, arranged.bakery):
        account.first_name = f"Petra {account.id}"
    db.session.commit()
    return arranged


def known(app: Flask, evening: Evening, account: Account, at: datetime) -> list[str]:
    """The names in somebody's snapshot at a moment."""
    with app.test_request_context("/"), force_locale("de"):
        agenda = snapshot(whole_evening(evening.event, account), at)["agenda"]
    told = str(agenda)
    people = (evening.anna, evening.ben, evening.joinery, evening.bakery)
    named = [meeting["partner"]["name"] in {person.first_name for person in people} for meeting in agenda]
    assert [meeting["partner"]["known"] for meeting in agenda] == named
    return [person.first_name for person in people if person.first_name in told]


def test_snapshot_when_the_lobby_is_closed_names_nobody(app: Flask, evening: Evening) -> None:
    before = evening.event.starts_at - LOBBY_OPENS_BEFORE - MOMENT
    for moment in (now(), before):
        assert [known(app, evening, person, moment) for person in (evening.joinery, evening.anna)] == [[], []]


def test_snapshot_when_the_lobby_opens_names_the_first_partner_alone(app: Flask, evening: Evening) -> None:
    when_it_opens = evening.event.starts_at - LOBBY_OPENS_BEFORE
    assert known(app, evening, evening.joinery, when_it_opens) == ["Anna"]
    assert known(app, evening, evening.anna, when_it_opens) == [evening.joinery.first_name]


def test_snapshot_when_a_round_runs_names_this_partner_and_the_next(app: Flask, evening: Evening) -> None:
    assert known(app, evening, evening.joinery, evening.event.starts_at) == ["Anna", "Ben"]


def test_snapshot_when_the_round_is_not_near_names_nobody_of_it(app: Flask, evening: Evening) -> None:
    evening.event.rounds = 3
    evening.ben_joinery.round = 3
    db.session.commit()
    first = evening.event.starts_at
    assert known(app, evening, evening.joinery, first - MOMENT) == ["Anna"]
    assert known(app, evening, evening.bakery, first) == ["Anna", "Ben"]
    assert known(app, evening, evening.joinery, first + ROUND + CHANGEOVER) == ["Anna", "Ben"]


def test_snapshot_when_the_evening_is_over_names_whom_one_has_met(app: Flask, evening: Evening) -> None:
    over = evening.event.starts_at + 3 * ROUND
    assert known(app, evening, evening.joinery, over) == ["Anna", "Ben"]


def test_snapshot_when_the_lobby_is_closed_says_what_the_profile_of_the_wishes_page_says(
    app: Flask, evening: Evening
) -> None:
    with app.test_request_context("/"), force_locale("de"):
        cards = [
            d["partner"] for d in snapshot(whole_evening(evening.event, evening.joinery), now())["agenda"]
        ]
        profiles = applicant_profiles(evening.event)
    assert [card["name"] for card in cards] == [
        profiles[meeting.applicant_id].title for meeting in (evening.anna_joinery, evening.ben_joinery)
    ]
    assert (cards[0]["subtitle"], cards[0]["facts"][-1]) == ("Tischler:in", "Möchte 2027 anfangen")
    assert len(cards[0]["questions"]) == 3


def test_snapshot_when_the_lobby_is_closed_names_the_firm_but_nobody_of_it(
    app: Flask, evening: Evening
) -> None:
    with app.test_request_context("/"), force_locale("de"):
        card = snapshot(whole_evening(evening.event, evening.anna), now())["agenda"][0]["partner"]
    assert (card["company"], card["name"]) == (evening.anna_joinery.table.company.name, "")


@pytest.mark.server
@pytest.mark.parametrize("person", ["anna", "joinery"])
def test_ask_partner_when_the_lobby_is_closed_is_refused(
    person: str, evening: Evening, connected: Connect
) -> None:
    asking = connected(getattr(evening, person))
    asking.check_in(evening.event.id)
    answer = asking.call("ask_partner", EXAMPLES["ask_partner"](evening))
    assert answer["error"]["name"] == "NotNow"


@pytest.mark.server
def test_ask_partner_when_the_talk_is_next_tells_what_a_snapshot_tells(
    in_round_one: Evening, connected: Connect
) -> None:
    joinery = connected(in_round_one.joinery)
    agenda = joinery.check_in(in_round_one.event.id)["agenda"]
    answer = joinery.call("ask_partner", {"meeting_id": in_round_one.ben_joinery.id})
    assert answer == {"ok": True, "partner": agenda[1]["partner"]}
    assert answer["partner"]["name"] == in_round_one.ben.first_name


@pytest.mark.server
def test_ask_partner_when_the_talk_is_not_the_next_is_refused(in_lobby: Evening, connected: Connect) -> None:
    joinery = connected(in_lobby.joinery)
    joinery.check_in(in_lobby.event.id)
    assert joinery.call("ask_partner", {"meeting_id": in_lobby.ben_joinery.id})["error"]["name"] == "NotNow"


@pytest.mark.server
def test_ask_partner_when_it_is_a_talk_of_others_is_refused(
    in_round_one: Evening, connected: Connect
) -> None:
    anna = connected(in_round_one.anna)
    anna.check_in(in_round_one.event.id)
    assert (
        anna.call("ask_partner", {"meeting_id": in_round_one.ben_bakery.id})["error"]["name"]
        == "NotYourMeeting"
    )
