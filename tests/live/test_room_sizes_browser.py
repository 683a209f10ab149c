"""The room at every window size: each control is hit at its own centre, and one reads whom one talks to."""

from __future__ import annotations

import pytest

from tests.browsers import PHONE
from tests.live.evenings import Evening
from tests.live.guests import Guest, Guests
from webapp.database import now
from webapp.extensions import db
from webapp.live.models import Announcement
from webapp.planning.models import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.server]

Talk = tuple[Guest, Guest]

SIZES = [
    (320, 480), (320, 568), (360, 640), (390, 844), (412, 915), (480, 320), (568, 320), (667, 375), (740, 360),
    (768, 1024), (844, 390), (915, 412), (960, 540), (992, 480), (1000, 700), (1024, 530), (1024, 640), (1024, 768),
    (1093, 530), (1112, 834), (1280, 550), (1280, 720), (1366, 625), (1366, 768), (1440, 900), (1536, 730),
    (1920, 1080),
]  # fmt: skip

# What cannot be pressed or read in the room as it stands, each in a few words; an empty list is what is wanted.
FAULTS = """
() => {
  const shown = (element) =>
    element && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length;
  const name = ({ id, dataset, className, tagName }) =>
    id || dataset.toggle || dataset.sheet || className || tagName;
  const faults = [];
  const inside = ({ left, top, right, bottom }) =>
    left >= -0.5 && top >= -0.5 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5;
  const meet = (a, b) =>
    a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const controls = [...document.querySelectorAll(".room button, .room input, .room textarea, .leave")].filter(shown);
  for (const control of controls) {
    const box = control.getBoundingClientRect();
    const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (!inside(box)) faults.push(`${name(control)} is outside the window`);
    else if (!hit || !control.contains(hit)) faults.push(`${name(control)} is covered by ${hit && name(hit)}`);
    if (Math.min(box.width, box.height) < 24) faults.push(`${name(control)} is too small`);
  }
  const heading = document.getElementById("room-heading");
  const over = ["room-subtitle", "room-time", "unread-line"].map((id) => document.getElementById(id));
  over.push(...document.querySelectorAll(".own-small, .media-hint, .stage-buttons button"));
  const box = heading.getBoundingClientRect();
  if (!heading.textContent.trim() || !inside(box) || box.height < 14) faults.push("the partner's name cannot be read");
  if (heading.scrollWidth > heading.clientWidth + 1) faults.push("the partner's name is cut off");
  for (const other of over.filter(shown)) {
    if (meet(box, other.getBoundingClientRect())) faults.push(`${name(other)} lies over the partner's name`);
  }
  const own = document.querySelector(".own-small");
  const beside = document.querySelectorAll(".stage-buttons button, .unread-line, .media-hint, .stage-time");
  for (const other of [...beside].filter(shown)) {
    const over = shown(own) && meet(own.getBoundingClientRect(), other.getBoundingClientRect());
    if (over) faults.push(`own picture over ${name(other)}`);
  }
  const facts = document.querySelector("#card-panel .panel-body");
  if (shown(facts) && facts.clientHeight < 88) faults.push(`facts about the partner: ${facts.clientHeight} px`);
  const lines = document.getElementById("lines");
  if (shown(lines) && lines.clientHeight < 44) faults.push(`what was written: ${lines.clientHeight} px`);
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is wider than the window");
  return faults;
}
"""


def faults_at_all_sizes(guest: Guest) -> dict[str, list[str]]:
    """By window size, what is wrong there."""
    found = {}
    for width, height in SIZES:
        guest.page.set_viewport_size({"width": width, "height": height})
        found[f"{width} x {height}"] = guest.page.evaluate(FAULTS)
    return {size: faults for size, faults in found.items() if faults}


def test_room_when_looked_at_in_any_size_has_every_control_and_the_partners_name(in_talk: Talk) -> None:
    anna, joinery = in_talk
    assert (faults_at_all_sizes(anna), faults_at_all_sizes(joinery)) == ({}, {})


def test_room_when_something_was_written_and_muted_still_covers_nothing(in_talk: Talk) -> None:
    anna, joinery = in_talk
    joinery.page.fill("#line", "Guten Abend! " * 12)
    joinery.page.press("#line", "Enter")
    joinery.page.click("#stage [data-toggle=microphone]")
    anna.page.wait_for_selector("#unread-line:visible")
    anna.page.wait_for_selector("#partner-muted:visible")
    assert faults_at_all_sizes(anna) == {}


def test_room_when_something_is_announced_hides_no_control_and_no_name(in_talk: Talk) -> None:
    anna, joinery = in_talk
    meeting = db.session.scalars(db.select(Meeting)).first()
    assert meeting
    words = "Wir machen nach dieser Runde zehn Minuten Pause, im Foyer gibt es Kaffee und Kuchen."
    db.session.add(Announcement(event_id=meeting.plan.event_id, audience="everybody", words=words, at=now()))
    db.session.commit()
    for guest in (anna, joinery):
        guest.page.reload()
        guest.page.wait_for_selector("#announced:visible")
        guest.wait_for_stage("picture")
    assert (faults_at_all_sizes(anna), faults_at_all_sizes(joinery)) == ({}, {})


def test_room_when_there_is_no_camera_says_so_beside_the_controls(
    in_round_one: Evening, guests: Guests
) -> None:
    anna = guests.enter(in_round_one, in_round_one.anna, None, viewport=PHONE)
    anna.page.wait_for_selector(".media-hint:visible")
    assert faults_at_all_sizes(anna) == {}
