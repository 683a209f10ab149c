"""Evenings at the moments the tests are about; the server lives by the real clock, so they begin near now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.live.evenings import CHANGEOVER, ROUND, Evening, make_evening
from tests.live.guests import guests, in_talk  # noqa: F401 (fixtures)
from tests.live.relays import relay  # noqa: F401 (a fixture)
from webapp.database import now


@pytest.fixture
def in_round_one(app: Flask) -> Evening:
    """An evening in the middle of its first round."""
    return make_evening(now() - ROUND / 2)


@pytest.fixture
def in_round_two(app: Flask) -> Evening:
    """An evening in the middle of its second round."""
    return make_evening(now() - ROUND * 3 / 2 - CHANGEOVER)


@pytest.fixture
def in_lobby(app: Flask) -> Evening:
    """An evening half an hour before its first round."""
    return make_evening(now() + timedelta(minutes=30))


@pytest.fixture
def ended(app: Flask) -> Evening:
    """An evening that has just ended."""
    return make_evening(now() - 2 * ROUND - CHANGEOVER - timedelta(minutes=1))
