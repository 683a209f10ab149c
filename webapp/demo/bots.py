"""The process of the bots: plays everybody of the demo whom nobody else plays."""

from __future__ import annotations

import asyncio
import logging
import random

import aiohttp
from socketio.exceptions import ConnectionError as NotConnected

from webapp.demo.bot import Bot
from webapp.demo.troupe import Part, Troupe

log = logging.getLogger(__name__)

TRIES = 20
SECONDS_BETWEEN_TRIES = 1.0


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


def main(line: str) -> None:
    """Play the troupe of a line."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s bots %(message)s")
    asyncio.run(play_all(Troupe.from_line(line)))
