"""The bucket of a connection: full for people, empty for floods, filled again by time alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webapp.live.flood import CAPACITY, REFILL_PER_SECOND, Bucket


def test_bucket_when_everything_comes_at_once_lets_its_capacity_through() -> None:
    bucket = Bucket(filled_at=0.0)
    assert [bucket.take(0.0) for _ in range(CAPACITY + 3)] == [True] * CAPACITY + [False] * 3


def test_bucket_when_empty_lets_one_through_as_soon_as_one_is_refilled() -> None:
    bucket = Bucket(tokens=0.0, filled_at=0.0)
    assert not bucket.take(0.9 / REFILL_PER_SECOND)
    assert bucket.take(1.0 / REFILL_PER_SECOND)


def test_bucket_when_left_alone_never_holds_more_than_its_capacity() -> None:
    bucket = Bucket(filled_at=0.0)
    assert sum(bucket.take(3600.0) for _ in range(2 * CAPACITY)) == CAPACITY


@given(st.lists(st.floats(0, 0.2), max_size=300))
def test_bucket_when_messages_come_at_any_pace_lets_no_more_through_than_promised(gaps: list[float]) -> None:
    bucket, at, passed = Bucket(filled_at=0.0), 0.0, 0
    for gap in gaps:
        at += gap
        passed += bucket.take(at)
    assert passed <= CAPACITY + at * REFILL_PER_SECOND + 1e-6
