"""What is written down of a mistake of ours: where it was, and nothing of the people it happened to."""

from __future__ import annotations

import logging
import sys

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests.factories.people import make_account, make_association
from webapp import create_app
from webapp.logs import FORMAT, WithoutWords
from webapp.permissions import Role, anyone, right

MIA = "mia@example.org"


def written(record: logging.LogRecord) -> str:
    return WithoutWords(FORMAT).format(record)


def record_of(error: BaseException) -> logging.LogRecord:
    """The line about an error that was raised."""
    try:
        raise error
    except type(error):
        return logging.LogRecord("webapp", logging.ERROR, __file__, 1, "failed", None, sys.exc_info())


def test_error_of_the_database_when_written_down_names_no_person(app: Flask) -> None:
    association = make_association()
    make_account(association, Role.APPLICANT, email=MIA)
    with pytest.raises(IntegrityError) as twice:
        make_account(association, Role.APPLICANT, email=MIA)
    line = written(record_of(twice.value))
    assert MIA not in line
    assert "IntegrityError" in line
    assert "make_account" in line


def test_error_when_it_follows_another_one_is_written_with_both_and_without_words(app: Flask) -> None:
    try:
        int(MIA)
    except ValueError as first:
        error = RuntimeError(MIA)
        error.__cause__ = first
    line = written(record_of(error))
    assert MIA not in line
    assert line.index("ValueError") < line.index("RuntimeError")


def test_page_when_it_fails_is_written_down_without_its_address(
    environ: dict[str, str], app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    failing = create_app(environ, testing=True)
    failing.config["PROPAGATE_EXCEPTIONS"] = False

    @failing.get("/fails/<token>")
    @right(anyone)
    def fails(token: str) -> str:
        raise KeyError(token)

    assert failing.test_client().get("/fails/s3cret").status_code == 500
    lines = [written(record) for record in caplog.records if record.exc_info]
    assert len(lines) == 1
    assert "GET fails failed" in lines[0]
    assert "s3cret" not in lines[0]
