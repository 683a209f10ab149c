"""Somebody at a whole evening who does, at the same moments, what the page of the evening does by itself."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from time import time
from typing import Any

from benchmarks.live.guest import GOLDEN_RATIO, SPREAD_OF_PREPARING, Guest
from benchmarks.live.scenes import BUNDLES, LINES_OF_A_DESCRIPTION, candidates

SHARE_OF_ROUND, LATEST_TAP = 0.75, 10.0
SDP = "a=rtpmap:96 VP8/90000\r\n" * LINES_OF_A_DESCRIPTION
Meeting = dict[str, Any]


@dataclass(slots=True)
class Attendant:
    """A guest and when they come, in seconds from now."""

    guest: Guest
    comes_after: float
    answering: set[asyncio.Task[None]] = field(default_factory=set)

    async def attend(self, ends_at: float) -> None:
        """Come, and go through the rounds."""
        await asyncio.sleep(self.comes_after)
        await self.guest.connect()
        self.guest.hears["signal"] = self.hear
        await self.guest.come_in()
        await self.guest.call(
            "show_media", {"event_id": self.guest.event_id, "microphone": True, "camera": True}
        )
        agenda = self.guest.snapshot["agenda"]
        previous = [0.0, *(meeting["ends_at"] / 1000 for meeting in agenda)]
        await asyncio.gather(
            *(self.meet(meeting, known_from) for meeting, known_from in zip(agenda, previous, strict=False)),
            until(ends_at),
        )

    async def meet(self, meeting: Meeting, next_from: float) -> None:
        """Learn who comes, prepare, talk, and tap."""
        begins_at, ends_at, meeting_id = (
            meeting["begins_at"] / 1000,
            meeting["ends_at"] / 1000,
            meeting["meeting_id"],
        )
        await until(next_from)
        if not meeting["partner"]["known"]:
            await asyncio.sleep(random.uniform(0, min(60.0, max(0.0, begins_at - time()) / 4)))
            await self.guest.call("ask_partner", {"meeting_id": meeting_id})
        share = meeting_id * GOLDEN_RATIO % 1
        prepare = self.guest.snapshot["prepare_seconds"]
        await until(begins_at - prepare * (1 - SPREAD_OF_PREPARING * share))
        if meeting["offers"]:
            await self.signal(meeting_id, "offer", {"type": "offer", "sdp": SDP, "offer": 1})
            await self.find_ways(meeting_id)
        await until(begins_at + random.uniform(1, SHARE_OF_ROUND * (ends_at - begins_at)))
        line = {"meeting_id": meeting_id, "text": "Schön, dass wir uns sehen!", "key": f"k{meeting_id}"}
        await self.guest.call("say", line)
        await until(ends_at + random.uniform(0.5, LATEST_TAP))
        await self.guest.call("rate", {"meeting_id": meeting_id, "impression": "gladly", "note": ""})

    def hear(self, message: Meeting) -> None:
        """Answer an offer."""
        if message["kind"] == "offer":
            task = asyncio.get_running_loop().create_task(self.answer(message["meeting_id"]))
            self.answering.add(task)
            task.add_done_callback(self.answering.discard)

    async def answer(self, meeting_id: int) -> None:
        """Answer, and look for ways."""
        await self.signal(meeting_id, "answer", {"type": "answer", "sdp": SDP, "offer": 1})
        await self.find_ways(meeting_id)

    async def find_ways(self, meeting_id: int) -> None:
        """Send what ways were found, bundle by bundle."""
        for bundle in range(BUNDLES):
            await asyncio.sleep(0.1)
            await self.signal(meeting_id, "candidates", {"candidates": candidates(bundle)})

    async def signal(self, meeting_id: int, kind: str, data: Meeting) -> None:
        """Send a signal."""
        await self.guest.call(
            "signal", {"meeting_id": meeting_id, "kind": kind, "data": {"session": "s", **data}}
        )


async def until(moment: float) -> None:
    """Wait until a moment of this machine's clock."""
    await asyncio.sleep(max(0.0, moment - time()))
