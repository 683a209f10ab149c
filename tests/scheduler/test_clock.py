"""The clock of an evening: properties for any programme and interventions, and one that counts seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.clock import (
    Break,
    ClockError,
    EarlyEnd,
    EventClock,
    Extension,
    Pause,
    Phase,
    PhaseKind,
    phase_at,
    programme,
    round_starts,
)

START = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # clocks in Germany jump half an hour later
LAST_SECOND = 900


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def seconds(moment: datetime | None) -> float | None:
    return None if moment is None else (moment - START).total_seconds()


@st.composite
def pauses(draw: st.DrawFn, may_be_on: bool = True) -> tuple[Pause, ...]:
    limits = sorted(draw(st.lists(st.integers(-60, 400), max_size=6, unique=True)))
    closed = [Pause(at(a), at(b)) for a, b in zip(limits[::2], limits[1::2], strict=False)]
    if len(limits) % 2 and may_be_on:
        closed.append(Pause(at(limits[-1])))
    return tuple(closed)


extensions = st.lists(
    st.builds(Extension, st.integers(-60, 400).map(at), st.integers(-120, 120)), max_size=3
).map(tuple)


@st.composite
def programmes(draw: st.DrawFn) -> EventClock:
    rounds = draw(st.integers(1, 5))
    after = draw(st.lists(st.integers(1, rounds - 1), unique=True, max_size=2)) if rounds > 1 else []
    return EventClock(
        starts_at=START,
        rounds=rounds,
        round_seconds=draw(st.integers(1, 60)),
        changeover_seconds=draw(st.integers(0, 20)),
        breaks=tuple(Break(r, draw(st.integers(0, 30))) for r in sorted(after)),
    )


@st.composite
def clocks(draw: st.DrawFn) -> EventClock:
    return changed(draw(programmes()), draw(pauses()), draw(extensions))


def changed(
    clock: EventClock, stops: tuple[Pause, ...] = (), longer: tuple[Extension, ...] = ()
) -> EventClock:
    return EventClock(
        clock.starts_at,
        clock.rounds,
        clock.round_seconds,
        clock.changeover_seconds,
        clock.breaks,
        stops,
        longer,
    )


moments = st.integers(-100, LAST_SECOND).map(at)


def planned_seconds(clock: EventClock) -> list[int]:
    """Seconds of each phase between lobby and end, from the programme alone."""
    extra = {b.after_round: b.seconds for b in clock.breaks}
    lengths = []
    for number in range(1, clock.rounds + 1):
        lengths += [clock.round_seconds, clock.changeover_seconds + extra.get(number, 0)]
    return lengths[:-1]


def counted_phase(clock: EventClock, moment: datetime) -> int:
    """The index of the phase at a moment, found by counting one second after the other."""
    begin, index = -100, 0
    left = [100, *planned_seconds(clock)]
    for second in range(begin, int(seconds(moment) or 0) + 1):
        while index < len(left) and left[index] <= 0:
            index += 1
        for extension in clock.extensions:
            if seconds(extension.at) == second and index < len(left):
                left[index] = max(0, left[index] + extension.seconds)
                while index < len(left) and left[index] == 0:
                    index += 1
        on = any(
            p.begins_at <= at(second) and (p.ends_at is None or at(second) < p.ends_at) for p in clock.pauses
        )
        if second < int(seconds(moment) or 0) and not on and index < len(left):
            left[index] -= 1
    return index


@given(clocks(), moments)
def test_programme_when_anything_was_done_to_it_has_phases_that_touch(
    clock: EventClock, moment: datetime
) -> None:
    phases = programme(clock, moment)
    assert len(phases) == 2 * clock.rounds + 1
    assert (phases[0].kind, phases[0].begins_at) == (PhaseKind.LOBBY, None)
    assert (phases[-1].kind, phases[-1].ends_at) == (PhaseKind.ENDED, None)
    for earlier, later in pairwise(phases):
        assert earlier.ends_at == later.begins_at
    limits = [p.ends_at for p in phases if p.ends_at]
    assert limits == sorted(limits)
    assert len({p.name for p in phases}) == len(phases)


@given(clocks(), moments)
def test_phase_when_asked_for_a_moment_is_the_one_of_the_programme_that_contains_it(
    clock: EventClock, moment: datetime
) -> None:
    containing = [
        p
        for p in programme(clock, moment)
        if (p.begins_at is None or p.begins_at <= moment) and (p.ends_at is None or moment < p.ends_at)
    ]
    assert containing == [phase_at(clock, moment)]


@given(clocks(), moments)
def test_phase_when_seconds_are_counted_one_by_one_is_the_same(clock: EventClock, moment: datetime) -> None:
    phases = programme(clock, moment)
    assert phases.index(phase_at(clock, moment)) == counted_phase(clock, moment)


@given(clocks(), moments, moments)
def test_phase_when_time_goes_on_never_goes_back(clock: EventClock, one: datetime, other: datetime) -> None:
    names = [p.name for p in programme(clock, one)]
    earlier, later = (names.index(phase_at(clock, moment).name) for moment in sorted((one, other)))
    assert earlier <= later


@given(clocks(), moments, moments)
def test_phase_when_it_has_ended_stays_as_it_was(clock: EventClock, one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    ended = [p for p in programme(clock, earlier) if p.ends_at and p.ends_at <= earlier]
    assert programme(clock, later)[: len(ended)] == ended


@given(programmes(), moments)
def test_round_when_nothing_was_done_begins_where_the_programme_says(
    clock: EventClock, moment: datetime
) -> None:
    expected, lengths = START, planned_seconds(clock)
    for number, begins_at in enumerate(round_starts(clock, moment)):
        assert begins_at == expected
        expected += timedelta(seconds=sum(lengths[2 * number : 2 * number + 2]))


@given(programmes(), st.integers(-60, 400), st.integers(1, 200))
def test_pause_when_over_shifts_everything_that_ends_later_by_its_length(
    clock: EventClock, begins: int, length: int
) -> None:
    paused = changed(clock, (Pause(at(begins), at(begins + length)),))
    moment = at(LAST_SECOND + 1000)
    for before, after in zip(programme(clock, moment), programme(paused, moment), strict=True):
        if before.ends_at is not None:
            later = length if before.ends_at > at(begins) else 0
            assert after.ends_at == before.ends_at + timedelta(seconds=later)


@given(programmes(), st.integers(-60, 400), st.integers(0, 10_000))
def test_pause_when_still_on_holds_the_phase_however_long(
    clock: EventClock, begins: int, waited: int
) -> None:
    paused = changed(clock, (Pause(at(begins)),))
    first, now = phase_at(paused, at(begins)), phase_at(paused, at(begins + waited))
    assert first.name == now.name
    assert first.paused == now.paused == (first.kind is not PhaseKind.ENDED)
    if now.ends_at and first.ends_at:
        assert now.ends_at - at(begins + waited) == first.ends_at - at(begins)


@given(programmes(), st.integers(-60, 400), st.integers(0, 300))
def test_extension_when_made_lengthens_its_phase_and_moves_the_rest(
    clock: EventClock, made: int, longer: int
) -> None:
    moment = at(LAST_SECOND + 1000)
    extended = programme(changed(clock, (), (Extension(at(made), longer),)), moment)
    for before, after in zip(programme(clock, moment), extended, strict=True):
        if before.ends_at is not None:
            later = longer if before.ends_at > at(made) else 0
            assert after.ends_at == before.ends_at + timedelta(seconds=later)


def test_extension_when_it_takes_more_than_is_left_ends_that_phase_alone() -> None:
    clock = EventClock(START, 3, 60, 15, extensions=(Extension(at(20), -1000),))
    limits = [seconds(p.ends_at) for p in programme(clock, at(500))]
    assert limits == [0, 20, 35, 95, 110, 170, None]


def test_extension_when_made_in_a_pause_counts_after_it() -> None:
    clock = EventClock(START, 1, 60, 0, pauses=(Pause(at(10), at(30)),), extensions=(Extension(at(20), 5),))
    assert seconds(programme(clock, at(100))[1].ends_at) == 60 + 20 + 5


def test_extension_when_not_made_yet_does_not_count() -> None:
    clock = EventClock(START, 1, 60, 0, extensions=(Extension(at(20), 30),))
    assert seconds(phase_at(clock, at(19)).ends_at) == 60
    assert seconds(phase_at(clock, at(20)).ends_at) == 90


@given(clocks(), moments, st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]))
def test_programme_when_written_in_another_time_zone_is_the_same(
    clock: EventClock, moment: datetime, name: str
) -> None:
    zone = ZoneInfo(name)
    local = EventClock(
        clock.starts_at.astimezone(zone),
        clock.rounds,
        clock.round_seconds,
        clock.changeover_seconds,
        clock.breaks,
        tuple(
            Pause(p.begins_at.astimezone(zone), p.ends_at and p.ends_at.astimezone(zone))
            for p in clock.pauses
        ),
        tuple(Extension(e.at.astimezone(zone), e.seconds) for e in clock.extensions),
    )
    assert programme(local, moment.astimezone(zone)) == programme(clock, moment)


def test_programme_when_daylight_saving_begins_in_it_has_rounds_of_the_same_length() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    clock = EventClock(datetime(2027, 3, 28, 1, 30, tzinfo=berlin), 3, 1800, 0)
    starts = round_starts(clock, at(0))
    assert [(later - earlier).total_seconds() for earlier, later in pairwise(starts)] == [1800, 1800]
    assert starts[2].astimezone(berlin).hour == 3


def test_phase_when_it_begins_includes_its_first_instant_and_not_its_last() -> None:
    clock = EventClock(START, 2, 60, 15)
    names = [phase_at(clock, at(s)).name for s in (-0.001, 0, 59.999, 60, 74.999, 75, 135)]
    assert names == ["lobby-1", "round-1", "round-1", "changeover-2", "changeover-2", "round-2", "ended-2"]


def test_phase_when_there_is_no_changeover_goes_from_round_to_round() -> None:
    clock = EventClock(START, 2, 60, 0)
    assert phase_at(clock, at(60)) == Phase(PhaseKind.ROUND, 2, at(60), at(120))


NAIVE = datetime(2027, 3, 1, 18, 0)  # what must be refused


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": NAIVE},
        {"rounds": 0},
        {"round_seconds": 0},
        {"changeover_seconds": -1},
        {"breaks": (Break(2, 60),)},
        {"breaks": (Break(0, 60),)},
        {"breaks": (Break(1, -1),)},
        {"pauses": (Pause(NAIVE),)},
        {"pauses": (Pause(at(10), at(5)),)},
        {"pauses": (Pause(at(0)), Pause(at(10)))},
        {"pauses": (Pause(at(0), at(20)), Pause(at(10), at(30)))},
        {"extensions": (Extension(NAIVE, 5),)},
    ],
)
def test_clock_when_its_data_contradict_each_other_is_refused(wrong: dict[str, object]) -> None:
    right: dict[str, object] = {
        "starts_at": START,
        "rounds": 2,
        "round_seconds": 60,
        "changeover_seconds": 15,
    }
    with pytest.raises(ClockError):
        EventClock(**{**right, **wrong})  # type: ignore[arg-type]


def test_moment_when_it_has_no_time_zone_is_refused() -> None:
    clock = EventClock(START, 1, 60, 0)
    for asked in (programme, phase_at, round_starts):
        with pytest.raises(ClockError):
            asked(clock, NAIVE)


def test_moment_when_in_a_fixed_offset_is_understood() -> None:
    clock = EventClock(START, 1, 60, 0)
    assert phase_at(clock, at(30).astimezone(timezone(timedelta(hours=5)))).name == "round-1"


@given(programmes(), st.integers(0, LAST_SECOND), st.integers(0, 60), st.integers(0, LAST_SECOND))
def test_evening_when_ended_early_has_no_phase_that_begins_later_and_no_gap(
    clock: EventClock, decided: int, later: int, asked: int
) -> None:
    ended = replace(clock, early_end=EarlyEnd(at(decided), later))
    if asked < decided:
        assert programme(ended, at(asked)) == programme(clock, at(asked))
        return
    phases = programme(ended, at(asked))
    assert phases[-1].kind is PhaseKind.ENDED
    assert all(one.ends_at == other.begins_at for one, other in pairwise(phases))
    assert all(p.begins_at is None or p.begins_at < at(decided + later) for p in phases[:-1])
