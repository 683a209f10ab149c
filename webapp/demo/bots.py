"""The process of the bots: reads who is to be played from its standard input and plays them all.

Its input stays open as long as `make demo` lives; when it closes, the bots end too.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import sys
from dataclasses import asdict, dataclass

import aiohttp
from socketio.exceptions import ConnectionError as NotConnected

from webapp.demo.bot import Bot, Part

log = logging.getLogger(__name__)

TRIES = 20
SECONDS_BETWEEN_TRIES = 1.0


@dataclass(frozen=True, slots=True)
class Troupe:
    """All bots, where they play, and within how many seconds they arrive one after the other."""

    base_url: str
    arrive_within_seconds: float
    parts: tuple[Part, ...]

    def as_line(self) -> str:
        """Return the line from which the process reads it."""
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def from_line(cls, line: str) -> Troupe:
        """Read what `as_line` wrote."""
        given = json.loads(line)
        return cls(
            given["base_url"], given["arrive_within_seconds"], tuple(Part(**p) for p in given["parts"])
        )


async def play_all(troupe: Troupe) -> None:
    """Play every part at the same time."""
    await asyncio.gather(*(arrive(part, troupe) for part in troupe.parts))


async def arrive(part: Part, troupe: Troupe) -> None:
    """Come at some moment before the evening, and come again if the server is away."""
    await asyncio.sleep(random.Random(part.seed).uniform(0, troupe.arrive_within_seconds))
    bot = Bot(part, troupe.base_url)
    for _ in range(TRIES):
        try:
            return await bot.play()
        except (aiohttp.ClientError, NotConnected) as problem:
            log.info("bot %s lost the server: %s", part.seed, type(problem).__name__)
            await asyncio.sleep(SECONDS_BETWEEN_TRIES)
            bot = bot.again()
    raise ConnectionError(f"bot {part.seed} did not reach the server")


def main() -> None:
    """Play the troupe that stands in the first line of the input."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s bots %(message)s")
    asyncio.run(play_all(Troupe.from_line(sys.stdin.readline())))


if __name__ == "__main__":
    main()
