"""How long two people were there at once: arithmetic with stretches of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from webapp.live.together import Stretch, merged, together

SIX = datetime(2027, 3, 1, 18, 0, tzinfo=UTC)


def stretches(*minutes: tuple[float, float]) -> list[Stretch]:
    return [Stretch(SIX + timedelta(minutes=a), SIX + timedelta(minutes=b)) for a, b in minutes]


(ROUND,) = stretches((0, 10))


@pytest.mark.parametrize(
    ("one", "other", "minutes"),
    [
        ([(-30, 60)], [(-5, 20)], 10),
        ([(-30, 4)], [(1, 20)], 3),
        ([(-30, 2), (5, 6), (9, 30)], [(-30, 30)], 4),
        ([(0, 3), (4, 8)], [(2, 5), (7, 12)], 3),
        ([(0, 4), (2, 6)], [(0, 10)], 6),
        ([(0, 3)], [(3, 10)], 0),
    ],
)
def test_time_together_when_both_came_and_went_is_what_they_share_of_the_round(
    one: list[tuple[float, float]], other: list[tuple[float, float]], minutes: float
) -> None:
    expected = timedelta(minutes=minutes)
    assert together(stretches(*one), stretches(*other), ROUND) == expected
    assert together(stretches(*other), stretches(*one), ROUND) == expected


@pytest.mark.parametrize("other", [[], [(11, 20)], [(-9, -1)]])
def test_time_together_when_never_at_once_in_the_round_is_none(other: list[tuple[float, float]]) -> None:
    assert together(stretches((-30, 60)), stretches(*other), ROUND) is None


def test_stretches_when_they_overlap_are_joined() -> None:
    assert merged(stretches((4, 6), (0, 2), (1, 3), (3, 3.5))) == stretches((0, 3.5), (4, 6))
