"""The desk: what an organiser sees of an evening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from scheduler.clock import PhaseKind
from tests.live.evenings import CHANGEOVER, ROUND, Evening, make_evening
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.desk.board import Board, TableState, board_of
from webapp.live.guests import Guest, Way, come, go, guests
from webapp.live.models import Presence

START = datetime(2027, 3, 1, 18, 0, tzinfo=UTC)


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(START)


def arrive(evening: Evening, *people: Account) -> None:
    for person in people:
        db.session.add(Presence(event_id=evening.event.id, account_id=person.id, connection=f"c{person.id}"))
    db.session.commit()


def states(board: Board) -> list[tuple[int, TableState]]:
    return [(tile.number, tile.state) for tile in board.tiles]


def test_board_when_nobody_is_here_yet_in_the_lobby_is_calm(evening: Evening) -> None:
    board = board_of(evening.event, START - timedelta(minutes=30))
    assert states(board) == [(1, TableState.NOT_YET), (2, TableState.NOT_YET)]
    assert board.trouble == 0


def test_board_when_the_round_is_near_shows_who_is_missing(evening: Evening) -> None:
    arrive(evening, evening.anna)
    board = board_of(evening.event, START - timedelta(minutes=1))
    assert states(board) == [(2, TableState.BOTH_MISSING), (1, TableState.COMPANY_MISSING)]


def test_board_when_a_round_runs_puts_trouble_first(evening: Evening) -> None:
    arrive(evening, evening.anna, evening.joinery, evening.bakery)
    board = board_of(evening.event, START + timedelta(minutes=1))
    assert states(board) == [(2, TableState.APPLICANT_MISSING), (1, TableState.TALKING)]
    assert board.trouble == 1
    assert (board.applicants.here, board.applicants.all) == (1, 2)
    assert (board.representatives.here, board.representatives.all) == (2, 2)


def test_board_when_somebody_has_left_says_since_when(evening: Evening) -> None:
    left = Presence(event_id=evening.event.id, account_id=evening.anna.id, connection=None, changed_at=START)
    db.session.add(left)
    db.session.commit()
    seat = next(
        t.applicant for t in board_of(evening.event, START + timedelta(minutes=2)).tiles if t.number == 1
    )
    assert seat is not None
    assert (seat.here, seat.since) == (False, START)


def test_board_when_it_is_changeover_shows_the_next_round(evening: Evening) -> None:
    arrive(evening, evening.anna, evening.bakery)
    board = board_of(evening.event, START + ROUND + CHANGEOVER / 2)
    assert (board.phase.kind, board.phase.round) == (PhaseKind.CHANGEOVER, 2)
    assert states(board) == [(1, TableState.BOTH_MISSING), (2, TableState.READY)]


def test_board_when_a_table_has_no_meeting_in_the_round_is_free(evening: Evening) -> None:
    db.session.delete(evening.ben_bakery)
    db.session.commit()
    assert (2, TableState.FREE) in states(board_of(evening.event, START))


def test_board_when_the_evening_is_over_troubles_nobody(evening: Evening) -> None:
    board = board_of(evening.event, START + 2 * ROUND + CHANGEOVER)
    assert (board.phase.kind, board.trouble) == (PhaseKind.ENDED, 0)


@pytest.fixture
def soon(app: Flask) -> Evening:
    """An evening that begins in an hour of real time, as pages ask the real clock."""
    return make_evening(now() + timedelta(hours=1))


def test_desk_page_when_opened_by_the_organiser_shows_tables_and_people(app: Flask, soon: Evening) -> None:
    arrive(soon, soon.anna)
    page = app.test_client(user=soon.organiser).get(f"/events/{soon.event.id}/desk").text
    assert soon.anna_joinery.table.company.name in page
    assert soon.anna.name in page
    assert f'href="/events/{soon.event.id}/start"' in page
    assert 'data-kind="lobby"' in page


def test_desk_board_when_fetched_is_the_changing_part_alone(app: Flask, soon: Evening) -> None:
    part = app.test_client(user=soon.organiser).get(f"/events/{soon.event.id}/desk/board").text
    assert 'class="desk-state"' in part
    assert "<html" not in part


@pytest.mark.parametrize("who", ["anna", "joinery"])
def test_desk_page_when_asked_for_by_a_participant_is_refused(app: Flask, soon: Evening, who: str) -> None:
    client = app.test_client(user=getattr(soon, who))
    assert client.get(f"/events/{soon.event.id}/desk").status_code == 403


def tell(evening: Evening, person: Account, way: str, picture: str, at: datetime) -> None:
    """Let somebody's browser have told how their talk reaches them."""
    guest = Guest(evening.event.id, person.id, "de", "")
    guest.way = Way(evening.anna_joinery.id, way, picture, at)
    come(f"c{person.id}", guest)


