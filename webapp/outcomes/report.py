"""The figures of an evening: of many people, and of nobody in particular.

A date counts as held when its round has begun and both sides had checked in before the round was over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.accounts.models import Account, Role
from webapp.events.models import Event
from webapp.extensions import db
from webapp.live.models import Presence
from webapp.outcomes.models import Impression, Rating
from webapp.outcomes.queries import mutual_date_ids
from webapp.outcomes.times import rounds_of
from webapp.planning.models import PlannedDate
from webapp.planning.queries import dates_of_event

# Fewer taps than this would tell what single people thought.
FEWEST_TAPS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """What an evening brought to one firm."""

    name: str
    planned: int
    held: int
    mutual: int


@dataclass(frozen=True, slots=True)
class Impressions:
    """How often one side tapped what; None where so few tapped that single people could be told apart."""

    gladly: int
    maybe: int
    no: int

    @property
    def total(self) -> int:
        """All taps of the side."""
        return self.gladly + self.maybe + self.no


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the organiser's page shows."""

    applicants_registered: int
    applicants_here: int
    companies_here: int
    tables: int
    representatives_here: int
    dates_planned: int
    dates_held: int
    mutual: int
    companies: tuple[CompanyLine, ...]
    applicants_by_dates: tuple[tuple[int, int], ...]
    impressions_of_applicants: Impressions | None
    impressions_of_firms: Impressions | None

    @property
    def people_here(self) -> int:
        """Everybody who came to talk."""
        return self.applicants_here + self.representatives_here

    @property
    def dates_per_applicant(self) -> float:
        """Held dates for each applicant who was here, on average."""
        return self.dates_held / self.applicants_here if self.applicants_here else 0.0


def report_of(event: Event, now: datetime) -> Report:
    """Compute the report of an evening as it stands now."""
    arrivals = arrivals_at(event)
    dates = dates_of_event(event.id)
    held = held_dates(event, dates, arrivals, now)
    mutual = mutual_date_ids(event.id)
    applicants = [r.applicant.account_id for r in event.registrations]
    here = [account for account in applicants if account in arrivals]
    seated = {table.representative_account_id for table in event.tables}
    return Report(
        applicants_registered=len(applicants),
        applicants_here=len(here),
        companies_here=len({t.company_id for t in event.tables if t.representative_account_id in arrivals}),
        tables=len(event.tables),
        representatives_here=len(seated & set(arrivals)),
        dates_planned=len(dates),
        dates_held=len(held),
        mutual=len(mutual),
        companies=company_lines(event, dates, {date.id for date in held}, mutual),
        applicants_by_dates=applicants_by_dates(held, here),
        impressions_of_applicants=impressions_of(dates, Role.APPLICANT),
        impressions_of_firms=impressions_of(dates, Role.REPRESENTATIVE),
    )


def arrivals_at(event: Event) -> dict[int, datetime]:
    """Return when each account checked in."""
    query = db.select(Presence.account_id, Presence.checked_in_at).where(Presence.event_id == event.id)
    return {row.account_id: row.checked_in_at for row in db.session.execute(query)}


def held_dates(
    event: Event, dates: Sequence[PlannedDate], arrivals: dict[int, datetime], now: datetime
) -> list[PlannedDate]:
    """Return the dates whose round has begun and whose both sides came in time for it."""
    rounds = rounds_of(event, now)

    def came(account_id: int | None, round_number: int) -> bool:
        arrived_at = None if account_id is None else arrivals.get(account_id)
        return arrived_at is not None and arrived_at < rounds[round_number].ends_at

    return [
        date
        for date in dates
        if rounds[date.round].begins_at <= now
        and came(date.applicant.account_id, date.round)
        and came(date.table.representative_account_id, date.round)
    ]


def company_lines(
    event: Event, dates: Sequence[PlannedDate], held: set[int], mutual: set[int]
) -> tuple[CompanyLine, ...]:
    """Return one line per firm at the event, those with most mutual yeses first."""
    names = {table.company_id: table.company.name for table in event.tables}
    planned: Counter[int] = Counter(date.table.company_id for date in dates)
    happened: Counter[int] = Counter(date.table.company_id for date in dates if date.id in held)
    matched: Counter[int] = Counter(date.table.company_id for date in dates if date.id in mutual)
    lines = [CompanyLine(name, planned[c], happened[c], matched[c]) for c, name in names.items()]
    return tuple(sorted(lines, key=lambda line: (-line.mutual, -line.held, line.name)))


def applicants_by_dates(held: Sequence[PlannedDate], here: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return how many applicants who were here had how many dates, from none to the most."""
    dates = Counter(date.applicant.account_id for date in held)
    people = Counter(dates[account] for account in here)
    return tuple((number, people[number]) for number in range(max(people, default=0) + 1))


def impressions_of(dates: Sequence[PlannedDate], role: Role) -> Impressions | None:
    """Count the taps of one side; None if there are too few to stay anonymous."""
    tapped = db.select(Rating.impression).join(Rating.account).where(Account.role == role)
    taps = Counter(db.session.scalars(tapped.where(Rating.date_id.in_([date.id for date in dates]))))
    if taps.total() < FEWEST_TAPS_SHOWN:
        return None
    return Impressions(taps[Impression.GLADLY], taps[Impression.MAYBE], taps[Impression.NO])
