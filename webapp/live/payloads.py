"""What a person's browser may send: strict types, no unknown members, no more than a person needs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

LARGEST_ID = 2**31 - 1
LONGEST_TEXT = 500
# A description with video, sound and twenty candidates has some 12,000 characters.
LONGEST_DESCRIPTION = 40_000
LONGEST_CANDIDATE = 1_000


def printable(text: str) -> str:
    """Refuse control characters, which no keyboard types and no database wants."""
    if any(ord(character) < 32 and character not in "\n\t" for character in text):
        raise ValueError("control characters")
    return text


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT), AfterValidator(printable)
]


class Payload(BaseModel):
    """The payload of an event."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class CheckInPayload(Payload):
    """Of `check_in`."""

    event_id: Id
    language: Literal["de", "en"]


class AskTimePayload(Payload):
    """Of `ask_time`: nothing."""


class AskPartnerPayload(Payload):
    """Of `ask_partner`."""

    date_id: Id


# Names one media connection of a date, so that a browser tells its signals from those of an older one.
Session = Annotated[str, Field(max_length=64)]


class Description(BaseModel):
    """A session description as browsers write it; members we do not know are not passed on."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    session: Session | None = None
    offer: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None
    type: Literal["offer", "answer"]
    sdp: Annotated[str, Field(max_length=LONGEST_DESCRIPTION)]


class Candidate(BaseModel):
    """An ICE candidate as browsers write it; members we do not know are not passed on."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    session: Session | None = None
    candidate: Annotated[str, Field(max_length=LONGEST_CANDIDATE)]
    sdpMid: Annotated[str, Field(max_length=64)] | None = None  # noqa: N815 - the names are WebRTC's
    sdpMLineIndex: Annotated[int, Field(ge=0, le=64)] | None = None  # noqa: N815
    usernameFragment: Annotated[str, Field(max_length=256)] | None = None  # noqa: N815


class Restart(Payload):
    """The wish for a new offer: for a new path of this media connection, or for a new connection (none)."""

    session: Session | None = None


class SignalPayload(Payload):
    """Of `signal`: what one browser tells the other about their connection."""

    date_id: Id
    kind: Literal["offer", "answer", "candidate", "restart"]
    data: Description | Candidate | Restart

    @model_validator(mode="after")
    def data_of_kind(self) -> SignalPayload:
        """Refuse a candidate that says it is an offer, and the like."""
        told = self.data
        fits = {"candidate": isinstance(told, Candidate), "restart": isinstance(told, Restart)}
        if not fits.get(self.kind, isinstance(told, Description) and told.type == self.kind):
            raise ValueError("data is not of this kind")
        return self


class SayPayload(Payload):
    """Of `say`: a line of live text."""

    date_id: Id
    text: Annotated[Words, Field(min_length=1)]


class ShowMediaPayload(Payload):
    """Of `show_media`: whether microphone and camera are on."""

    event_id: Id
    microphone: bool
    camera: bool


class RatePayload(Payload):
    """Of `rate`: the tap after a date."""

    date_id: Id
    impression: Literal["gladly", "maybe", "no"]
    note: Words
