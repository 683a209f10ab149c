"""Wishes: ranked, unwanted, moved about, and refused when they make no sense."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.people import (
    MONDAY_EVENING,
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_registration,
    make_table,
)
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.forms import MOVES, moved, typed_wishes
from webapp.events.models import Event, EventState, EventTable, Wish
from webapp.events.services import save_wishes
from webapp.events.services.wishes import Wishes, WishesClosed, WrongWish, wishes_of
from webapp.extensions import db

BEFORE = MONDAY_EVENING - timedelta(days=9)


@pytest.fixture
def event(app: Flask) -> Event:
    event = make_event(make_association())
    for _ in range(3):
        make_table(event, make_company(event.association))
        make_registration(event, make_applicant(event.association))
    db.session.commit()
    return event


@pytest.fixture
def applicant(event: Event) -> Applicant:
    return event.registrations[0].applicant


@pytest.fixture
def firms(event: Event) -> list[Company]:
    return [table.company for table in event.tables]


def save(event: Event, wisher: Applicant | Company, ranked: list[int], unwanted: list[int]) -> None:
    account = wisher.account if isinstance(wisher, Applicant) else wisher.representatives[0].account
    save_wishes(account, wisher, event, Wishes(tuple(ranked), tuple(unwanted)), BEFORE)


def test_wishes_when_saved_keep_their_order(event: Event, applicant: Applicant, firms: list[Company]) -> None:
    a, b, c = (firm.id for firm in firms)
    save(event, applicant, [c, a], [b])
    assert wishes_of(event, applicant) == Wishes((c, a), (b,))


def test_wishes_when_saved_again_replace_the_old_ones(
    event: Event, applicant: Applicant, firms: list[Company]
) -> None:
    a, b, c = (firm.id for firm in firms)
    save(event, applicant, [c, a], [b])
    save(event, applicant, [b], [])
    assert wishes_of(event, applicant) == Wishes((b,))


def test_wishes_when_a_firm_saves_its_own_leave_those_of_applicants(
    event: Event, applicant: Applicant, firms: list[Company]
) -> None:
    save(event, applicant, [firms[0].id], [])
    save(event, firms[0], [], [applicant.id])
    assert wishes_of(event, applicant) == Wishes((firms[0].id,))
    assert wishes_of(event, firms[0]) == Wishes((), (applicant.id,))


def test_wishes_when_somebody_has_left_are_kept_for_their_return(
    event: Event, applicant: Applicant, firms: list[Company]
) -> None:
    a, b, _ = (firm.id for firm in firms)
    save(event, applicant, [a, b], [])
    db.session.delete(event.tables[0])
    db.session.commit()
    assert wishes_of(event, applicant) == Wishes((b,))
    save(event, applicant, [b], [])
    event.tables.append(EventTable(company=firms[0], number=9))
    db.session.commit()
    assert set(wishes_of(event, applicant).ranked) == {a, b}


@pytest.mark.parametrize(
    ("ranked", "unwanted"),
    [([0, 0], []), ([], [1, 1]), ([0], [0])],
    ids=["ranked twice", "unwanted twice", "ranked and unwanted"],
)
def test_wishes_when_one_firm_is_named_twice_are_refused(
    event: Event, applicant: Applicant, firms: list[Company], ranked: list[int], unwanted: list[int]
) -> None:
    with pytest.raises(WrongWish):
        save(event, applicant, [firms[i].id for i in ranked], [firms[i].id for i in unwanted])
    assert db.session.scalar(db.select(db.func.count(Wish.id))) == 0


def test_wishes_when_a_firm_of_another_association_is_named_are_refused(
    event: Event, applicant: Applicant
) -> None:
    stranger = make_company(make_association())
    make_table(make_event(stranger.association), stranger)
    with pytest.raises(WrongWish):
        save(event, applicant, [stranger.id], [])
    assert db.session.scalar(db.select(db.func.count(Wish.id))) == 0


def test_wishes_when_the_firm_has_no_table_are_refused(event: Event, applicant: Applicant) -> None:
    with pytest.raises(WrongWish):
        save(event, applicant, [make_company(event.association).id], [])


@pytest.mark.parametrize("state", [EventState.PUBLISHED, EventState.CANCELLED])
def test_wishes_when_the_agenda_is_made_are_refused(
    event: Event, applicant: Applicant, firms: list[Company], state: EventState
) -> None:
    event.state = state
    with pytest.raises(WishesClosed):
        save(event, applicant, [firms[0].id], [])


@pytest.mark.parametrize(
    ("start", "move", "end"),
    [
        (Wishes((1, 2)), "wish:3", Wishes((1, 2, 3))),
        (Wishes((1, 2)), "wish:2", Wishes((1, 2))),
        (Wishes((1,), (2,)), "wish:2", Wishes((1, 2))),
        (Wishes((1, 2, 3)), "up:3", Wishes((1, 3, 2))),
        (Wishes((1, 2, 3)), "up:1", Wishes((1, 2, 3))),
        (Wishes((1, 2, 3)), "down:1", Wishes((2, 1, 3))),
        (Wishes((1, 2, 3)), "down:3", Wishes((1, 2, 3))),
        (Wishes((1, 2)), "up:9", Wishes((1, 2))),
        (Wishes((1, 2)), "unwish:1", Wishes((2,))),
        (Wishes((), (1,)), "unwish:1", Wishes()),
        (Wishes((1, 2)), "unwanted:1", Wishes((2,), (1,))),
    ],
)
def test_move_when_a_button_is_pressed_changes_the_lists(start: Wishes, move: str, end: Wishes) -> None:
    assert moved(start, move) == end


@pytest.mark.parametrize(
    "move", ["", "wish", "wish:", "wish:x", "wish:-1", "fly:1", "up:" + "9" * 40, "up:²"]
)
def test_move_when_there_is_no_such_button_is_none(move: str) -> None:
    assert moved(Wishes((1,)), move) is None


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "", "9" * 40, "²"])
def test_typed_wishes_when_a_number_is_none_are_none(number: str) -> None:
    assert typed_wishes([number], []) is None
    assert typed_wishes([], [number]) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    people=st.lists(st.integers(1, 9), unique=True, max_size=9),
    split=st.integers(0, 9),
    moves=st.lists(st.tuples(st.sampled_from(MOVES), st.integers(1, 9)), max_size=20),
)
def test_moves_when_pressed_in_any_order_never_name_anybody_twice(
    people: list[int], split: int, moves: list[tuple[str, int]]
) -> None:
    wishes = Wishes(tuple(people[:split]), tuple(people[split:]))
    for verb, number in moves:
        after = moved(wishes, f"{verb}:{number}")
        assert after is not None
        named = after.ranked + after.unwanted
        assert len(set(named)) == len(named)
        assert set(named) - {number} == set(wishes.ranked + wishes.unwanted) - {number}
        wishes = after
