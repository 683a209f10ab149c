"""Who has a desk open: told that it shows something new, so that no page has to ask again and again.

What the desk shows comes from many places, and some of it from time alone. So it is looked at once a second while
anybody watches, and told only if it is another; what must not wait a second is told at once. In memory alone: a
connection ends with its server, and whoever comes back watches anew.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from webapp.events.models import Event
from webapp.extensions import db
from webapp.live import broadcasts
from webapp.live.desk.board import Board, board_of
from webapp.live.desk.start import is_starting

# A phone at the desk of an evening that a thousand people enter gets no more than this.
TELL_EVERY = timedelta(seconds=2)


class Look(NamedTuple):
    """What the desk of an event showed when its watchers were told last, and when that was."""

    shown: Hashable
    told_at: datetime


watchers: dict[str, int] = {}
looks: dict[int, Look] = {}


def watch(connection: str, event_id: int) -> None:
    """Tell this connection from now on when the desk of an event shows something new."""
    watchers[connection] = event_id


def watch_no_more(connection: str) -> None:
    """Forget a connection that has ended, and with the last one what its desk showed."""
    event_id = watchers.pop(connection, None)
    if event_id is not None and event_id not in watchers.values():
        looks.pop(event_id, None)


def tell_desk(event_id: int) -> None:
    """Tell everybody at the desk of an event at once that there is something new."""
    if event_id in watchers.values():
        broadcasts.tell_desk(event_id)


def look_at_desks(now: datetime) -> None:
    """Tell the desks that show something else than at the last look; one look at each a second."""
    for event_id in set(watchers.values()):
        event, last = db.session.get(Event, event_id), looks.get(event_id)
        if event is None or (last and timedelta() <= now - last.told_at < TELL_EVERY):
            continue
        shown = what_is_shown(event, now)
        if last is None or last.shown != shown:
            looks[event_id] = Look(shown, now)
            broadcasts.tell_desk(event_id)


def what_is_shown(event: Event, now: datetime) -> Hashable:
    """Return what decides how the desk looks; while the clock stands still nothing moves on but the minutes ahead."""
    board = board_of(event, now)
    phase = replace(board.phase, ends_at=None) if board.phase.paused else board.phase
    rounds = tuple(
        each.begins_at and each.begins_at.replace(second=0, microsecond=0) for each in board.rounds
    )
    people = (tuple(board.tiles), board.applicants, board.representatives, tuple(board.gone))
    return (
        phase,
        rounds,
        event.starts_at,
        is_starting(event, now),
        board.last_change,
        *people,
        *queues_of(board),
    )


def queues_of(board: Board) -> tuple[Hashable, ...]:
    """Return what stands in the queues and the diary, by what may change of each."""
    calls = tuple((call.id, call.kind, call.words, call.taken_by_id) for call in board.help_calls)
    announced = board.announced.id if board.announced else 0
    return calls, announced, tuple(entry.id for entry in board.diary), board.proposal_waits
