"""Who is there after all: the request that changes presence while an event runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["applicant", "table"]


@dataclass(frozen=True, slots=True)
class PresenceChange:
    """Somebody is missing, or there after all.

    Attributes
    ----------
    side : {"applicant", "table"}
        On which side they sit.
    id : str
        Who it is.
    rounds : frozenset of int or None
        The rounds it is about; ``None`` means all that come. Rounds up to now are ignored.
    """

    side: Side
    id: str
    rounds: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class ReplanRequest:
    """Everything known about a running event; it repeats what earlier requests said.

    Attributes
    ----------
    now : int
        Last round that is finished or running; 0 before the first.
    absent, arrived : sequences of PresenceChange
        Who is not there, and who is although ``available`` says otherwise. A round named in both is absent.
    """

    now: int
    absent: Sequence[PresenceChange] = ()
    arrived: Sequence[PresenceChange] = ()
