"""The server process: web pages, sockets, the conductor of running evenings, and the one who posts mail.

Start it with the standard library patched by gevent, as `tischwechsel run` does: then one process serves
everybody, and waiting for the database or a browser holds up nobody else.
"""

from __future__ import annotations

import gc
import logging
import secrets
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import gevent
from click import ClickException
from flask import Flask
from gevent.event import Event
from gevent.pywsgi import WSGIServer
from sqlalchemy.exc import DBAPIError

from webapp import create_app
from webapp.database import now
from webapp.live.conductor import TICK, tick
from webapp.live.lease import release_lease
from webapp.live.services import forget_connections
from webapp.outbox.services import deliver_outbox

log = logging.getLogger("webapp.server")

SECONDS_TO_FINISH = 2
SECONDS_OF_A_THREAD = 0.0005
NEW_THINGS = 10_000


class CannotServe(ClickException):
    """The server cannot begin; the message says what to do."""


def serve(host: str, port: int) -> None:
    """Serve until the process is told to end (SIGTERM or Ctrl-C)."""
    app, holder, ended = create_app(), secrets.token_hex(8), Event()
    clear_the_room(app)
    be_quick()
    server = listening(app, host, port)
    conductor = gevent.spawn(keep_doing, app, ended, lambda at: tick(holder, at))
    postman = gevent.spawn(keep_doing, app, ended, post)
    print(f"Tischwechsel listens on http://{host}:{port}", flush=True)
    wait_for_the_end(ended)
    gevent.joinall([conductor, postman], timeout=SECONDS_TO_FINISH)
    with app.app_context():
        release_lease(holder, now())
    server.stop(timeout=SECONDS_TO_FINISH)


def clear_the_room(app: Flask) -> None:
    """Mark everybody absent who was connected to a server that is no more."""
    with app.app_context():
        try:
            forget_connections(now())
        except DBAPIError as error:
            raise CannotServe("The database is not ready; `tischwechsel upgrade` makes it so.") from error


def be_quick() -> None:
    """Let nobody wait for what Python does by itself.

    It would look for rubbish in everything there is, 0.1 s each time: only what comes from now on is looked
    through, and more rarely, as one large page makes 100,000 things. And a thread with long arithmetic would
    keep everybody waiting 5 ms at each question to the database, of which a page asks dozens.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_THINGS, *gc.get_threshold()[1:])
    sys.setswitchinterval(SECONDS_OF_A_THREAD)


def listening(app: Flask, host: str, port: int) -> WSGIServer:
    """Return a server that listens."""
    server = WSGIServer((host, port), app, log=None)
    try:
        server.start()
    except OSError as error:
        raise CannotServe(f"{host}:{port} cannot be listened on: {error.strerror}.") from error
    return server


def keep_doing(app: Flask, ended: Event, doing: Callable[[datetime], timedelta]) -> None:
    """Do something again and again, each time after the rest it asks for; one failure ends nothing."""
    while not ended.is_set():
        rest = TICK
        try:
            with app.app_context():
                rest = doing(now())
        except Exception:
            log.exception("a tick failed; the next one comes")
        ended.wait(rest.total_seconds())


def post(at: datetime) -> timedelta:
    """Send the mails that are due."""
    deliver_outbox(at)
    return TICK


def wait_for_the_end(ended: Event) -> None:
    """Return when the process has been asked to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, ended.set)
    ended.wait()
