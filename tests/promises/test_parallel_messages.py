"""Whatever two people send eight times at the same moment is answered, and is there once afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.live.evenings import ROUND, Evening, make_evening
from tests.live.messages import EXAMPLES
from tests.parallel import EIGHT
from tests.servers import Server
from tests.socket_people import SocketPerson
from webapp.database import now
from webapp.extensions import db
from webapp.live.models import HelpCall, LongerWish, Presence, PresenceInterval, Rating, TextLine
from webapp.live.sockets import EVENTS

pytestmark = pytest.mark.server

Connect = Callable[..., SocketPerson]
# Rows that are there when two people are at an evening, whatever each of them has sent.
OF_TWO = {Presence: 2, PresenceInterval: 2, TextLine: 0, Rating: 0, HelpCall: 0, LongerWish: 0}
# Of two who meet, one offers the connection and the other answers.
REFUSED = {"signal": {"WrongMessage": EIGHT}, "watch_desk": {"NotAllowed": 2 * EIGHT}}
KEPT = {
    "say": {TextLine: 2},
    "rate": {Rating: 2},
    "call_for_help": {HelpCall: 2},
    "ask_longer": {LongerWish: 2},
}


def rows() -> dict[type, int]:
    """Return how many rows there are of what people write at an evening."""
    db.session.rollback()
    return {model: db.session.scalar(db.select(db.func.count()).select_from(model)) or 0 for model in OF_TWO}


@pytest.fixture
def evening(server: Server) -> Evening:
    """The last minute of round one, in which all of it may be sent."""
    return make_evening(now() - ROUND + timedelta(seconds=50))


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_message_when_two_send_it_eight_times_at_once_is_kept_once_of_each(
    name: str, evening: Evening, connected: Connect, server: Server
) -> None:
    people = [connected(evening.anna), connected(evening.joinery)]
    for person in people:
        person.check_in(evening.event.id)
    message = EXAMPLES[name](evening)
    sending = [person.calling(name, message) for person in people for _ in range(EIGHT)]
    answers = people[0].loop.run_all(sending)
    refused = Counter(answer["error"]["name"] for answer in answers if "error" in answer)
    assert refused == REFUSED.get(name, {})
    assert rows() == {**OF_TWO, **KEPT.get(name, {})}
    assert "Traceback" not in "".join(server.log)
