"""What a person's browser may send: strict types, no unknown members, no more than a person needs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from plaintext.cleaning import several_lines, unwritable
from webapp.languages import languages

LARGEST_ID = 2**31 - 1
LONGEST_TEXT = 500
# A description with video, sound and twenty candidates has some 12,000 characters.
LONGEST_DESCRIPTION = 40_000
LONGEST_CANDIDATE = 1_000
# A browser has some twenty, and finds most of them in the same moment.
MOST_CANDIDATES = 32


def written(text: str) -> str:
    """Clean a text, which was measured before; control characters, which no keyboard types, are refused."""
    cleaned = several_lines(text)
    if unwritable(cleaned):
        raise ValueError("control characters")
    return cleaned


def known_language(language: str) -> str:
    """Refuse a language the house does not speak."""
    if language not in languages():
        raise ValueError("no such language")
    return language


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
WrittenText = Annotated[
    str, Field(max_length=LONGEST_TEXT), AfterValidator(written), Field(max_length=LONGEST_TEXT)
]


class Payload(BaseModel):
    """The payload of an event."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class CheckInPayload(Payload):
    """Of `check_in`."""

    event_id: Id
    language: Annotated[str, AfterValidator(known_language)]
    microphone: bool = False
    camera: bool = False


class WatchDeskPayload(Payload):
    """Of `watch_desk`."""

    event_id: Id


class AskTimePayload(Payload):
    """Of `ask_time`: nothing."""


class AskPartnerPayload(Payload):
    """Of `ask_partner`."""

    meeting_id: Id


# Names one media connection of a meeting, so that a browser tells its signals from those of an older one.
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

    candidate: Annotated[str, Field(max_length=LONGEST_CANDIDATE)]
    sdpMid: Annotated[str, Field(max_length=64)] | None = None  # noqa: N815 - the names are WebRTC's
    sdpMLineIndex: Annotated[int, Field(ge=0, le=64)] | None = None  # noqa: N815
    usernameFragment: Annotated[str, Field(max_length=256)] | None = None  # noqa: N815


class Candidates(BaseModel):
    """The candidates that a browser found in one moment."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    session: Session | None = None
    candidates: Annotated[list[Candidate], Field(min_length=1, max_length=MOST_CANDIDATES)]


class Restart(Payload):
    """The wish for a new offer: for a new path of this media connection, or for a new connection (none)."""

    session: Session | None = None


class SignalPayload(Payload):
    """Of `signal`: what one browser tells the other about their connection."""

    meeting_id: Id
    kind: Literal["offer", "answer", "candidates", "restart"]
    data: Description | Candidates | Restart

    @model_validator(mode="after")
    def data_of_kind(self) -> SignalPayload:
        """Refuse candidates that say they are an offer, and the like."""
        told = self.data
        fits = {"candidates": isinstance(told, Candidates), "restart": isinstance(told, Restart)}
        if not fits.get(self.kind, isinstance(told, Description) and told.type == self.kind):
            raise ValueError("data is not of this kind")
        return self


class SayPayload(Payload):
    """Of `say`: a line of live text."""

    meeting_id: Id
    text: Annotated[WrittenText, Field(min_length=1)]
    key: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,36}$")]


class ShowMediaPayload(Payload):
    """Of `show_media`: what of microphone and camera is live on this device."""

    event_id: Id
    microphone: bool
    camera: bool


class ChooseMediaPayload(Payload):
    """Of `choose_media`: what the person has chosen to show, by pressing a button."""

    event_id: Id
    microphone: bool
    camera: bool


class AskLongerPayload(Payload):
    """Of `ask_longer`: whether the sender would like it."""

    meeting_id: Id
    wanted: bool


class TellWayPayload(Payload):
    """Of `tell_way`: how pictures and sound of a talk arrive, as the browser measures it."""

    meeting_id: Id
    way: Literal["direct", "relay", "none"]
    picture: Literal["fresh", "stalled", "none"]


class RatePayload(Payload):
    """Of `rate`: the tap after a meeting."""

    meeting_id: Id
    impression: Literal["gladly", "maybe", "no"]
    note: WrittenText


class CallForHelpPayload(Payload):
    """Of `call_for_help`; without words the desk still knows who and where."""

    event_id: Id
    kind: Literal["help", "report", "leave"]
    words: WrittenText
