"""The server process: web pages, sockets, the conductor of running evenings, and the one who posts mail.

Start it with the standard library patched by gevent, as `tischwechsel run` does: then one process serves
everybody, and waiting for the database or a browser holds up nobody else.
"""

from __future__ import annotations

import gc
import logging
import os
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import gevent
from flask import Blueprint, Flask
from gevent.event import Event
from sqlalchemy.exc import DBAPIError

from webapp import create_app
from webapp.accounts.codes import forget_unused_codes
from webapp.accounts.knocks import answer_knocks
from webapp.accounts.services import forget_old_ways_in
from webapp.database import now
from webapp.database.busy import DatabaseBusy, passes
from webapp.jobs.leader import release_lease
from webapp.jobs.ticker import TICK, tick
from webapp.live.keeping import keep_evenings
from webapp.live.replanning.bridging import bridge_evenings
from webapp.live.services import forget_connections
from webapp.mail.queries import URGENT
from webapp.mail.services import Postman, forget_old_mails
from webapp.sent_forms.once import forget_old_forms
from webapp.start.file_limit import most_connections, raise_file_limit
from webapp.start.readiness import CannotServe, environ_at, try_what_is_needed
from webapp.transport.listener import Listener
from webapp.transport.places import Places

log = logging.getLogger("webapp.server")

SECONDS_TO_FINISH = 2
SECONDS_TO_SETTLE = 10
SECONDS_OF_A_THREAD = 0.0005
SOMETIMES = timedelta(hours=1)
NEW_THINGS = 10_000


def serve(host: str, port: int, also: Sequence[Blueprint] = ()) -> None:
    """Serve until the process is told to end (SIGTERM or Ctrl-C); a rehearsal brings pages of its own, `also`."""
    app, holder, ended = create_app(environ_at(os.environ, port)), secrets.token_hex(8), Event()
    for blueprint in also:
        app.register_blueprint(blueprint)
    try_what_is_needed(app, host, os.environ)
    clear_the_room(app)
    with app.app_context():
        keep_evenings(now())  # before anybody comes: after a crash all come at once
    tune_python()
    server = listening(app, host, port)
    conductor = gevent.spawn(keep_doing, app, ended, lambda at: tick(holder, at))
    postmen = [gevent.spawn(keep_doing, app, ended, go) for go in rounds_of_the_postmen(app)]
    answering = gevent.spawn(keep_doing, app, ended, answer_knocks_now)
    tidier = gevent.spawn(keep_doing, app, ended, tidy)
    keeper = gevent.spawn(keep_doing, app, ended, keep_evenings)
    bridging = gevent.spawn(keep_doing_later, app, ended, bridge_evenings)
    print(f"Tischwechsel listens on http://{host}:{port}; links lead to {app.config['BASE_URL']}", flush=True)
    wait_for_the_end(ended)
    gevent.joinall([conductor, *postmen, answering, tidier, keeper, bridging], timeout=SECONDS_TO_FINISH)
    with app.app_context():
        release_lease(holder, now())
        forget_connections(now())  # before they end: it is the server that leaves, not the people
    server.stop(timeout=SECONDS_TO_FINISH)


def clear_the_room(app: Flask) -> None:
    """Mark everybody absent who was connected to a server that is no more."""
    with app.app_context():
        try:
            forget_connections(now())
        except DatabaseBusy as busy:
            raise CannotServe("Another program writes to the database. Please start again later.") from busy
        except DBAPIError as error:
            raise CannotServe("The database is not ready; `tischwechsel upgrade` makes it so.") from error


def tune_python() -> None:
    """Let nobody wait for what Python does by itself.

    It would look for rubbish in everything there is, 0.1 s each time: only what comes from now on is looked
    through, and more rarely, as one large page makes 100,000 things. And a thread with long arithmetic would
    keep everybody waiting 5 ms at each question to the database, of which a page asks dozens.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_THINGS, *gc.get_threshold()[1:])
    sys.setswitchinterval(SECONDS_OF_A_THREAD)


def listening(app: Flask, host: str, port: int) -> Listener:
    """Return a server that listens."""
    server = Listener((host, port), app, places_of(app))
    try:
        server.start()
    except OSError as error:
        raise CannotServe(f"{host}:{port} cannot be listened on: {error.strerror}.") from error
    return server


def places_of(app: Flask) -> Places:
    """Return the places for connections; behind a proxy all have its address, only sockets know people."""
    most = most_connections(raise_file_limit())
    behind_proxy = app.config["TRUSTED_PROXIES"] > 0
    return Places(most if behind_proxy else min(app.config["CONNECTIONS_PER_ADDRESS"], most * 3 // 4), most)


def keep_doing(app: Flask, ended: Event, doing: Callable[[datetime], timedelta]) -> None:
    """Do something again and again, each time after the rest it asks for; one failure ends nothing."""
    while not ended.is_set():
        rest = TICK
        try:
            with app.app_context():
                rest = doing(now())
        except Exception as failure:
            if passes(failure):
                log.warning("the database is busy (%s); it is tried again", type(failure).__name__)
            else:
                log.exception("a tick failed; the next one comes")
        ended.wait(rest.total_seconds())


def keep_doing_later(app: Flask, ended: Event, doing: Callable[[datetime], timedelta]) -> None:
    """Do the same once everybody is back who was cut off with the server before this one."""
    ended.wait(SECONDS_TO_SETTLE)
    keep_doing(app, ended, doing)


def answer_knocks_now(at: datetime) -> timedelta:
    """Answer who has asked for a way in."""
    answer_knocks(at)
    return TICK


def tidy(at: datetime) -> timedelta:
    """Forget what is kept for a while only."""
    forget_old_forms(at)
    forget_old_ways_in(at)
    forget_unused_codes(at)
    forget_old_mails(at)
    return SOMETIMES


def rounds_of_the_postmen(app: Flask) -> list[Callable[[datetime], timedelta]]:
    """One postman for those who want to get in, two for everything: nobody waits behind a mail that hangs."""
    with app.app_context():
        return [Postman(URGENT).go, Postman().go, Postman().go]


def wait_for_the_end(ended: Event) -> None:
    """Return when the process has been asked to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, ended.set)
    ended.wait()
