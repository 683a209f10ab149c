"""How many connections there may be, of one address and in all, so that nobody takes every place.

Who comes when all are taken gets the place of the one who has been idle longest, if anybody is.
"""

from __future__ import annotations

import ipaddress
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class NoPlace(Exception):
    """All places are taken, of this address or of all, and nobody is idle."""


class Occupant:
    """Who holds a place; one that is never idle keeps it."""

    idle = False

    def leave(self) -> None:
        """Give up the connection."""


@dataclass(slots=True)
class Places:
    """Places that are taken and given back."""

    most_of_one: int
    most: int
    held: defaultdict[str, list[Occupant]] = field(default_factory=lambda: defaultdict(list))

    @property
    def taken(self) -> int:
        """How many places are held."""
        return sum(map(len, self.held.values()))

    @contextmanager
    def place(self, address: str, occupant: Occupant | None = None) -> Iterator[None]:
        """Hold a place; raise `NoPlace` if there is none."""
        who, whose = occupant or Occupant(), household(address)
        self.make_room(whose)
        self.held[whose].append(who)
        try:
            yield
        finally:
            self.give_back(whose, who)

    def make_room(self, whose: str) -> None:
        """Let somebody idle go if need be: of this address, or of the one that holds most."""
        if len(self.held.get(whose, ())) >= self.most_of_one:
            self.push_out(whose)
        elif self.taken >= self.most:
            self.push_out(max(self.held, key=lambda address: len(self.held[address]), default=whose))

    def push_out(self, whose: str) -> None:
        """End the connection of an address that has been idle longest."""
        for occupant in self.held.get(whose, ()):
            if occupant.idle:
                self.give_back(whose, occupant)
                occupant.leave()
                return
        raise NoPlace

    def give_back(self, whose: str, occupant: Occupant) -> None:
        """Free a place, unless it was taken from the occupant before."""
        if occupant in self.held.get(whose, ()):
            self.held[whose].remove(occupant)
        if not self.held[whose]:
            del self.held[whose]


def household(address: str) -> str:
    """Return what counts as one address: with IPv6 the 64 bits that a provider gives to one customer."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
