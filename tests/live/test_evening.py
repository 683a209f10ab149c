"""What two people at an evening send each other and are told, event by event, over real connections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.live.evenings import (
    ROUND,
    Evening,
    another_event_of,
    make_evening,
    make_onlooker,
    publish_another_plan,
)
from tests.live.messages import EXAMPLES
from tests.socket_people import SocketPerson
from webapp.database import now
from webapp.database.insertion import insert_unless_there
from webapp.extensions import db
from webapp.live.models import ConductedPhase, Impression, Presence, PresenceInterval, Rating
from webapp.permissions import Role

pytestmark = pytest.mark.server

Connect = Callable[..., SocketPerson]


@pytest.fixture
def anna_and_joinery(in_round_one: Evening, connected: Connect) -> tuple[SocketPerson, SocketPerson]:
    """Both sides of the first meeting of round one, checked in."""
    anna, joinery = connected(in_round_one.anna), connected(in_round_one.joinery)
    anna.check_in(in_round_one.event.id)
    joinery.check_in(in_round_one.event.id)
    anna.hear("partner")
    anna.hear("partner") if anna.has_heard("partner") else None
    return anna, joinery


def test_check_in_when_it_is_lobby_answers_with_the_whole_evening(
    in_lobby: Evening, connected: Connect
) -> None:
    snapshot = connected(in_lobby.anna).check_in(in_lobby.event.id)
    assert snapshot["event"] == {
        "id": in_lobby.event.id,
        "name": in_lobby.event.name,
        "rounds": 2,
        "round_seconds": 600,
        "changeover_seconds": 60,
    }
    assert [p["name"] for p in snapshot["phases"]] == [
        "lobby-1",
        "round-1",
        "changeover-2",
        "round-2",
        "ended-2",
    ]
    assert snapshot["phases"][1]["begins_at"] == round(in_lobby.event.starts_at.timestamp() * 1000)
    assert snapshot["me"]["account_id"] == in_lobby.anna.id
    assert snapshot["prepare_seconds"] == 10
    assert snapshot["ice_servers"] == []


def test_check_in_when_an_applicant_does_lists_their_meetings_in_order(
    in_lobby: Evening, connected: Connect
) -> None:
    agenda = connected(in_lobby.anna).check_in(in_lobby.event.id)["agenda"]
    assert [d["meeting_id"] for d in agenda] == [in_lobby.anna_joinery.id, in_lobby.anna_bakery.id]
    assert [d["offers"] for d in agenda] == [False, False]
    assert agenda[0]["partner"]["company"] == in_lobby.anna_joinery.table.company.name
    assert agenda[0]["partner"]["name"] == in_lobby.joinery.first_name
    assert agenda[0]["ends_at"] - agenda[0]["begins_at"] == 600_000


def test_check_in_when_a_firm_does_shows_first_names_alone(in_lobby: Evening, connected: Connect) -> None:
    agenda = connected(in_lobby.joinery).check_in(in_lobby.event.id)["agenda"]
    assert [d["meeting_id"] for d in agenda] == [in_lobby.anna_joinery.id, in_lobby.ben_joinery.id]
    assert [d["offers"] for d in agenda] == [True, True]
    assert agenda[0]["partner"]["name"] == in_lobby.anna.first_name
    assert in_lobby.anna.last_name not in str(agenda)


def test_check_in_when_staff_does_has_no_meetings(in_lobby: Evening, connected: Connect) -> None:
    snapshot = connected(make_onlooker(in_lobby, Role.HELPER)).check_in(in_lobby.event.id)
    assert (snapshot["me"]["role"], snapshot["agenda"]) == ("helper", [])


def test_check_in_when_done_tells_the_partners_of_all_meetings_to_come(
    in_lobby: Evening, connected: Connect
) -> None:
    joinery, bakery = connected(in_lobby.joinery), connected(in_lobby.bakery)
    joinery.check_in(in_lobby.event.id)
    bakery.check_in(in_lobby.event.id)
    connected(in_lobby.anna).check_in(in_lobby.event.id)
    for firm, meeting in ((joinery, in_lobby.anna_joinery), (bakery, in_lobby.anna_bakery)):
        told = firm.hear("partner")
        assert (told["meeting_id"], told["here"], told["called_off"]) == (meeting.id, True, False)


def test_check_in_when_the_partner_is_here_says_so(in_lobby: Evening, connected: Connect) -> None:
    connected(in_lobby.joinery).check_in(in_lobby.event.id)
    agenda = connected(in_lobby.anna).check_in(in_lobby.event.id)["agenda"]
    assert [d["partner_state"]["here"] for d in agenda] == [True, False]


def test_check_in_when_round_one_is_over_tells_only_the_partner_of_round_two(
    in_round_two: Evening, connected: Connect
) -> None:
    joinery, bakery = connected(in_round_two.joinery), connected(in_round_two.bakery)
    joinery.check_in(in_round_two.event.id)
    bakery.check_in(in_round_two.event.id)
    connected(in_round_two.anna).check_in(in_round_two.event.id)
    assert bakery.hear("partner")["meeting_id"] == in_round_two.anna_bakery.id
    joinery.call("ask_time", {})
    assert not joinery.has_heard("partner")


def test_check_in_when_from_a_second_device_replaces_the_first(
    in_round_one: Evening, connected: Connect
) -> None:
    joinery, first = connected(in_round_one.joinery), connected(in_round_one.anna)
    joinery.check_in(in_round_one.event.id)
    first.check_in(in_round_one.event.id)
    joinery.hear("partner")
    connected(in_round_one.anna).check_in(in_round_one.event.id)
    assert first.hear("replaced") == {"event_id": in_round_one.event.id}
    first.wait_until_gone()
    assert joinery.hear("partner")["here"]
    joinery.call("ask_time", {})
    while joinery.has_heard("partner"):  # a review may tell the same once more, but not that anybody has left
        assert joinery.hear("partner")["here"]


def test_check_in_when_repeated_on_the_same_connection_closes_nothing(
    in_round_one: Evening, connected: Connect
) -> None:
    anna = connected(in_round_one.anna)
    assert anna.check_in(in_round_one.event.id)["agenda"] == anna.check_in(in_round_one.event.id)["agenda"]
    assert not anna.has_heard("replaced")


def test_check_in_when_at_another_evening_leaves_the_first(in_round_one: Evening, connected: Connect) -> None:
    joinery, anna = connected(in_round_one.joinery), connected(in_round_one.anna)
    joinery.check_in(in_round_one.event.id)
    anna.check_in(in_round_one.event.id)
    joinery.hear("partner")
    anna.check_in(another_event_of(in_round_one, in_round_one.anna).id)
    assert joinery.hear("partner")["here"] is False


def test_connection_when_it_ends_marks_absent_and_tells_the_partner(
    in_round_one: Evening, connected: Connect
) -> None:
    joinery, anna = connected(in_round_one.joinery), connected(in_round_one.anna)
    joinery.check_in(in_round_one.event.id)
    anna.check_in(in_round_one.event.id)
    joinery.hear("partner")
    anna.close()
    told = joinery.hear("partner")
    assert (told["meeting_id"], told["here"]) == (in_round_one.anna_joinery.id, False)
    presence = db.session.scalars(db.select(Presence).filter_by(account_id=in_round_one.anna.id)).one()
    assert presence.connection is None


def test_ask_time_when_checked_in_answers_with_the_servers_clock(
    in_lobby: Evening, connected: Connect
) -> None:
    anna = connected(in_lobby.anna)
    anna.check_in(in_lobby.event.id)
    before = now().timestamp() * 1000
    told = anna.call("ask_time", {})["server_time"]
    assert before - 1 <= told <= now().timestamp() * 1000 + 1


def test_signal_when_the_meeting_is_running_reaches_the_partner(
    in_round_one: Evening, anna_and_joinery: tuple[SocketPerson, SocketPerson]
) -> None:
    anna, joinery = anna_and_joinery
    message = EXAMPLES["signal"](in_round_one)
    assert anna.call("signal", message) == {"ok": True, "delivered": True}
    assert joinery.hear("signal") == message


def test_signal_when_many_follow_each_other_arrives_in_their_order(
    in_round_one: Evening, anna_and_joinery: tuple[SocketPerson, SocketPerson]
) -> None:
    anna, joinery = anna_and_joinery
    names = [f"candidate {n}" for n in range(40)]
    for name in names:
        joinery.send(
            "signal",
            {
                "meeting_id": in_round_one.anna_joinery.id,
                "kind": "candidates",
                "data": {"candidates": [{"candidate": name}]},
            },
        )
    assert [anna.hear("signal")["data"]["candidates"][0]["candidate"] for _ in names] == names


def test_signal_when_it_carries_more_than_we_know_passes_on_what_we_know(
    in_round_one: Evening, anna_and_joinery: tuple[SocketPerson, SocketPerson]
) -> None:
    anna, joinery = anna_and_joinery
    data = {"type": "offer", "sdp": "v=0", "script": "<b>"}
    joinery.call("signal", {"meeting_id": in_round_one.anna_joinery.id, "kind": "offer", "data": data})
    assert anna.hear("signal")["data"] == {"type": "offer", "sdp": "v=0"}


def test_signal_when_the_partner_is_not_connected_is_not_delivered(
    in_round_one: Evening, connected: Connect
) -> None:
    anna = connected(in_round_one.anna)
    anna.check_in(in_round_one.event.id)
    assert anna.call("signal", EXAMPLES["signal"](in_round_one)) == {"ok": True, "delivered": False}


@pytest.mark.parametrize("event", ["signal", "say"])
def test_talk_when_the_meeting_is_over_is_refused(
    event: str, in_round_two: Evening, connected: Connect
) -> None:
    anna, joinery = connected(in_round_two.anna), connected(in_round_two.joinery)
    anna.check_in(in_round_two.event.id)
    joinery.check_in(in_round_two.event.id)
    assert anna.call(event, EXAMPLES[event](in_round_two))["error"]["name"] == "NotNow"
    joinery.call("ask_time", {})
    assert not joinery.has_heard("signal")
    assert not joinery.has_heard("said")


def test_say_when_the_meeting_is_running_is_stored_and_shown_to_both(
    in_round_one: Evening, anna_and_joinery: tuple[SocketPerson, SocketPerson]
) -> None:
    anna, joinery = anna_and_joinery
    answer = anna.call(
        "say", {"meeting_id": in_round_one.anna_joinery.id, "text": "  Grüße \U0001f642 ", "key": "1"}
    )
    assert answer["line"]["text"] == "Grüße \U0001f642"
    assert anna.hear("said") == {"meeting_id": in_round_one.anna_joinery.id, "line": answer["line"]}
    assert answer["line"]["mine"] is True
    assert joinery.hear("said")["line"] == {**answer["line"], "mine": False}
    lines = joinery.check_in(in_round_one.event.id)["agenda"][0]["lines"]
    assert lines == [{**answer["line"], "mine": False}]


def test_say_when_sent_again_for_want_of_an_answer_is_kept_and_shown_once(
    in_round_one: Evening, anna_and_joinery: tuple[SocketPerson, SocketPerson]
) -> None:
    anna, joinery = anna_and_joinery
    said = {"meeting_id": in_round_one.anna_joinery.id, "text": "Hallo", "key": "2f-1"}
    first, again = anna.call("say", said), anna.call("say", said)
    assert again == first
    assert joinery.hear("said")["line"]["id"] == first["line"]["id"]
    joinery.call("ask_time", {})
    assert not joinery.has_heard("said")
    assert anna.call("say", {**said, "key": "2f-2"})["line"]["id"] != first["line"]["id"]


def test_say_when_the_meeting_is_next_is_refused(in_lobby: Evening, connected: Connect) -> None:
    anna = connected(in_lobby.anna)
    anna.check_in(in_lobby.event.id)
    assert anna.call("say", EXAMPLES["say"](in_lobby))["error"]["name"] == "NotNow"


def test_say_when_from_an_older_connection_is_refused(in_round_one: Evening, connected: Connect) -> None:
    not_checked_in = connected(in_round_one.anna)
    assert not_checked_in.call("say", EXAMPLES["say"](in_round_one))["error"]["name"] == "NotCheckedIn"


def test_show_media_when_a_device_can_do_less_tells_the_partner_and_is_no_wish(
    in_round_one: Evening, anna_and_joinery: tuple[SocketPerson, SocketPerson]
) -> None:
    anna, joinery = anna_and_joinery
    live = {"microphone": True, "camera": False}
    assert joinery.call("show_media", {"event_id": in_round_one.event.id, **live}) == {"ok": True}
    told = anna.hear("partner")
    assert {name: told[name] for name in live} == live
    assert joinery.check_in(in_round_one.event.id)["me"]["camera"] is True


def test_check_in_when_a_second_device_has_nothing_yet_tells_the_partner_that_nothing_is_on(
    in_round_one: Evening, anna_and_joinery: tuple[SocketPerson, SocketPerson], connected: Connect
) -> None:
    anna, joinery = anna_and_joinery
    live = {"microphone": True, "camera": True}
    joinery.call("show_media", {"event_id": in_round_one.event.id, **live})
    assert anna.hear("partner")["camera"] is True
    connected(in_round_one.joinery).check_in(in_round_one.event.id)
    assert anna.hear("partner")["camera"] is False


def test_choose_media_when_a_button_was_pressed_holds_on_every_device(
    in_round_one: Evening, anna_and_joinery: tuple[SocketPerson, SocketPerson], connected: Connect
) -> None:
    _anna, joinery = anna_and_joinery
    wished = {"microphone": True, "camera": False}
    assert joinery.call("choose_media", {"event_id": in_round_one.event.id, **wished}) == {"ok": True}
    me = connected(in_round_one.joinery).check_in(in_round_one.event.id)["me"]
    assert {name: me[name] for name in wished} == wished


def test_rate_when_the_meeting_is_over_is_kept_for_the_sender_alone(
    in_round_two: Evening, connected: Connect
) -> None:
    anna, joinery = connected(in_round_two.anna), connected(in_round_two.joinery)
    anna.check_in(in_round_two.event.id)
    joinery.check_in(in_round_two.event.id)
    assert anna.call("rate", EXAMPLES["rate"](in_round_two)) == {"ok": True}
    rating = anna.check_in(in_round_two.event.id)["agenda"][0]["rating"]
    assert rating == {"impression": "gladly", "note": "Nett."}
    assert joinery.check_in(in_round_two.event.id)["agenda"][0]["rating"] is None


def test_rate_when_done_twice_keeps_the_later_one(in_round_two: Evening, connected: Connect) -> None:
    anna = connected(in_round_two.anna)
    anna.check_in(in_round_two.event.id)
    for impression in ("gladly", "no"):
        anna.call("rate", {"meeting_id": in_round_two.anna_joinery.id, "impression": impression, "note": ""})
    assert db.session.scalars(db.select(Rating.impression)).all() == [Impression.NO]


def test_rate_when_the_meeting_still_has_minutes_to_go_is_refused(
    in_round_one: Evening, connected: Connect
) -> None:
    anna = connected(in_round_one.anna)
    anna.check_in(in_round_one.event.id)
    assert anna.call("rate", EXAMPLES["rate"](in_round_one))["error"]["name"] == "NotRatable"


def test_rate_when_the_last_minute_has_begun_is_kept(app: object, connected: Connect) -> None:
    evening = make_evening(now() - ROUND + timedelta(seconds=50))
    anna, joinery = connected(evening.anna), connected(evening.joinery)
    anna.check_in(evening.event.id)
    joinery.check_in(evening.event.id)
    assert anna.call("rate", EXAMPLES["rate"](evening)) == {"ok": True}


def test_rate_when_the_partner_has_not_come_is_refused(app: object, connected: Connect) -> None:
    evening = make_evening(now() - ROUND + timedelta(seconds=50))
    anna = connected(evening.anna)
    assert anna.check_in(evening.event.id)["agenda"][0]["met"] is False
    assert anna.call("rate", EXAMPLES["rate"](evening))["error"]["name"] == "NotHeld"
    assert db.session.scalars(db.select(Rating)).all() == []


def test_presence_when_people_come_are_replaced_and_go_is_one_stretch_each(
    in_round_one: Evening, connected: Connect
) -> None:
    first, second, joinery = (
        connected(a) for a in (in_round_one.anna, in_round_one.anna, in_round_one.joinery)
    )
    for person in (first, joinery, second):
        person.check_in(in_round_one.event.id)
    first.wait_until_gone()
    second.close()
    while joinery.hear("partner")["here"]:
        pass
    rows = db.session.scalars(db.select(PresenceInterval).order_by(PresenceInterval.id)).all()
    assert [(r.account_id, r.ended_at is None) for r in rows] == [
        (in_round_one.anna.id, False),
        (in_round_one.joinery.id, True),
    ]


def test_clock_when_a_round_begins_is_told_once_and_in_time(app: object, connected: Connect) -> None:
    evening = make_evening(now() + timedelta(seconds=3))
    anna = connected(evening.anna)
    anna.check_in(evening.event.id)
    clocks = [anna.hear("clock")]
    while clocks[-1]["phase"] != "round-1":
        clocks.append(anna.hear("clock"))
    begun = round(evening.event.starts_at.timestamp() * 1000)
    assert 0 <= clocks[-1]["server_time"] - begun < 1000
    assert clocks[-1]["event_id"] == evening.event.id
    assert [p["name"] for p in clocks[-1]["phases"]][-1] == "ended-2"
    assert len({clock["phase"] for clock in clocks}) == len(clocks)


def test_agenda_when_another_plan_is_published_is_told(in_round_one: Evening, connected: Connect) -> None:
    known = {"event_id": in_round_one.event.id, "phase": "round-1", "plan_id": in_round_one.plan.id}
    insert_unless_there(ConductedPhase, **known)
    db.session.commit()
    anna = connected(in_round_one.anna)
    anna.check_in(in_round_one.event.id)
    newer = publish_another_plan(in_round_one)
    assert anna.hear("agenda") == {"event_id": in_round_one.event.id}
    assert anna.call("say", EXAMPLES["say"](in_round_one))["error"]["name"] == "NotYourMeeting"
    agenda = anna.check_in(in_round_one.event.id)["agenda"]
    assert {d["meeting_id"] for d in agenda} <= {d.id for d in newer.meetings}
