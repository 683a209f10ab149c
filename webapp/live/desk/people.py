"""Everybody who should be at an evening, as the desk looks for them: who is here, who is missing, who has gone home."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from plaintext.german_order import german_order
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company, ReleaseState
from webapp.events.models import Event, EventTable, Registration
from webapp.extensions import db
from webapp.live.help_calls import open_calls
from webapp.live.replanning.missing import Here, expected_where, who_is_here

# More do not fit on a page that is read while an evening runs; whoever is looked for is found by name.
MOST_SHOWN = 100


class Shown(enum.StrEnum):
    """Which people are shown."""

    ALL = "all"
    MISSING = "missing"
    HERE = "here"
    CALLING = "calling"
    WITHOUT_TALKS = "without talks"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part; `table` and `company` for people of firms, `gone` if they have gone home."""

    account: int
    name: str
    company: str
    table: int | None
    here: Here | None
    talks: int
    gone: bool
    calls: bool

    @property
    def is_here(self) -> bool:
        """Whether they are here right now."""
        return self.here is not None and self.here.is_here

    def is_shown(self, which: Shown) -> bool:
        """Whether they belong to a choice."""
        match which:
            case Shown.MISSING:
                return not self.is_here and not self.gone
            case Shown.HERE:
                return self.is_here
            case Shown.CALLING:
                return self.calls
            case Shown.WITHOUT_TALKS:
                return self.talks == 0 and not self.gone
        return True


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people found, the first of them, and how many there are for each choice."""

    people: Sequence[Person]
    found: int
    counts: Mapping[Shown, int]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.found - len(self.people)


def people_page(event: Event, which: Shown, search: str) -> PeoplePage:
    """Return those of an event whose name or firm contains what is searched, in the order of their names."""
    everybody = people_at(event)
    counts = {choice: sum(person.is_shown(choice) for person in everybody) for choice in Shown}
    words = search.casefold().split()
    found = [p for p in everybody if p.is_shown(which) and contains(p, words)]
    found.sort(key=lambda person: (german_order(person.name), person.account))
    return PeoplePage(found[:MOST_SHOWN], len(found), counts)


def contains(person: Person, words: Iterable[str]) -> bool:
    """Whether every word stands in a name, a firm or the number of a table."""
    text = f"{person.name} {person.company} {person.table or ''}".casefold()
    return all(word in text for word in words)


def people_at(event: Event) -> list[Person]:
    """List everybody who takes part in an event, whom it concerns how."""
    here = who_is_here(event.id)
    talks: Counter[int | None] = Counter()
    for each in expected_where(event.id):
        talks.update((each.applicant, each.representative))
    calling = {call.account_id for call in open_calls(event.id)}
    return [
        Person(
            account=account,
            name=f"{first} {last}",
            company=company,
            table=table,
            here=here.get(account),
            talks=talks[account],
            gone=available is not None and event.rounds not in available,
            calls=account in calling,
        )
        for account, first, last, company, table, available in rows_of(event.id)
    ]


Row = tuple[int, str, str, str, int | None, list[int] | None]


def rows_of(event_id: int) -> Iterator[Row]:
    """Read applicants, then those at tables of released firms."""
    who = (Account.id, Account.first_name, Account.last_name)
    applicants = (
        sa.select(*who, Registration.available)
        .join(Applicant, Applicant.account_id == Account.id)
        .join(Registration, Registration.applicant_id == Applicant.id)
        .where(Registration.event_id == event_id, Registration.withdrawn_at.is_(None))
    )
    for account, first, last, available in db.session.execute(applicants):
        yield account, first, last, "", None, available
    tables = (
        sa.select(*who, Company.name, EventTable.number, EventTable.available)
        .join(EventTable, EventTable.representative_account_id == Account.id)
        .join(Company, Company.id == EventTable.company_id)
        .where(EventTable.event_id == event_id, EventTable.withdrawn_at.is_(None))
        .where(Company.state == ReleaseState.RELEASED)
    )
    for row in db.session.execute(tables):
        yield row[0], row[1], row[2], row[3], row[4], row[5]
