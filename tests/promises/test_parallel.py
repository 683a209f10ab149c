"""Whatever is pressed eight times at the same moment happens once, and nobody is told of a mistake of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from flask import Flask

from tests.parallel import EIGHT, at_once
from tests.promises.presses import PRESSES
from tests.promises.scene import Press, Scene
from tests.promises.test_rights import our_rules
from webapp.accounts.knocks import answer_knocks
from webapp.database import now
from webapp.extensions import db


@pytest.fixture
def without_csrf(app: Flask) -> Iterator[Flask]:
    """The service as it answers to forms with the right token."""
    app.config["WTF_CSRF_ENABLED"] = app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    app.config["WTF_CSRF_ENABLED"] = True
    app.config["PROPAGATE_EXCEPTIONS"] = None


def test_address_when_it_changes_something_is_pressed_eight_times_here(schema: Flask) -> None:
    changing = {rule.endpoint for rule in our_rules(schema) if rule.methods and "POST" in rule.methods}
    assert changing == set(PRESSES), "say in tests/promises/presses.py what eight people press there"


@pytest.mark.parametrize("endpoint", sorted(PRESSES))
def test_button_when_pressed_eight_times_at_once_does_it_once(without_csrf: Flask, endpoint: str) -> None:
    presses = PRESSES[endpoint](Scene())
    db.session.commit()
    statuses = at_once([pressing(without_csrf, press) for press in presses.taps])
    at_once([partial(answer_in_the_background, without_csrf)] * EIGHT)
    assert [status for status in statuses if status >= 500] == [], statuses
    assert presses.fits(statuses), statuses
    assert [ask() for ask in presses.then] == list(presses.then.values()), statuses


def answer_in_the_background(app: Flask) -> None:
    """Answer who has knocked, as each of several servers would."""
    with app.app_context():
        answer_knocks(now())


def pressing(app: Flask, press: Press) -> Callable[[], int]:
    """Return a tap of somebody in a browser of their own."""
    client = app.test_client(user=press.account) if press.account else app.test_client()
    return lambda: client.post(press.path, data=press.data).status_code
