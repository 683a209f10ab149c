"""What `make demo` can be told, each with its limits; a wrong value gets one clear line."""

from __future__ import annotations

from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class Timetable:
    """What `make demo` is told about the evening."""

    rounds: int
    round_seconds: int
    changeover_seconds: int
    seed: int


@dataclass(frozen=True, slots=True)
class Options:
    """How the evening of the demo runs, and where."""

    port: int
    start_in: int
    timetable: Timetable


class WholeNumber(click.ParamType):
    """A whole number within limits."""

    name = "integer"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: object, param: click.Parameter | None, _context: click.Context | None) -> int:
        """Return the number, or say in one line what it must be."""
        text = str(value).strip()
        if text.isascii() and text.isdigit() and len(text) < 12 and self.least <= int(text) <= self.most:
            return int(text)
        option = param.opts[0] if param else "the value"
        limits = f"a whole number from {self.least} to {self.most}"
        raise click.ClickException(f"{option} is {text[:40]!r}; it must be {limits}.")


# Two rounds at least: each of the two applicants meets each of the two firms that people play.
PORT = WholeNumber(1, 65535)
START_IN = WholeNumber(5, 86_400)
ROUNDS = WholeNumber(2, 48)
ROUND_SECONDS = WholeNumber(10, 3600)
CHANGEOVER_SECONDS = WholeNumber(5, 1800)
SEED = WholeNumber(0, 10**9)
