"""The server process: web pages, sockets, and the conductor of running evenings.

Start it with the standard library patched by gevent, as `tischwechsel run` does: then one process serves
everybody, and waiting for the database or a browser holds up nobody else.
"""

from __future__ import annotations

import signal

import gevent
from gevent.event import Event
from gevent.pywsgi import WSGIServer

from webapp import create_app
from webapp.database import now
from webapp.live.services import forget_connections

SECONDS_TO_FINISH = 2


def serve(host: str, port: int) -> None:
    """Serve until the process is told to end (SIGTERM or Ctrl-C)."""
    app = create_app()
    with app.app_context():
        forget_connections(now())
    server = WSGIServer((host, port), app, log=None)
    server.start()
    print(f"Tischwechsel listens on http://{host}:{port}", flush=True)
    wait_for_the_end()
    server.stop(timeout=SECONDS_TO_FINISH)


def wait_for_the_end() -> None:
    """Return when the process has been asked to end."""
    asked = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, asked.set)
    asked.wait()
