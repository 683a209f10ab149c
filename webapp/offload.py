"""Long arithmetic beside the server's own work, so that no talk and no page waits for it.

The server is one process that does one thing at a time and changes between people whenever one of them waits.
What takes long without waiting has to step aside by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, TypeVar

from gevent import get_hub, sleep

Given = ParamSpec("Given")
Result = TypeVar("Result")
Thing = TypeVar("Thing")
# So many rows of a table are written at a stretch: a few milliseconds.
ROWS_AT_A_STRETCH = 25


def beside(function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """Compute in a thread of its own; the function must be pure: no database, no request."""
    result: Result = get_hub().threadpool.apply(function, args, kwargs)
    return result


def give_way() -> None:
    """Let everybody else have a turn before going on."""
    sleep(0)


def in_turns(things: Iterable[Thing]) -> Iterator[Thing]:
    """Yield things one after the other, with a turn for everybody else now and then."""
    for number, thing in enumerate(things):
        if number % ROWS_AT_A_STRETCH == 0:
            give_way()
        yield thing
