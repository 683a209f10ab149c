"""What one question to a rate limit costs: our bucket beside the strategies of `limits`, in memory."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, perf_counter

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, SlidingWindowCounterRateLimiter

from webapp.transport.bucket import Buckets

QUESTIONS, PEOPLE = 20_000, 850


def microseconds(ask: Callable[[str], object]) -> float:
    """Return what a question costs, asked by everybody in turn."""
    began = perf_counter()
    for number in range(QUESTIONS):
        ask(str(number % PEOPLE))
    return (perf_counter() - began) / QUESTIONS * 1e6


def main() -> None:
    """Print the costs."""
    buckets, item = Buckets(100, 25), RateLimitItemPerSecond(100, 4)
    print(f"{'bucket':34} {microseconds(lambda who: buckets.take(who, monotonic())):6.2f} µs")
    for strategy in (FixedWindowRateLimiter, SlidingWindowCounterRateLimiter, MovingWindowRateLimiter):
        limiter = strategy(MemoryStorage())
        print(f"{strategy.__name__:34} {microseconds(lambda who, by=limiter: by.hit(item, who)):6.2f} µs")


if __name__ == "__main__":
    main()
