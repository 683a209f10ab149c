"""How often messages may come: of a connection, of a person on all their devices, and of an address.

Leaving and coming again, on this websocket or another, changes nothing: a person's bucket stays as it was.
All of it is asked before the database is, which a flood would keep from everybody else.
"""

from __future__ import annotations

from time import monotonic

from webapp.transport.bucket import Buckets
from webapp.transport.places import household

# Ten pings, forty candidates and some taps at once are normal; a hundred are not.
CAPACITY, REFILL_PER_SECOND = 100, 25
# Two devices at once; each arrival counts, too.
OF_A_PERSON, OF_A_PERSON_PER_SECOND = 2 * CAPACITY, 2 * REFILL_PER_SECOND
# A school behind one address: 600 people who all arrive, or all get a new partner, at the same moment.
OF_AN_ADDRESS, OF_AN_ADDRESS_PER_SECOND = 60_000, 3_000
ARRIVALS_OF_AN_ADDRESS, ARRIVALS_OF_AN_ADDRESS_PER_SECOND = 1_200, 20
# A page that is refused is read by a person; who goes on so often, on whichever connection, is none.
MOST_REFUSED, MOST_REFUSED_PER_SECOND = 500, 5

connections = Buckets(CAPACITY, REFILL_PER_SECOND)
people = Buckets(OF_A_PERSON, OF_A_PERSON_PER_SECOND)
addresses = Buckets(OF_AN_ADDRESS, OF_AN_ADDRESS_PER_SECOND)
arrivals = Buckets(ARRIVALS_OF_AN_ADDRESS, ARRIVALS_OF_AN_ADDRESS_PER_SECOND)
patience = Buckets(MOST_REFUSED, MOST_REFUSED_PER_SECOND)
# Whose a connection is, and which were refused before.
owners: dict[str, int] = {}
refused: set[str] = set()


def may_send(connection: str, address: str | None) -> bool:
    """Whether a connection, its person and its address may send one more message right now."""
    at, owner = monotonic(), owners.get(connection)
    if not connections.take(connection, at) or (owner is not None and not people.take(owner, at)):
        return False
    return addresses.take(household(address or ""), at)


def may_enter(connection: str, account_id: int) -> bool:
    """Whether a person may come with one more connection right now; it is theirs from now on."""
    owners[connection] = account_id
    return people.take(account_id, monotonic())


def may_be_refused(connection: str) -> bool:
    """Whether a connection may stay that is refused; else its person goes on as no person does."""
    return patience.take(owners.get(connection, connection), monotonic())


def is_first_refusal(connection: str) -> bool:
    """Whether a connection is refused for the first time."""
    known = connection in refused
    refused.add(connection)
    return not known


def may_arrive(address: str | None) -> bool:
    """Whether one more connection of an address may ask to be let in."""
    return arrivals.take(household(address or ""), monotonic())


def forget(connection: str) -> None:
    """Drop what is known of a closed connection."""
    connections.forget(connection)
    owners.pop(connection, None)
    refused.discard(connection)
