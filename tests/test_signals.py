"""What a service tells others is heard once it is committed, and only then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.factories.people import make_association
from webapp.associations.models import Association
from webapp.extensions import db
from webapp.signals import evening_changed, tell_evening_changed


@pytest.fixture
def heard(app: Flask) -> Iterator[list[int]]:
    """The events somebody heard of, each time with the number of associations a listener could read."""
    told: list[int] = []

    def listen(_sender: object, event_id: int) -> None:
        told.append(event_id)
        told.append(db.session.query(Association).count())

    with evening_changed.connected_to(listen):
        yield told


def test_news_when_told_in_a_transaction_is_sent_after_the_commit(heard: list[int]) -> None:
    tell_evening_changed(7)
    make_association()
    db.session.flush()
    assert heard == []
    db.session.commit()
    assert heard == [7, 1]


def test_news_when_told_twice_is_sent_once(heard: list[int]) -> None:
    tell_evening_changed(7)
    tell_evening_changed(7)
    make_association()
    db.session.commit()
    db.session.commit()
    assert heard == [7, 1]


def test_news_when_rolled_back_is_forgotten(heard: list[int]) -> None:
    make_association()
    tell_evening_changed(7)
    db.session.rollback()
    make_association()
    db.session.commit()
    assert heard == []


def test_news_when_a_part_of_the_transaction_is_taken_back_waits_for_the_whole(heard: list[int]) -> None:
    make_association()
    tell_evening_changed(7)
    db.session.begin_nested().rollback()
    db.session.begin_nested().commit()
    assert heard == []
    db.session.commit()
    assert heard == [7, 1]


def test_news_when_a_listener_fails_leaves_what_was_done(app: Flask) -> None:
    def fail(_sender: object, event_id: int) -> None:
        raise LookupError(event_id)

    with evening_changed.connected_to(fail):
        tell_evening_changed(7)
        make_association()
        db.session.commit()
    assert db.session.query(Association).count() == 1
