"""What a device cannot show is said on both sides, and no frame of another device passes as a picture."""

from __future__ import annotations

import pytest

from tests.browsers import PHONE
from tests.live.evenings import Evening
from tests.live.guests import Guest, Guests

pytestmark = [pytest.mark.browser, pytest.mark.server]

# What a phone does with the tracks of a page when a call comes in, and when it is over.
HOLD_BACK = """
([kinds, muted]) => {
  const { srcObject } = document.querySelector("[data-own-picture] video");
  for (const track of srcObject.getTracks().filter(({ kind }) => kinds.includes(kind))) {
    Object.defineProperty(track, "muted", { value: muted, configurable: true });
    track.dispatchEvent(new Event(muted ? "mute" : "unmute"));
  }
}
"""
QUESTION_STAYS_OPEN = "navigator.mediaDevices.getUserMedia = () => new Promise(() => {});"
PICTURE_SHOWN = "getComputedStyle(document.getElementById('partner-picture')).opacity"
INTERRUPTED = "[data-media-problem]:visible >> text=Anruf"


@pytest.mark.parametrize(
    ("kinds", "shows"), [(["video"], "camera-off"), (["audio", "video"], "text-only")], ids=["video", "both"]
)
def test_phone_call_when_it_holds_tracks_back_is_seen_on_both_sides_until_it_ends(
    kinds: list[str], shows: str, in_talk: tuple[Guest, Guest]
) -> None:
    anna, joinery = in_talk
    anna.page.evaluate(HOLD_BACK, [kinds, True])
    anna.page.wait_for_selector(INTERRUPTED)
    joinery.wait_for_stage(shows)
    anna.page.evaluate(HOLD_BACK, [kinds, False])
    joinery.wait_for_stage("picture")
    anna.page.wait_for_selector(INTERRUPTED, state="hidden")


@pytest.mark.parametrize("question", ["", QUESTION_STAYS_OPEN], ids=["no-camera", "question-stays-open"])
def test_second_device_when_it_shows_nothing_leaves_no_picture_of_the_first(
    question: str, in_round_one: Evening, in_talk: tuple[Guest, Guest], guests: Guests
) -> None:
    first, joinery = in_talk
    second = guests.invite(in_round_one, in_round_one.anna, "green" if question else None)
    second.device.context.add_init_script(question)
    second.enter()
    first.page.wait_for_selector("[data-view=replaced]:visible")
    joinery.wait_for_stage("text-only")
    assert joinery.page.inner_text("#stage-sentence")
    assert joinery.page.evaluate(PICTURE_SHOWN) == "0"
    first.page.click("#take-over")
    joinery.wait_for_stage("picture")
    assert joinery.sees() == "red"
    assert guests.complaints() == []


OWN_STREAM = "document.querySelector('[data-own-picture] video').srcObject"
CAMERA_IN_USE = f"{OWN_STREAM}?.getVideoTracks()[0].getSettings().deviceId"


def test_camera_when_another_one_is_chosen_in_a_talk_is_in_use_and_seen_by_the_partner(
    in_round_one: Evening, guests: Guests
) -> None:
    anna = guests.enter(in_round_one, in_round_one.anna, "red", viewport=PHONE, cameras=3)
    joinery = guests.enter(in_round_one, in_round_one.joinery, "blue")
    joinery.wait_for_stage("picture")
    anna.page.click("[data-sheet=card-panel]")
    anna.page.click("#card-panel [data-help-open]")
    choice = anna.page.locator("#help select[data-device=camera]")
    names = choice.locator("option").evaluate_all("(all) => all.map((one) => one.value)")
    assert (len(names), choice.input_value()) == (3, names[0])
    choice.select_option(names[2])  # the second one shows depths, not colours
    anna.device.wait_for(f"{CAMERA_IN_USE} === {names[2]!r}")
    joinery.wait_for_new_frames()
    joinery.wait_for_stage("picture")
    assert guests.complaints() == []
