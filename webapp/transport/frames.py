"""What a websocket may say, below our own protocol: the few kinds of Socket.IO frames that our pages send.

A frame of any other kind ends the connection before Socket.IO sees it; `docs/live-protocol.md` says which
pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from engineio import json  # as Socket.IO will read it

PONG, CLOSE = "3", "1"
# Engine.IO "message", Socket.IO "connect": default namespace, at most an object that nobody reads.
CONNECT = re.compile(r"40(\{.*\})?", re.DOTALL)
DISCONNECT = "41"
# Socket.IO "event" with the number its answer is to carry; the rest is JSON.
EVENT = re.compile(r"42[0-9]{0,9}(\[.*\])", re.DOTALL)
# The same with bytes, which follow: none of our messages has any, but what can be answered is answered.
BINARY_EVENT = re.compile(r"45([1-8])-[0-9]{0,9}(\[.*\])", re.DOTALL)
DEEPEST = 20


class WrongFrame(Exception):
    """A frame that no page of ours sends; the message is for the log and holds nothing of the frame."""


@dataclass(slots=True)
class Conversation:
    """What was said on one websocket so far: it is entered once and left once."""

    entered: bool = False
    left: bool = False
    attachments_due: int = 0

    def take(self, frame: str | bytes) -> None:
        """Let a frame pass, or raise `WrongFrame`."""
        if not isinstance(frame, str) or self.attachments_due:
            self.attach(frame)
        elif frame == CLOSE:
            return
        elif self.left:
            raise WrongFrame("after the end")
        elif frame == PONG:
            return
        elif not self.entered:
            self.enter(frame)
        elif frame == DISCONNECT:
            self.left = True
        else:
            self.attachments_due = bytes_of_event(frame)

    def attach(self, frame: str | bytes) -> None:
        """Take bytes that an event has announced; nothing but a pong comes between."""
        if frame == PONG:
            return
        if isinstance(frame, str) or not self.attachments_due or self.left:
            raise WrongFrame("bytes")
        self.attachments_due -= 1

    def enter(self, frame: str) -> None:
        """Take the first frame."""
        entering = CONNECT.fullmatch(frame)
        if not entering:
            raise WrongFrame("before entering")
        if entering[1]:
            parsed(entering[1])
        self.entered = True


def bytes_of_event(frame: str) -> int:
    """Let an event pass, which is a list that begins with a name; return how many frames of bytes follow."""
    plain, binary = EVENT.fullmatch(frame), BINARY_EVENT.fullmatch(frame)
    if plain:
        require_name(parsed(plain[1]))
        return 0
    if binary:
        message, count = parsed(binary[2]), int(binary[1])
        require_name(message)
        require_placeholders(message, count)
        return count
    raise WrongFrame("no event")


def require_name(message: object) -> None:
    """Refuse an event without a name."""
    if not isinstance(message, list) or not message or not isinstance(message[0], str):
        raise WrongFrame("no name")


def require_placeholders(message: object, count: int) -> None:
    """Refuse what stands for bytes that do not come, and what is too deep to be put together again."""
    level, depth = [message], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise WrongFrame("too deep")
        if any(isinstance(thing, dict) and is_for_nothing(thing, count) for thing in level):
            raise WrongFrame("no such bytes")
        level = [inner for thing in level for inner in inside(thing)]


def inside(thing: object) -> Iterable[object]:
    """Return what a list or an object holds."""
    if isinstance(thing, dict):
        return thing.values()
    return thing if isinstance(thing, list) else ()


def is_for_nothing(thing: dict[str, object], count: int) -> bool:
    """Whether an object claims to stand for bytes, but for none of those announced."""
    if not thing.get("_placeholder") or "num" not in thing:
        return False
    return type(number := thing["num"]) is not int or not 0 <= number < count


def parsed(text: str) -> object:
    """Read JSON; what is too deep or has numbers without an end is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise WrongFrame("no JSON") from None
