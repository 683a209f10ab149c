"""The scene in which eight people press at the same moment, and how it is said what must hold then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle, islice

from tests.factories.people import make_organiser
from tests.parallel import EIGHT
from tests.planning.evenings import Evening, make_evening
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.mail.models import OutboxMail

Data = dict[str, object]


@dataclass(frozen=True)
class Press:
    """One tap: who (None: nobody is signed in), where, with what."""

    account: Account | None
    path: str
    data: Data = field(default_factory=dict)


@dataclass(frozen=True)
class Presses:
    """Taps at the same moment; what is asked afterwards, and what the answer must be.

    `fits` gets the statuses of the answers.
    """

    taps: Sequence[Press]
    then: dict[Callable[[], object], object] = field(default_factory=dict)
    fits: Callable[[list[int]], bool] = bool


def eight(*taps: Press) -> list[Press]:
    """Repeat taps until there are eight."""
    return list(islice(cycle(taps), EIGHT))


def count(kind: type, **given: object) -> Callable[[], int]:
    """Return the question how many rows there are."""
    return lambda: db.session.scalar(db.select(db.func.count()).select_from(kind).filter_by(**given)) or 0


def mails() -> int:
    """Say how many mails were decided on."""
    return count(OutboxMail)()


def one_succeeds(statuses: list[int]) -> bool:
    """Whether one was led on, and all others were told something else."""
    return statuses.count(302) == 1


class Scene:
    """An association with two organisers and an open evening a month from now: three firms, four applicants."""

    def __init__(self) -> None:
        self.start = (now() + timedelta(days=30)).replace(microsecond=0)
        self.evening: Evening = make_evening(
            3, 4, starts_at=self.start, registration_closes_at=self.start - timedelta(days=2)
        )
        self.event = self.evening.event
        self.association = self.evening.organiser.association
        self.organisers = [self.evening.organiser, make_organiser(self.association)]
        self.mia = self.evening.applicants[0]
        self.firm = self.evening.companies[0]
        self.speaker = self.firm.representatives[0].account
        self.mia_id, self.firm_id = self.mia.id, self.firm.id
        db.session.commit()

    def at(self, rest: str) -> str:
        """Return an address of the evening."""
        return f"/events/{self.event.id}{rest}"

    def organise(self, path: str, **data: object) -> list[Press]:
        """Return eight taps of the two organisers in turn."""
        return eight(*(Press(account, path, data) for account in self.organisers))

    def by_mia(self, path: str, **data: object) -> list[Press]:
        """Return eight taps of an applicant."""
        return eight(Press(self.mia.account, path, data))

    def by_firm(self, path: str, **data: object) -> list[Press]:
        """Return eight taps of a firm."""
        return eight(Press(self.speaker, path, data))


PRESSES: dict[str, Callable[[Scene], Presses]] = {}


def at(endpoint: str) -> Callable[[Callable[[Scene], Presses]], Callable[[Scene], Presses]]:
    """Declare what is pressed at an endpoint."""

    def declare(presses: Callable[[Scene], Presses]) -> Callable[[Scene], Presses]:
        PRESSES[endpoint] = presses
        return presses

    return declare
