"""A bucket of tokens per connection: people never notice it, floods run dry."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

# Ten pings, forty candidates and some taps at once are normal; a hundred are not.
CAPACITY = 100
REFILL_PER_SECOND = 25


@dataclass(slots=True)
class Bucket:
    """Tokens of one connection at a moment of the monotonic clock, in seconds."""

    tokens: float = CAPACITY
    filled_at: float = field(default_factory=monotonic)

    def take(self, at: float) -> bool:
        """Take a token if there is one."""
        self.tokens = min(CAPACITY, self.tokens + (at - self.filled_at) * REFILL_PER_SECOND)
        self.filled_at = at
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


buckets: dict[str, Bucket] = {}


def may_send(connection: str) -> bool:
    """Whether a connection may send one more message right now."""
    return buckets.setdefault(connection, Bucket()).take(monotonic())


def forget(connection: str) -> None:
    """Drop the bucket of a closed connection."""
    buckets.pop(connection, None)
