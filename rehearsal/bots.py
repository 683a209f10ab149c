"""The process of the bots: plays everybody of the demo whom nobody else plays."""

from __future__ import annotations

import asyncio
import logging
import random

import aiohttp
from socketio.exceptions import ConnectionError as NotConnected

from rehearsal.bot import Bot
from rehearsal.orders import Orders, Part

log = logging.getLogger(__name__)

TRIES = 20
SECONDS_BETWEEN_TRIES = 1.0


async def play_all(orders: Orders) -> None:
    """Play every part at the same time."""
    await asyncio.gather(*(arrive(part, orders) for part in orders.parts))


async def arrive(part: Part, orders: Orders) -> None:
    """Come at some moment before the evening, and come again if the server is away."""
    await asyncio.sleep(random.Random(part.seed).uniform(0, orders.arrive_within_seconds))
    jar = aiohttp.CookieJar(unsafe=True)  # our host is a number; people use names
    async with aiohttp.ClientSession(orders.base_url, cookie_jar=jar) as http:
        await play(Bot(part, orders.base_url, http))


async def play(bot: Bot) -> None:
    """Play one part to its end, beginning again where the server was lost."""
    for _ in range(TRIES):
        try:
            return await bot.play()
        except (aiohttp.ClientError, NotConnected) as problem:
            log.info("bot %s lost the server: %s", bot.part.seed, type(problem).__name__)
            await asyncio.sleep(SECONDS_BETWEEN_TRIES)
            bot = bot.again()
    raise ConnectionError(f"bot {bot.part.seed} did not reach the server")


def main(line: str) -> None:
    """Play the orders of a line."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s bots %(message)s")
    asyncio.run(play_all(Orders.from_line(line)))
