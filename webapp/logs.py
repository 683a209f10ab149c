"""What the service writes down: events by name and number, never a name, an address or a token."""

from __future__ import annotations

import logging
import sys

from flask import Flask

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def init_logs(app: Flask) -> None:
    """Send the service's log lines to standard error, once."""
    logger = logging.getLogger("webapp")
    logger.setLevel(logging.INFO)
    if not logger.handlers and not app.testing:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter(FORMAT))
        logger.addHandler(handler)
