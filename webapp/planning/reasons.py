"""Why two people fit, in sentences both may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import get_locale

from matching.companies import company_utilities
from matching.explanation import Reason
from matching.score import Scores
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import Event
from webapp.events.queries import applicants_at, companies_at
from webapp.planning.models import PlannedDate
from webapp.planning.problem import company_key, row_number, scores_between

# Said of every pair, so it tells nobody anything.
OF_EVERY_PAIR = "base"
# Says nothing where an offer asks for no language in particular.
OF_LANGUAGES = "languages"
# Told after the plan only: before, it would tell one side what the other has wished.
OF_THE_OTHER_SIDE = "wish"


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one of the other side fits, and why; the number orders cards and is never shown."""

    score: float
    sentences: tuple[str, ...]


def fits_of(event: Event, wisher: Applicant | Company) -> dict[int, Fit]:
    """Score the other side of an event for one wisher, by what fits alone: wishes stay with who has them."""
    if isinstance(wisher, Applicant):
        scores = scores_between(event, [wisher], companies_at(event), with_wishes=False)
        pairs = {
            row_number(key): (0, column) for column, key in enumerate(company_utilities(scores).companies)
        }
    else:
        people = applicants_at(event)
        scores = scores_between(event, people, [wisher], with_wishes=False)
        pairs = {person.id: (row, 0) for row, person in enumerate(people)} if scores.offers else {}
    best = company_utilities(scores)
    return {
        other: Fit(float(best.values[pair]), _sentences(scores, pair[0], int(best.best_offers[pair])))
        for other, pair in pairs.items()
    }


def _sentences(scores: Scores, row: int, offer: int) -> tuple[str, ...]:
    """Return what fits in a pair, the strongest reason first, without a word about wishes."""
    reasons = _reasons(scores, row, offer)
    return tuple(reason.sentence for reason in reasons if reason.criterion != OF_THE_OTHER_SIDE)


def reasons_for_dates(event: Event, dates: Sequence[PlannedDate]) -> dict[int, list[Reason]]:
    """Return for each date why its two sides meet, wishes included, the strongest reason first."""
    applicants = list({date.applicant_id: date.applicant for date in dates}.values())
    companies = list({date.table.company_id: date.table.company for date in dates}.values())
    scores = scores_between(event, applicants, companies)
    best = company_utilities(scores)
    rows = {person.id: scores_row for scores_row, person in enumerate(applicants)}
    columns = {key: column for column, key in enumerate(best.companies)}
    found = {}
    for date in dates:
        row, column = rows[date.applicant_id], columns.get(company_key(date.table.company_id))
        offer = -1 if column is None else int(best.best_offers[row, column])
        found[date.id] = _reasons(scores, row, offer) if offer >= 0 else []
    return found


def _reasons(scores: Scores, row: int, offer: int) -> list[Reason]:
    """Return the reasons of a pair that tell something, the strongest first."""
    silent = {OF_EVERY_PAIR} if scores.offers[offer].languages else {OF_EVERY_PAIR, OF_LANGUAGES}
    reasons = scores.explain(row, offer, str(get_locale()))
    return sorted((r for r in reasons if r.criterion not in silent), key=lambda reason: -reason.points)
