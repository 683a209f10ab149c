"""How long a visitor may take: for a request's head, for its body, for reading the answer."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from gevent import Timeout
from gevent.pywsgi import Input

# A browser keeps a connection for its next request; slower than this no head comes, however bad the network.
SECONDS_FOR_A_HEAD = 20
# The largest form over a slow phone.
SECONDS_FOR_A_BODY = 90
# Neither reads nor writes.
SECONDS_OF_SILENCE = 60


class TooSlow(TimeoutError):
    """A visitor took too long."""


class BodyInTime(Input):
    """The body of a request, as long as it comes in time; afterwards nothing more is read."""

    __slots__ = ("ends_at", "give_up")

    def __init__(self, body: Input, give_up: Callable[[], None]) -> None:
        super().__init__(body.rfile, body.content_length, body.socket, body.chunked_input)
        self.ends_at = monotonic() + SECONDS_FOR_A_BODY
        self.give_up = give_up

    def _do_read(self, *args: Any, **kwargs: Any) -> bytes:
        return self.in_time(super()._do_read, *args, **kwargs)

    def _chunked_read(self, *args: Any, **kwargs: Any) -> bytes:
        return self.in_time(super()._chunked_read, *args, **kwargs)

    def in_time(self, read: Callable[..., bytes], *args: Any, **kwargs: Any) -> bytes:
        """Read, or give the connection up: what comes later is no request."""
        left = self.ends_at - monotonic()
        try:
            if left <= 0:
                raise TooSlow
            with Timeout(left, TooSlow()):
                return read(*args, **kwargs)
        except OSError:
            self.give_up()
            raise
