"""The browsers of the tests show what they are told to show."""

from __future__ import annotations

import pytest

from tests.browsers import LaunchPerson, nearest_colour

CAMERA_COLOUR = """
async () => {
  const video = document.createElement('video');
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
  await video.play();
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  canvas.drawImage(video, 0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
}
"""


@pytest.mark.browser
@pytest.mark.parametrize("colour", ["red", "green", "violet"])
def test_camera_when_a_person_has_a_colour_shows_it(person_browser: LaunchPerson, colour: str) -> None:
    person = person_browser(colour)
    person.page.route("http://127.0.0.1:1/", lambda route: route.fulfill(body="<title>empty</title>"))
    person.page.goto("http://127.0.0.1:1/")
    assert nearest_colour(person.page.evaluate(CAMERA_COLOUR)) == colour
