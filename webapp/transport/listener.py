"""Connections over HTTP: each in its place and in its time, and nothing of a visitor in the log."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from typing import Any

from gevent import Timeout
from gevent.pywsgi import Input, WSGIHandler, WSGIServer

from webapp.transport.patience import SECONDS_FOR_A_HEAD, SECONDS_OF_SILENCE, BodyInTime, TooSlow
from webapp.transport.places import NoPlace, Occupant, Places

log = logging.getLogger("webapp.transport")

WAITING_TO_BE_ACCEPTED = 1024
AND_NO_MORE = b"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 30" + AND_NO_MORE
SLOW = b"HTTP/1.1 408 Request Timeout" + AND_NO_MORE
BAD = b"HTTP/1.1 400 Bad Request" + AND_NO_MORE


class Visit(WSGIHandler, Occupant):
    """One connection of a visitor, with one request after the other."""

    idle = True
    close_connection: bool
    wsgi_input: Input

    def leave(self) -> None:
        """Let somebody else have the place; who reads or writes here meets the end."""
        with suppress(OSError, AttributeError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def read_requestline(self) -> str:
        """Wait for a request; whoever sends none is gone."""
        self.idle = True
        with Timeout(SECONDS_FOR_A_HEAD, TooSlow()):
            return str(super().read_requestline())

    def read_request(self, raw_requestline: str) -> bool:
        """Read the head of a request, in time."""
        with Timeout(SECONDS_FOR_A_HEAD, TooSlow()):
            understood = bool(super().read_request(raw_requestline))
        self.idle = False
        self.close_connection = self.close_connection or self._connection_upgrade_requested()
        return understood

    def get_environ(self) -> dict[str, Any]:
        """Return the request for the app, with a body that must come in time."""
        environ: dict[str, Any] = super().get_environ()
        self.wsgi_input = BodyInTime(self.wsgi_input, self.give_up)
        if environ["wsgi.input_terminated"]:
            environ["wsgi.input"] = self.wsgi_input
        return environ

    def give_up(self) -> None:
        """Read no further request: what has not come would be taken for one."""
        self.close_connection = True

    def _handle_client_error(self, ex: BaseException) -> tuple[str, bytes]:
        log.info("request refused: %s", type(ex).__name__)
        return ("408", SLOW) if isinstance(ex, OSError) else ("400", BAD)

    def log_error(self, msg: str, *_args: object) -> None:
        """Write down that something was wrong, not what: it is a visitor's text."""
        log.info("request refused: %s", msg.partition("(")[0].partition(":")[0].strip())

    def handle_error(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        """Write down what went wrong, without the request; a visitor who is gone is none of it."""
        if issubclass(kind, OSError):
            self.close_connection = True
            log.info("answer not delivered: %s", kind.__name__)
            return
        log.error("request failed", exc_info=(kind, error, trace))
        self._send_error_response_if_possible(500)


class Listener(WSGIServer):
    """A server in which every connection has a place."""

    def __init__(self, address: tuple[str, int], app: Any, places: Places) -> None:
        super().__init__(address, app, log=None, handler_class=Visit, backlog=WAITING_TO_BE_ACCEPTED)
        self.places = places

    def handle(self, sock: Any, address: tuple[Any, ...]) -> None:
        """Serve a connection, if there is a place for it."""
        sock.settimeout(SECONDS_OF_SILENCE)
        # Else an answer that follows a message waits 40 ms.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        visit = self.handler_class(sock, address, self)
        try:
            with self.places.place(str(address[0]), visit):
                visit.handle()
        except NoPlace:
            turn_away(sock)
        except OSError as failure:
            log.info("connection ended: %s", type(failure).__name__)


def turn_away(sock: Any) -> None:
    """Answer that there is no place, without waiting for anything."""
    with suppress(OSError):
        sock.settimeout(1)
        sock.sendall(FULL)
        sock.shutdown(socket.SHUT_RDWR)
    sock.close()
