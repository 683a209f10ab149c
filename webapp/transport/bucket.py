"""A bucket of tokens: people never notice it, floods run dry."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from time import monotonic


@dataclass(slots=True)
class Bucket:
    """Tokens at a moment of the monotonic clock, in seconds; full at first."""

    capacity: float
    per_second: float
    filled_at: float = field(default_factory=monotonic)
    tokens: float = -1.0

    def __post_init__(self) -> None:
        if self.tokens < 0:
            self.tokens = self.capacity

    def take(self, at: float) -> bool:
        """Take a token if there is one."""
        self.fill(at)
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def is_full(self, at: float) -> bool:
        """Whether nobody has taken anything for long."""
        self.fill(at)
        return self.tokens >= self.capacity

    def fill(self, at: float) -> None:
        """Add what has come since the last time; a moment before that adds nothing."""
        self.tokens = min(self.capacity, self.tokens + max(0.0, at - self.filled_at) * self.per_second)
        self.filled_at = max(at, self.filled_at)


@dataclass(slots=True)
class Buckets:
    """A bucket for each of many; whoever has long been quiet is forgotten, and nobody else."""

    capacity: float
    per_second: float
    most_kept: int = 1_000
    kept: dict[Hashable, Bucket] = field(default_factory=dict)

    def take(self, whose: Hashable, at: float) -> bool:
        """Take a token from somebody's bucket if there is one."""
        if whose not in self.kept:
            self.tidy(at)
            self.kept[whose] = Bucket(self.capacity, self.per_second, at)
        return self.kept[whose].take(at)

    def tidy(self, at: float) -> None:
        """Drop the full ones, which a new one equals, when there are twice as many as after the last time."""
        if len(self.kept) >= self.most_kept:
            self.kept = {whose: bucket for whose, bucket in self.kept.items() if not bucket.is_full(at)}
            self.most_kept = max(1_000, 2 * len(self.kept))

    def forget(self, whose: Hashable) -> None:
        """Drop somebody's bucket."""
        self.kept.pop(whose, None)
