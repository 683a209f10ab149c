"""A little longer: what both want and what follows the round can give, and nobody's next talk is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.live.evenings import CHANGEOVER, ROUND, Evening, make_evening
from tests.socket_people import SocketPerson
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.help_calls import call_for_help
from webapp.live.longer import LEAST_GIVEN, ask_longer, lasts_longer
from webapp.live.models import HelpCall, HelpKind, LongerWish, Presence
from webapp.live.refusals import NotCheckedIn, NoTimeToGive, NotNow, NotYourMeeting
from webapp.live.services import NewLine, say
from webapp.planning.models import Meeting

SECOND = timedelta(seconds=1)
Connect = Callable[..., SocketPerson]


@pytest.fixture
def evening(app: Flask) -> Evening:
    """An evening with everybody there."""
    evening = make_evening(now() - timedelta(minutes=5))
    for person in (evening.anna, evening.ben, evening.joinery, evening.bakery):
        here = {"event_id": evening.event.id, "account_id": person.id}
        db.session.add(Presence(**here, connection=connection_of(person)))
    db.session.commit()
    return evening


def connection_of(person: Account) -> str:
    return f"c{person.id}"


def ask(person: Account, at: datetime, meeting: Meeting, wanted: bool = True) -> bool:
    return ask_longer(person, meeting.id, connection_of(person), wanted, at).agreed


def both_ask(evening: Evening) -> Meeting:
    """Let both of the first talk want it in its last minute."""
    meeting, at = evening.anna_joinery, end_of_round_one(evening) - 40 * SECOND
    assert not ask(evening.anna, at, meeting)
    assert ask(evening.joinery, at, meeting)
    return meeting


def end_of_round_one(evening: Evening) -> datetime:
    return evening.event.starts_at + ROUND


def test_talk_when_both_want_it_lasts_until_the_next_round_is_prepared(app: Flask, evening: Evening) -> None:
    meeting, ends_at = both_ask(evening), end_of_round_one(evening)
    until = ends_at + CHANGEOVER - timedelta(seconds=app.config["PREPARE_SECONDS"])
    assert lasts_longer(meeting, ends_at)
    assert lasts_longer(meeting, until - SECOND)
    assert not lasts_longer(meeting, until)


def test_talk_when_one_side_wants_it_ends_with_the_round(evening: Evening) -> None:
    ask(evening.anna, end_of_round_one(evening) - SECOND, evening.anna_joinery)
    assert not lasts_longer(evening.anna_joinery, end_of_round_one(evening))


def test_talk_when_one_side_no_longer_wants_it_ends_for_both(evening: Evening) -> None:
    meeting, later = both_ask(evening), end_of_round_one(evening) + 5 * SECOND
    assert not ask(evening.joinery, later, meeting, wanted=False)
    assert not lasts_longer(meeting, later)


def test_talk_when_it_lasts_longer_lets_both_write(evening: Evening) -> None:
    meeting, later = evening.anna_joinery, end_of_round_one(evening) + 5 * SECOND
    with pytest.raises(NotNow):
        say(evening.anna, meeting.id, connection_of(evening.anna), NewLine("Bis bald!", "1"), later)
    both_ask(evening)
    say(evening.anna, meeting.id, connection_of(evening.anna), NewLine("Bis bald!", "1"), later)


def test_wish_when_repeated_is_kept_once(evening: Evening) -> None:
    for _ in range(2):
        ask(evening.anna, end_of_round_one(evening) - SECOND, evening.anna_joinery)
    assert db.session.scalar(db.select(db.func.count()).select_from(LongerWish)) == 1


def test_wish_when_nothing_follows_the_round_is_refused(evening: Evening) -> None:
    in_the_last = end_of_round_one(evening) + CHANGEOVER + ROUND / 2
    with pytest.raises(NoTimeToGive):
        ask(evening.anna, in_the_last, evening.anna_bakery)


def test_wish_when_the_changeover_is_short_is_refused(app: Flask, evening: Evening) -> None:
    needed = app.config["PREPARE_SECONDS"] + LEAST_GIVEN.seconds
    evening.event.changeover_seconds = needed - 1
    db.session.commit()
    at = end_of_round_one(evening) - SECOND
    with pytest.raises(NoTimeToGive):
        ask(evening.anna, at, evening.anna_joinery)
    evening.event.changeover_seconds = needed
    assert not ask(evening.anna, at, evening.anna_joinery)


@pytest.mark.parametrize("minutes", [-1, 10.5, 12])
def test_wish_when_the_talk_is_not_on_is_refused(minutes: float, evening: Evening) -> None:
    with pytest.raises(NotNow):
        ask(evening.anna, evening.event.starts_at + timedelta(minutes=minutes), evening.anna_joinery)


def test_wish_when_the_talk_is_anothers_or_the_place_is_is_refused(evening: Evening) -> None:
    at = end_of_round_one(evening) - SECOND
    with pytest.raises(NotYourMeeting):
        ask(evening.ben, at, evening.anna_joinery)
    with pytest.raises(NotCheckedIn):
        ask_longer(evening.anna, evening.anna_joinery.id, "another", True, at)


@pytest.mark.parametrize("kind", [HelpKind.LEFT, HelpKind.REPORT])
def test_longer_talk_when_left_or_reported_ends_and_stays_held(kind: HelpKind, evening: Evening) -> None:
    meeting, later = both_ask(evening), end_of_round_one(evening) + 5 * SECOND
    call_for_help(evening.anna, evening.event.id, connection_of(evening.anna), kind, "", later)
    db.session.refresh(meeting)
    assert (lasts_longer(meeting, later), meeting.cancelled_at) == (False, None)
    assert db.session.scalars(db.select(HelpCall.meeting_id)).all() == [meeting.id]


@pytest.fixture
def three(connected: Connect) -> tuple[Evening, SocketPerson, SocketPerson]:
    """An evening in the last minute of its first round, with Anna and the joinery on sockets."""
    evening = make_evening(now() - ROUND + timedelta(seconds=45))
    people = connected(evening.anna), connected(evening.joinery)
    for person in people:
        person.check_in(evening.event.id)
    return evening, *people


def longer_in(snapshot: dict[str, Any], evening: Evening) -> dict[str, bool]:
    found: dict[str, bool] = next(
        meeting["longer"]
        for meeting in snapshot["agenda"]
        if meeting["meeting_id"] == evening.anna_joinery.id
    )
    return found


@pytest.mark.server
def test_ask_longer_when_one_side_asks_tells_the_other_nothing(
    three: tuple[Evening, SocketPerson, SocketPerson],
) -> None:
    evening, anna, joinery = three
    wish = {"meeting_id": evening.anna_joinery.id, "wanted": True}
    assert anna.call("ask_longer", wish) == {"ok": True, "agreed": False}
    joinery.call("ask_time", {})
    assert not joinery.has_heard("longer")
    assert longer_in(joinery.check_in(evening.event.id), evening) == {"asked": False, "agreed": False}
    assert longer_in(anna.check_in(evening.event.id), evening) == {"asked": True, "agreed": False}


@pytest.mark.server
def test_ask_longer_when_both_ask_tells_both_and_when_one_is_sorry_too(
    three: tuple[Evening, SocketPerson, SocketPerson],
) -> None:
    evening, anna, joinery = three
    wish = {"meeting_id": evening.anna_joinery.id, "wanted": True}
    anna.call("ask_longer", wish)
    assert joinery.call("ask_longer", wish) == {"ok": True, "agreed": True}
    assert anna.hear("longer") == {"meeting_id": evening.anna_joinery.id, "agreed": True}
    assert longer_in(joinery.check_in(evening.event.id), evening) == {"asked": True, "agreed": True}
    joinery.call("ask_longer", {**wish, "wanted": False})
    assert anna.hear("longer") == {"meeting_id": evening.anna_joinery.id, "agreed": False}
