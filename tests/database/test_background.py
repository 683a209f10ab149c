"""What runs by itself: one line in the log while the database is held, and it goes on."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import pytest
from flask import Flask
from gevent.event import Event

from tests.database.other_writer import impatient, other_writer
from webapp import create_app
from webapp.jobs.ticker import tick
from webapp.server import keep_doing


def test_conductor_when_the_database_is_held_says_so_in_one_line_and_goes_on(
    app: Flask, environ: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    hasty, ended, ticks = impatient(environ, create_app), Event(), []

    def tick_twice(at: datetime) -> timedelta:
        ticks.append(at)
        if len(ticks) == 2:
            ended.set()
            return timedelta()
        return tick("test", at)

    with other_writer("conductor_lease"), caplog.at_level(logging.INFO, "webapp"):
        keep_doing(hasty, ended, tick_twice)
    assert len(ticks) == 2
    assert [(r.levelname, r.exc_info) for r in caplog.records] == [("WARNING", None)]
    assert "tried again" in caplog.text
