"""The room in real browsers: reload, killed server, buttons, live text, second tab, no devices, the tap."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.browsers import PHONE
from tests.live.evenings import ROUND, Evening, make_evening
from tests.live.guests import Guest, Guests
from tests.servers import Server
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.models import PresenceInterval, Rating

pytestmark = [pytest.mark.browser, pytest.mark.server]

Talk = tuple[Guest, Guest]


def say(guest: Guest, words: str) -> None:
    guest.page.fill("#line", words)
    guest.page.press("#line", "Enter")


def toggle(guest: Guest, name: str) -> None:
    guest.page.click(f"#stage [data-toggle={name}]")


@pytest.mark.parametrize("who", ["applicant", "representative"])
def test_reload_when_in_a_round_comes_back_into_the_same_room_with_picture(in_talk: Talk, who: str) -> None:
    anna, joinery = in_talk
    reloading, staying = (anna, joinery) if who == "applicant" else (joinery, anna)
    before = reloading.page.evaluate("document.body.dataset.meetingId")
    reloading.page.reload()
    reloading.wait_for_stage("picture")
    assert reloading.page.evaluate("document.body.dataset.meetingId") == before
    assert (anna.sees(), joinery.sees()) == ("blue", "red")
    for guest in (reloading, staying):
        guest.wait_for_new_frames()


def test_buttons_when_pressed_tell_the_partner_and_stay_as_they_are_after_a_reload(in_talk: Talk) -> None:
    anna, joinery = in_talk
    toggle(anna, "microphone")
    joinery.page.wait_for_selector("#partner-muted:visible")
    assert anna.page.get_attribute("#stage [data-toggle=microphone]", "aria-pressed") == "false"
    toggle(anna, "camera")
    joinery.wait_for_stage("text-only")
    anna.page.reload()
    anna.wait_for_stage("picture")
    joinery.wait_for_stage("text-only")
    toggle(anna, "camera")
    joinery.wait_for_stage("picture")


def test_messages_when_read_on_a_laptop_are_several_at_a_time(in_talk: Talk) -> None:
    _anna, joinery = in_talk
    say(joinery, "Hallo")
    message = joinery.page.wait_for_selector("#lines li:has-text('Hallo')")
    assert (
        joinery.page.evaluate("document.getElementById('lines').clientHeight")
        > 4 * message.bounding_box()["height"]
    )


def test_line_when_said_is_read_on_both_sides(in_talk: Talk) -> None:
    anna, joinery = in_talk
    say(joinery, "Hallo, <b>hören</b> Sie mich?")
    anna.page.wait_for_selector("#unread-line:visible")
    assert anna.text("#unread-line") == "Hallo, <b>hören</b> Sie mich?"
    anna.page.click("[data-sheet=text-panel]")
    say(anna, "Ja!")
    joinery.page.wait_for_selector("#lines li[data-mine=false]")
    assert [guest.page.locator("#lines li").count() for guest in (anna, joinery)] == [2, 2]


def test_server_when_killed_in_a_round_interrupts_no_picture_and_loses_no_line(
    in_talk: Talk, server: Server
) -> None:
    anna, joinery = in_talk
    say(joinery, "Bis gleich")
    anna.page.wait_for_selector("#unread-line:visible")
    made = [guest.connections_made() for guest in in_talk]
    server.kill_hard()
    for guest in in_talk:
        guest.wait_for_state("server", "offline")
        guest.wait_for_new_frames()
    say(joinery, "Noch da?")
    joinery.page.wait_for_selector("#line-problem:visible")
    server.start()
    for guest in in_talk:
        guest.wait_for_state("server", "online")
        guest.wait_for_new_frames()
    assert [guest.connections_made() for guest in in_talk] == made
    joinery.page.press("#line", "Enter")
    joinery.page.wait_for_selector("#lines li >> text=Noch da?")
    assert joinery.page.locator("#lines li").all_inner_texts()[0].endswith("Bis gleich")


# Sets the clock of the device, looks at the evening as somebody who comes back, and keeps what it shows.
SET_THE_CLOCK = """
(hours) => {
  window.phasesForTests = [document.body.dataset.phase];
  new MutationObserver(() => window.phasesForTests.push(document.body.dataset.phase))
    .observe(document.body, { attributes: true, attributeFilter: ["data-phase"] });
  const unchanged = Date.now;
  Date.now = () => unchanged() + hours * 3_600_000;
  window.dispatchEvent(new Event("focus"));
}
"""


def test_clock_of_a_device_when_set_an_hour_ahead_in_a_talk_leaves_room_and_picture_alone(
    in_talk: Talk,
) -> None:
    anna, joinery = in_talk
    made = [guest.connections_made() for guest in in_talk]
    anna.page.evaluate(SET_THE_CLOCK, 1)
    for guest in in_talk:
        guest.wait_for_new_frames(20)
    assert set(anna.page.evaluate("window.phasesForTests")) == {"round-1"}
    assert [guest.connections_made() for guest in (anna, joinery)] == made


def test_second_tab_when_opened_takes_over_and_the_first_says_so(in_talk: Talk) -> None:
    anna, joinery = in_talk
    first = anna.page
    anna.device.page = anna.device.new_page()
    anna.enter().wait_for_stage("picture")
    first.wait_for_selector("section[data-view=replaced]:visible")
    joinery.wait_for_new_frames()
    first.click("#take-over")
    first.wait_for_selector("#stage[data-shows=picture]", timeout=40_000)
    anna.page.wait_for_selector("section[data-view=replaced]:visible")


def test_second_tab_when_signing_out_there_ends_the_talk_here_and_says_so(
    in_talk: Talk, server: Server
) -> None:
    anna, joinery = in_talk
    settings = anna.device.new_page()
    settings.goto(f"{server.url}/profile")
    settings.click("form[action='/sign-out'] button")
    anna.page.wait_for_selector("section[data-view=signed-out]:visible")
    joinery.wait_for_stage("absent")
    assert anna.page.evaluate("window.peersForTests.every((peer) => peer.connectionState === 'closed')")


def test_person_without_devices_when_in_a_round_sees_the_partner_and_is_met_in_writing(
    in_round_one: Evening, guests: Guests
) -> None:
    anna = guests.enter(in_round_one, in_round_one.anna, None)
    joinery = guests.enter(in_round_one, in_round_one.joinery, "blue")
    anna.wait_for_stage("picture")
    assert anna.sees() == "blue"
    anna.page.wait_for_selector("#stage [data-media-retry]:visible")
    joinery.wait_for_stage("text-only")
    assert guests.complaints() == []


def were_there_for_a_minute(evening: Evening, *people: Account) -> None:
    """Write down that they met as the round began: browsers may take longer to start than a talk must last."""
    begun_at = evening.event.starts_at
    times = {"began_at": begun_at, "ended_at": begun_at + timedelta(minutes=1)}
    for person in people:
        db.session.add(PresenceInterval(event_id=evening.event.id, account_id=person.id, **times))
    db.session.commit()


def test_tap_when_made_in_the_changeover_is_stored_with_the_notes_of_the_talk(
    app: object, guests: Guests
) -> None:
    evening = make_evening(now() - ROUND + timedelta(seconds=35), changeover_seconds=600)
    were_there_for_a_minute(evening, evening.anna, evening.joinery)
    anna = guests.enter(evening, evening.anna, "red", viewport=PHONE)
    anna.page.click("[data-sheet=card-panel]")
    anna.page.fill("#notes", "Nette Werkstatt")
    anna.wait_for_state("phase", "changeover-2")
    assert anna.page.input_value("#rating-note") == "Nette Werkstatt"
    anna.page.get_by_label("Gern").check()
    anna.page.wait_for_selector(".rating-state[data-state=rated]")
    rating = db.session.scalars(db.select(Rating).filter_by(meeting_id=evening.anna_joinery.id)).one()
    assert (rating.impression.value, rating.note) == ("gladly", "Nette Werkstatt")
    anna.page.reload()
    anna.wait_for_state("server", "online")
    assert anna.page.get_by_label("Gern").is_checked()
    assert guests.complaints() == []
