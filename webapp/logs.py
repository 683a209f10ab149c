"""What the service writes down: events by name and number, never a name, an address or a token."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

from flask import Flask, request

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# Engine.IO would write by itself, in its own way.
OURS = ("webapp", "engineio.server")


class WithoutWords(logging.Formatter):
    """Writes of what kind an error is and where it came from: its words may be somebody's."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, whoever has written the error in full before."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """Return kind and place of an error, and of those before it."""
        error: BaseException | None = ei[1]
        parts: list[str] = []
        while error is not None:
            parts.insert(0, "".join(traceback.format_tb(error.__traceback__)) + kind_of(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "Traceback:\n" + "\nand then:\n".join(parts)


def kind_of(error: BaseException) -> str:
    """Name an error, with the code and the constraint of a database that has one."""
    told = getattr(error, "orig", error)
    codes = (
        getattr(told, "sqlstate", None),
        getattr(told, "sqlite_errorname", None),
        getattr(getattr(told, "diag", None), "constraint_name", None),
    )
    return " ".join([type(error).__qualname__, *map(str, filter(None, codes))])


def init_logs(app: Flask) -> None:
    """Send the service's log lines to standard error, once."""
    app.log_exception = write_down_failure  # type: ignore[method-assign]
    logging.getLogger(OURS[0]).setLevel(logging.INFO)
    logging.getLogger(OURS[1]).setLevel(logging.ERROR)
    for logger in map(logging.getLogger, OURS):
        if not logger.handlers and not app.testing:
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(WithoutWords(FORMAT))
            logger.addHandler(handler)


def write_down_failure(exc_info: Any) -> None:
    """Write down that a page has failed: which one, not its address, in which a token may stand."""
    logging.getLogger("webapp").error("%s %s failed", request.method, request.endpoint, exc_info=exc_info)
