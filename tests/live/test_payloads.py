"""What a browser may send as text: it is measured, then cleaned, then looked at."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from webapp.live.payloads import LONGEST_TEXT, RatePayload, SayPayload


def said(text: str) -> str:
    return SayPayload.model_validate({"meeting_id": 1, "text": text, "key": "1"}).text


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "\ufeff"])
def test_line_when_it_holds_signs_that_nobody_sees_is_said_without_them(sign: str) -> None:
    assert said(f"Guten{sign} Tag{sign}") == "Guten Tag"


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u200b", "\u202e\u202c", "\u00a0\u2028\u3164\n\u2800", "\x1f"]
)
def test_line_when_nothing_of_it_can_be_seen_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        said(text)


def test_line_when_it_is_mostly_empty_lines_keeps_one_of_them() -> None:
    assert said("Hallo" + "\n \u200b" * 100 + "\ndu") == "Hallo\n\ndu"


@pytest.mark.parametrize("text", ["a\x00", "a\x1bb", "a\x9f", "\ud800"])
def test_text_when_it_holds_control_characters_is_refused(text: str) -> None:
    for payload in ({"meeting_id": 1, "text": text, "key": "1"}, {"meeting_id": 1, "text": 7}):
        with pytest.raises(ValidationError):
            SayPayload.model_validate(payload)
    with pytest.raises(ValidationError):
        RatePayload.model_validate({"meeting_id": 1, "impression": "gladly", "note": text})


def test_text_when_too_long_as_it_came_or_as_it_is_kept_is_refused() -> None:
    for text in ("a" * (LONGEST_TEXT + 1), "\u0958" * LONGEST_TEXT):  # the second becomes two letters each
        with pytest.raises(ValidationError):
            said(text)
