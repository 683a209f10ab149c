"""Rate limits are off in tests, unless a test is about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask.testing import FlaskClient

from webapp import create_app
from webapp.extensions import limiter


@contextmanager
def limited(environ: Mapping[str, str]) -> Iterator[FlaskClient]:
    """A browser of an app that counts, from zero, on the same database."""
    app = create_app(environ)
    limiter.reset()
    try:
        yield app.test_client()
    finally:
        limiter.enabled = False
