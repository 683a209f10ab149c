"""Which wishes a plan grants, which stay open, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from flask_babel import gettext, ngettext

from plaintext.german_order import german_order
from webapp.applicants.models import Applicant
from webapp.events.models import Event, WishSide
from webapp.events.queries import tables_at, wish_rows
from webapp.offload import PacedList, paced
from webapp.planning.models import Plan
from webapp.planning.queries import bans_of

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WishedPairs:
    """The wishes of an event as pairs of applicant and firm, with their ranks."""

    of_applicants: Mapping[Pair, int]
    of_companies: Mapping[Pair, int]
    unwanted: frozenset[Pair]

    def sides(self, applicant_id: int, company_id: int) -> int:
        """Count the sides that have wished for a pair."""
        pair = (applicant_id, company_id)
        return (pair in self.of_applicants) + (pair in self.of_companies)


@dataclass(frozen=True, slots=True)
class OpenWish:
    """A wish of an applicant that the plan does not grant; the rank in words."""

    applicant_id: int
    name: str
    rank: str
    why: str


@dataclass(frozen=True, slots=True)
class Demand:
    """How much a firm was wished for, and what came of it."""

    company: str
    table_id: int
    wished: int
    granted: int
    places: int
    open_wishes: Sequence[OpenWish]


def wished_pairs(event: Event, people: Sequence[Applicant]) -> WishedPairs:
    """Read the wishes of those who come."""
    comes = {person.id for person in people}
    firms = {table.company_id for table in tables_at(event)}
    wishes = [w for w in wish_rows(event) if w.applicant_id in comes and w.company_id in firms]
    ranked = [wish for wish in wishes if wish.rank is not None]
    return WishedPairs(
        {(w.applicant_id, w.company_id): w.rank or 0 for w in ranked if w.side is WishSide.APPLICANT},
        {(w.applicant_id, w.company_id): w.rank or 0 for w in ranked if w.side is WishSide.COMPANY},
        frozenset((w.applicant_id, w.company_id) for w in wishes if w.unwanted),
    )


def demands(
    event: Event,
    plan: Plan,
    people: Sequence[Applicant],
    wished: WishedPairs,
    said: Mapping[Pair, str] = MappingProxyType({}),
) -> list[Demand]:
    """Return for each firm with open wishes how much it was wished for; `said` is what the planner says."""
    names = {person.id: person.account.name for person in people}
    order = {person: german_order(name) for person, name in names.items()}
    met = {
        (meeting.applicant_id, meeting.table.company_id)
        for meeting in plan.meetings
        if meeting.cancelled_at is None
    }
    full, found = FullEvenings(event, plan), []
    why = partial(full.why, wished=wished)
    of_company, rank_words = wishes_by_company(wished), words_of_ranks(wished)
    tables = {table.company_id: table for table in reversed(tables_at(event))}
    for company_id, table in paced(tables.items()):
        wishes = of_company[company_id]
        still_open = PacedList(
            OpenWish(
                pair[0], names[pair[0]], rank_words[rank], said.get(pair) or why(pair, demand=len(wishes))
            )
            for pair, rank in sorted(wishes.items(), key=lambda wish: (wish[1], order[wish[0][0]]))
            if pair not in met
        )
        if still_open:
            granted = len(wishes) - len(still_open)
            found.append(
                Demand(
                    table.company.name, table.id, len(wishes), granted, full.places[company_id], still_open
                )
            )
    return sorted(found, key=lambda demand: (-len(demand.open_wishes), german_order(demand.company)))


def wishes_by_company(wished: WishedPairs) -> Mapping[int, dict[Pair, int]]:
    """Return for each firm which applicants wish for it, and at which rank."""
    found: dict[int, dict[Pair, int]] = defaultdict(dict)
    for pair, rank in wished.of_applicants.items():
        found[pair[1]][pair] = rank
    return found


def words_of_ranks(wished: WishedPairs) -> dict[int, str]:
    """Put each rank into words once, and not for each of thousands of wishes."""
    return {rank: gettext("wish %(rank)s", rank=rank) for rank in set(wished.of_applicants.values())}


class FullEvenings:
    """Who has no room left in a plan, and says so."""

    def __init__(self, event: Event, plan: Plan) -> None:
        self.rounds_of = {
            r.applicant_id: present_rounds(r.available, event.rounds) for r in event.registrations
        }
        self.places: Counter[int] = Counter()
        for table in tables_at(event):
            self.places[table.company_id] += present_rounds(table.available, event.rounds)
        stand = [meeting for meeting in plan.meetings if meeting.cancelled_at is None]
        self.meetings_of_applicant = Counter(meeting.applicant_id for meeting in stand)
        self.meetings_of_company = Counter(meeting.table.company_id for meeting in stand)
        self.apart = {(ban.applicant_id, ban.company_id) for ban in bans_of(event.id)}

    def why(self, pair: Pair, wished: WishedPairs, demand: int) -> str:
        """Say why a wished pair does not meet."""
        return next(self._reasons(pair, wished, demand))

    def _reasons(self, pair: Pair, wished: WishedPairs, demand: int) -> Iterator[str]:
        """Yield what stands against a pair, the strongest first."""
        applicant_id, company_id = pair
        places = self.places[company_id]
        if pair in self.apart:
            yield gettext("You keep these two apart.")
        if pair in wished.unwanted:
            yield gettext("One side would rather not have this talk.")
        if not places:
            yield gettext("The firm is there in no round.")
        if self.meetings_of_company[company_id] >= places and demand > places:
            yield ngettext(
                "The only place of the firm is taken; %(demand)s wished for it.",
                "All %(num)s places of the firm are taken; %(demand)s wished for it.",
                places, demand=demand,
            )  # fmt: skip
        if self.meetings_of_company[company_id] >= places:
            yield ngettext(
                "The only place of the firm is taken.", "All %(num)s places of the firm are taken.", places
            )
        if self.meetings_of_applicant[applicant_id] >= self.rounds_of.get(applicant_id, 0):
            yield gettext("Has a talk in every round already.")
        yield gettext("There was no round in which both were free.")


def present_rounds(available: Sequence[int] | None, rounds: int) -> int:
    """Count the rounds in which somebody is there."""
    return rounds if available is None else sum(1 <= r <= rounds for r in set(available))
