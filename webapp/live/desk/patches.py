"""What has changed on a board since a page was sent it last: so that a hundred tables are not sent each time.

The template marks its parts (`<!--[tile-12]-->` before an element with `data-part="tile-12"`). Of each board that was
sent the hashes of its parts are kept for a while, in this process; who has another one, or one with other parts, gets
all of it.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

MARK = re.compile(r"<!--\[([a-z0-9-]+)\]-->")
# The time and the tokens of forms are others each time, and no change.
CHANGES_ALWAYS = re.compile(r'data-server-time="\d+"|name="csrf_token" value="[^"]*"')
BETWEEN = "between"
STATE = "state"
MOST_KEPT = 64


@dataclass(frozen=True, slots=True)
class SentBoard:
    """A board that was sent: the names of its parts in their order, and the hash of each."""

    name: str
    hashes: dict[str, str]

    @property
    def order(self) -> list[str]:
        """The parts as they stand on the page."""
        return list(self.hashes)


_sent: OrderedDict[str, SentBoard] = OrderedDict()


def parts_of(page: str) -> dict[str, str]:
    """Split a rendered board into its parts by their names; what stands between them is not one."""
    pieces = MARK.split(page)
    return {
        name: html.strip()
        for name, html in zip(pieces[1::2], pieces[2::2], strict=True)
        if not name.startswith(BETWEEN)
    }


def sent_board(page: str) -> SentBoard:
    """Return a board as it is kept, and keep it."""
    hashes = {name: hash_of(html) for name, html in parts_of(page).items()}
    board = SentBoard(hash_of(repr(list(hashes.items()))), hashes)
    _sent[board.name] = board
    _sent.move_to_end(board.name)
    while len(_sent) > MOST_KEPT:
        _sent.popitem(last=False)
    return board


def hash_of(html: str) -> str:
    """Name what is shown."""
    return hashlib.sha256(CHANGES_ALWAYS.sub("", html).encode()).hexdigest()[:16]


def patch_since(seen: str, board: SentBoard, page: str) -> dict[str, Any] | None:
    """Return what makes a board that was sent before the one of now; None if that is not known, or has other parts."""
    before = _sent.get(seen)
    if before is None or before.hashes.keys() != board.hashes.keys():
        return None
    html = parts_of(page)
    changed = [name for name in board.hashes if name == STATE or board.hashes[name] != before.hashes[name]]
    return {
        "board": board.name,
        "order": board.order if board.order != before.order else None,
        "parts": {name: html[name] for name in changed},
    }
