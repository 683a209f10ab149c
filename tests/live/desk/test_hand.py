"""The clock in the organiser's hand: what each button does, what it refuses, how it is undone, and who hears of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from scheduler.clock import Phase, PhaseKind, phase_at, programme
from tests.factories.people import make_association, make_organiser
from tests.live.evenings import CHANGEOVER, ROUND, Evening, make_evening
from tests.socket_people import PageVisitor, SocketPerson
from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.events.clock import clock_of
from webapp.events.models import EventState
from webapp.events.timetable import may_rate
from webapp.extensions import db
from webapp.live.desk.diary import entries_of
from webapp.live.desk.hand import ClockPress, last_change, press_clock, undo_clock, undoable_at
from webapp.live.desk.refusals import (
    BreakInRound,
    ClockIsOther,
    EndsAnyway,
    NotOn,
    NotPaused,
    Paused,
    TooLateToUndo,
    TooShort,
)
from webapp.live.models import Deed, PresenceInterval
from webapp.live.refusals import NotPublished
from webapp.outcomes.report import report_of

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
PRESSES_WHILE_IT_RUNS = [press for press in ClockPress if press is not ClockPress.RESUME]


@pytest.fixture
def evening(app: Flask) -> Evening:
    """An evening whose first round has just begun."""
    return make_evening(now())


def into_round(evening: Evening, after: timedelta) -> datetime:
    """A moment so long after the first round began."""
    return evening.event.starts_at + after


def press(evening: Evening, button: ClockPress, at: datetime) -> None:
    press_clock(evening.organiser, evening.event, button, last_change(evening.event), at)


def undo(evening: Evening, at: datetime) -> None:
    undo_clock(evening.organiser, evening.event, last_change(evening.event), at)


def phases(evening: Evening, at: datetime) -> list[Phase]:
    db.session.expire_all()
    return programme(clock_of(evening.event), at)


def phase(evening: Evening, at: datetime) -> Phase:
    db.session.expire_all()
    return phase_at(clock_of(evening.event), at)


def lengths(evening: Evening, at: datetime) -> list[timedelta]:
    """How long first round, changeover and second round are."""
    return [p.ends_at - p.begins_at for p in phases(evening, at) if p.begins_at and p.ends_at]


def test_pause_when_pressed_lets_the_clock_stand_still_until_it_goes_on(evening: Evening) -> None:
    paused, resumed = into_round(evening, 2 * MINUTE), into_round(evening, 5 * MINUTE)
    press(evening, ClockPress.PAUSE, paused)
    still = phase(evening, into_round(evening, 4 * MINUTE))
    assert (still.kind, still.paused) == (PhaseKind.ROUND, True)
    press(evening, ClockPress.RESUME, resumed)
    goes_on = phase(evening, resumed + SECOND)
    assert (goes_on.paused, goes_on.ends_at) == (False, into_round(evening, ROUND + 3 * MINUTE))


def test_break_when_put_in_between_two_rounds_lengthens_the_changeover_and_can_be_undone(
    evening: Evening,
) -> None:
    between = into_round(evening, ROUND + 10 * SECOND)
    press(evening, ClockPress.BREAK, between)
    assert lengths(evening, between + SECOND) == [ROUND, CHANGEOVER + 5 * MINUTE, ROUND]
    undo(evening, between + 5 * SECOND)
    assert lengths(evening, between + 6 * SECOND) == [ROUND, CHANGEOVER, ROUND]


def test_break_when_pressed_in_a_round_is_refused(evening: Evening) -> None:
    with pytest.raises(BreakInRound):
        press(evening, ClockPress.BREAK, into_round(evening, MINUTE))


@pytest.mark.parametrize(("button", "change"), [(ClockPress.LENGTHEN, MINUTE), (ClockPress.SHORTEN, -MINUTE)])
def test_minute_when_given_or_taken_moves_all_that_follows_and_changes_no_other_length(
    evening: Evening, button: ClockPress, change: timedelta
) -> None:
    at = into_round(evening, 2 * MINUTE)
    press(evening, button, at)
    assert lengths(evening, at) == [ROUND + change, CHANGEOVER, ROUND]


def test_round_when_ended_for_all_leaves_ten_seconds_to_prepare(evening: Evening) -> None:
    at = into_round(evening, 2 * MINUTE)
    press(evening, ClockPress.MOVE_ON, at)
    assert phase(evening, at).ends_at == at + 10 * SECOND
    assert lengths(evening, at)[1:] == [CHANGEOVER, ROUND]


def test_next_round_when_begun_early_is_as_long_as_planned(evening: Evening) -> None:
    at = into_round(evening, ROUND + 5 * SECOND)
    press(evening, ClockPress.MOVE_ON, at)
    begins = phase(evening, at + 10 * SECOND)
    assert (begins.kind, begins.begins_at) == (PhaseKind.ROUND, at + 10 * SECOND)
    assert lengths(evening, at)[2] == ROUND


@pytest.mark.parametrize(
    ("button", "after", "why"),
    [
        (ClockPress.RESUME, MINUTE, NotPaused),
        (ClockPress.SHORTEN, ROUND - 69 * SECOND, TooShort),
        (ClockPress.MOVE_ON, ROUND - 10 * SECOND, EndsAnyway),
        (ClockPress.PAUSE, -MINUTE, NotOn),
        (ClockPress.LENGTHEN, 2 * ROUND + CHANGEOVER, NotOn),
    ],
)
def test_button_when_it_makes_no_sense_is_refused_and_changes_nothing(
    evening: Evening, button: ClockPress, after: timedelta, why: type[Refused]
) -> None:
    at = into_round(evening, after)
    before = phases(evening, at)
    with pytest.raises(why):
        press(evening, button, at)
    db.session.rollback()
    assert (phases(evening, at), len(entries_of(evening.event.id))) == (before, 0)


@pytest.mark.parametrize("button", [ClockPress.PAUSE, ClockPress.SHORTEN, ClockPress.MOVE_ON])
def test_button_when_paused_is_refused(evening: Evening, button: ClockPress) -> None:
    press(evening, ClockPress.PAUSE, into_round(evening, MINUTE))
    with pytest.raises(Paused):
        press(evening, button, into_round(evening, 2 * MINUTE))


@pytest.mark.parametrize("button", [ClockPress.LENGTHEN, ClockPress.SHORTEN, ClockPress.MOVE_ON])
def test_change_when_undone_within_ten_seconds_was_never_made(evening: Evening, button: ClockPress) -> None:
    at = into_round(evening, 2 * MINUTE)
    before = phases(evening, at)
    press(evening, button, at)
    undo(evening, at + 9 * SECOND)
    assert phases(evening, at) == before


def test_pause_when_undone_takes_no_second_of_the_talk(evening: Evening) -> None:
    at = into_round(evening, 2 * MINUTE)
    press(evening, ClockPress.PAUSE, at)
    undo(evening, at + 8 * SECOND)
    assert phase(evening, at + 9 * SECOND).ends_at == into_round(evening, ROUND + 8 * SECOND)


def test_minute_when_undone_at_the_very_end_leaves_ten_seconds_to_prepare(evening: Evening) -> None:
    at = into_round(evening, ROUND - 3 * SECOND)
    press(evening, ClockPress.LENGTHEN, at)
    undo(evening, at + 8 * SECOND)
    assert phase(evening, at + 8 * SECOND).ends_at == at + 18 * SECOND


def test_resumption_when_its_round_has_ended_meanwhile_cannot_be_undone(evening: Evening) -> None:
    paused = into_round(evening, ROUND - 2 * SECOND)
    press(evening, ClockPress.PAUSE, paused)
    press(evening, ClockPress.RESUME, paused + MINUTE)
    with pytest.raises(TooLateToUndo):
        undo(evening, paused + MINUTE + 5 * SECOND)


@pytest.mark.parametrize("seed", range(3))
def test_clock_when_pressed_at_random_never_changes_what_is_over_and_leaves_later_rounds_whole(
    evening: Evening, seed: int
) -> None:
    chance, at = random.Random(seed), evening.event.starts_at
    over: dict[str, Phase] = {}
    for _ in range(200):
        at += chance.randrange(1, 12) * SECOND
        doing = chance.choice(
            [*(partial(press, evening, button, at) for button in ClockPress), partial(undo, evening, at)]
        )
        try:
            doing()
        except Refused:
            db.session.rollback()
        for each in phases(evening, at):
            if each.ends_at and each.ends_at <= at:
                assert over.setdefault(each.name, each) == each
            elif each.kind is PhaseKind.ROUND and each.begins_at and each.begins_at > at:
                assert each.ends_at == each.begins_at + ROUND


def test_change_when_ten_seconds_old_can_no_longer_be_undone(evening: Evening) -> None:
    at = into_round(evening, 2 * MINUTE)
    press(evening, ClockPress.LENGTHEN, at)
    assert undoable_at(evening.event, at + 9 * SECOND)
    assert undoable_at(evening.event, at + 10 * SECOND) is None
    with pytest.raises(TooLateToUndo):
        undo(evening, at + 10 * SECOND)


def test_button_when_somebody_else_was_quicker_is_refused(evening: Evening) -> None:
    at, seen = into_round(evening, 2 * MINUTE), last_change(evening.event)
    press(evening, ClockPress.PAUSE, at)
    with pytest.raises(ClockIsOther):
        press_clock(evening.organiser, evening.event, ClockPress.LENGTHEN, seen, at + SECOND)
    db.session.rollback()
    assert len(evening.event.clock_changes) == 1


def test_clock_when_it_is_another_associations_is_not_found(evening: Evening) -> None:
    stranger = make_organiser(make_association())
    with pytest.raises(NotFound):
        press_clock(stranger, evening.event, ClockPress.PAUSE, 0, into_round(evening, MINUTE))


def test_clock_when_the_evening_is_not_published_is_refused(evening: Evening) -> None:
    evening.event.state = EventState.OPEN
    db.session.commit()
    with pytest.raises(NotPublished):
        press(evening, ClockPress.PAUSE, into_round(evening, MINUTE))


def test_diary_when_the_clock_was_pressed_says_who_did_what_in_which_phase(evening: Evening) -> None:
    at = into_round(evening, 2 * MINUTE)
    press(evening, ClockPress.LENGTHEN, at)
    undo(evening, at + SECOND)
    lines = [(entry.deed, entry.account, entry.phase, entry.round) for entry in entries_of(evening.event.id)]
    assert lines == [(deed, evening.organiser, PhaseKind.ROUND, 1) for deed in (Deed.UNDONE, Deed.LENGTHENED)]


@pytest.mark.server
def test_clock_when_pressed_at_the_desk_is_heard_by_everybody_and_undone_by_the_next_press(
    evening: Evening, connected: Callable[..., SocketPerson], visitor: Callable[[Account], PageVisitor]
) -> None:
    people = [connected(person) for person in (evening.anna, evening.joinery)]
    ends = [person.check_in(evening.event.id)["phases"][1]["ends_at"] for person in people]
    desk, page = visitor(evening.organiser), f"/events/{evening.event.id}/desk"
    desk.press(page, f"/events/{evening.event.id}/clock", press="lengthen", seen="0")
    longer = [heard_end(person, ends[0]) for person in people]
    assert longer == [end + 60_000 for end in ends]
    seen = desk.read(page).split('data-seen="', 1)[1].split('"', 1)[0]
    desk.press(page, f"/events/{evening.event.id}/clock/undo", seen=seen)
    assert [heard_end(person, longer[0]) for person in people] == ends


def heard_end(person: SocketPerson, other_than: int) -> int:
    """When the first round ends, as soon as it is told to be another time."""
    while True:
        ends_at: int = person.hear("clock")["phases"][1]["ends_at"]
        if ends_at != other_than:
            return ends_at


def test_desk_when_the_evening_is_paused_says_so(evening: Evening, app: Flask) -> None:
    press(evening, ClockPress.PAUSE, now())
    page = app.test_client(user=evening.organiser).get(f"/events/{evening.event.id}/desk")
    assert 'data-paused="yes"' in page.text
    assert "Pause: Die Uhr steht" in page.text


def test_evening_when_ended_is_over_for_everybody_ten_seconds_later(evening: Evening) -> None:
    at = into_round(evening, 2 * MINUTE)
    press(evening, ClockPress.END, at)
    assert phase(evening, at + 9 * SECOND).kind is PhaseKind.ROUND
    over = phase(evening, at + 10 * SECOND)
    assert (over.kind, over.round, over.begins_at) == (PhaseKind.ENDED, 1, at + 10 * SECOND)


def test_evening_when_ended_and_undone_goes_on_as_planned(evening: Evening) -> None:
    at = into_round(evening, 2 * MINUTE)
    before = phases(evening, at)
    press(evening, ClockPress.END, at)
    undo(evening, at + 5 * SECOND)
    assert phases(evening, at + 5 * SECOND) == before


def test_clock_when_the_evening_was_ended_takes_no_other_press(evening: Evening) -> None:
    at = into_round(evening, 2 * MINUTE)
    press(evening, ClockPress.END, at)
    with pytest.raises(EndsAnyway):
        press(evening, ClockPress.LENGTHEN, at + SECOND)


def test_report_when_the_evening_was_ended_early_counts_what_was_held(evening: Evening) -> None:
    begun = evening.event.starts_at
    for person in (evening.anna, evening.joinery):
        row = {"event_id": evening.event.id, "account_id": person.id}
        db.session.add(PresenceInterval(**row, began_at=begun, ended_at=begun + 3 * MINUTE))
    db.session.commit()
    at = into_round(evening, 2 * MINUTE)
    press(evening, ClockPress.END, at)
    report = report_of(evening.event, at + MINUTE)
    assert (report.meetings_held, report.meetings_planned) == (1, 4)
    assert not may_rate(evening.event, 2, at + MINUTE)
