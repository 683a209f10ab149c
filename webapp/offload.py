"""Long arithmetic away from the server's own work, so that no talk and no page waits for it.

The server is one process that does one thing at a time and changes between people whenever one of them waits.
What takes long without waiting has to let the others run by itself.
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


def offload(function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """Compute in a thread of its own; the function must be pure: no database, no request."""
    result: Result = get_hub().threadpool.apply(function, args, kwargs)
    return result


def let_others_run() -> None:
    """Let everybody else have a turn before going on."""
    sleep(0)


def paced(things: Iterable[Thing]) -> Iterator[Thing]:
    """Yield things one after the other; now and then, others run in between."""
    for number, thing in enumerate(things):
        if number % ROWS_AT_A_STRETCH == 0:
            let_others_run()
        yield thing


class PacedList(list[Thing]):
    """Many rows for a page: whoever goes through them, a template too, lets others run now and then."""

    def __iter__(self) -> Iterator[Thing]:
        return paced(super().__iter__())