@pytest.fixture
def talking(evening: Evening) -> Iterator[Evening]:
    """Anna and the joinery are here, and their round runs."""
    arrive(evening, evening.anna, evening.joinery)
    yield evening
    for person in (evening.anna, evening.joinery):
        go(f"c{person.id}")


def state_at_table_one(evening: Evening) -> TableState:
    return dict(states(board_of(evening.event, START + timedelta(minutes=1))))[1]


@pytest.mark.parametrize(
    ("way", "picture", "state"),
    [
        ("direct", "fresh", TableState.TALKING),
        ("relay", "none", TableState.TALKING),
        ("none", "none", TableState.NO_CONNECTION),
        ("direct", "stalled", TableState.STANDSTILL),
    ],
)
def test_table_when_a_browser_tells_how_it_reaches_its_partner_says_so(
    talking: Evening, way: str, picture: str, state: TableState
) -> None:
    tell(talking, talking.anna, way, picture, START + timedelta(seconds=30))
    assert state_at_table_one(talking) is state


def test_table_when_something_hangs_for_a_moment_only_is_calm(talking: Evening) -> None:
    tell(talking, talking.anna, "none", "none", START + timedelta(seconds=50))
    assert state_at_table_one(talking) is TableState.TALKING


def test_table_when_told_of_another_talk_does_not_mind(talking: Evening) -> None:
    tell(talking, talking.anna, "none", "none", START + timedelta(seconds=30))
    guests[f"c{talking.anna.id}"].way = Way(talking.anna_bakery.id, "none", "none", START)
    assert state_at_table_one(talking) is TableState.TALKING


def test_table_when_both_are_in_the_hall_says_so(talking: Evening) -> None:
    for presence in db.session.scalars(db.select(Presence)):
        presence.in_hall = True
    db.session.commit()
    assert state_at_table_one(talking) is TableState.IN_HALL


def test_board_when_nothing_has_changed_is_not_sent_again(app: Flask, evening: Evening) -> None:
    desk = app.test_client(user=evening.organiser)
    address = f"/events/{evening.event.id}/desk/board"
    shown = desk.get(address).headers["X-Board"]
    assert desk.get(f"{address}?seen={shown}").status_code == 204
    arrive(evening, evening.anna)
    assert desk.get(f"{address}?seen={shown}").status_code == 200


def test_board_when_somebody_comes_is_told_as_their_table_and_what_counts_them(
    app: Flask, evening: Evening
) -> None:
    evening.event.starts_at = now() - timedelta(minutes=1)
    arrive(evening, evening.joinery, evening.bakery)
    desk = app.test_client(user=evening.organiser)
    address = f"/events/{evening.event.id}/desk/board"
    shown = desk.get(address).headers["X-Board"]
    arrive(evening, evening.anna)
    news = desk.get(f"{address}?seen={shown}").json or {}
    assert set(news["parts"]) == {"state", "figures", "to-come", "tile-1"}
    assert [part for part in news["order"] if part.startswith("tile")] == ["tile-2", "tile-1"]
    assert desk.get(f"{address}?seen={news['board']}").status_code == 204


def test_board_when_what_was_seen_is_not_known_is_sent_whole(app: Flask, evening: Evening) -> None:
    desk = app.test_client(user=evening.organiser)
    answer = desk.get(f"/events/{evening.event.id}/desk/board?seen=0123456789abcdef")
    assert 'id="board"' in answer.text
