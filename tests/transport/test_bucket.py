"""A bucket of tokens: full for people, empty for floods, filled again by time alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webapp.transport.bucket import Bucket, Buckets

CAPACITY, PER_SECOND = 100, 25


def bucket(**given: float) -> Bucket:
    return Bucket(CAPACITY, PER_SECOND, filled_at=0.0, **given)


def test_bucket_when_everything_comes_at_once_lets_its_capacity_through() -> None:
    full = bucket()
    assert [full.take(0.0) for _ in range(CAPACITY + 3)] == [True] * CAPACITY + [False] * 3


def test_bucket_when_empty_lets_one_through_as_soon_as_one_is_refilled() -> None:
    empty = bucket(tokens=0.0)
    assert not empty.take(0.9 / PER_SECOND)
    assert empty.take(1.0 / PER_SECOND)


def test_bucket_when_left_alone_never_holds_more_than_its_capacity() -> None:
    full = bucket()
    assert sum(full.take(3600.0) for _ in range(2 * CAPACITY)) == CAPACITY


@given(st.lists(st.floats(0, 0.2), max_size=300))
def test_bucket_when_messages_come_at_any_pace_lets_no_more_through_than_promised(gaps: list[float]) -> None:
    filling, at, passed = bucket(), 0.0, 0
    for gap in gaps:
        at += gap
        passed += filling.take(at)
    assert passed <= CAPACITY + at * PER_SECOND + 1e-6


def test_buckets_when_many_are_quiet_keep_only_those_that_are_not_full() -> None:
    buckets = Buckets(CAPACITY, PER_SECOND)
    for number in range(5_000):
        buckets.take(number, at=number * 1.0)
    assert len(buckets.kept) <= 1_000
    assert not buckets.kept[4_999].is_full(4_999.0)
