"""Why two people fit, in sentences both may read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import get_locale

from matching.companies import company_utilities
from matching.explanation import Reason
from matching.score import Scores
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.events.models import Event
from webapp.events.queries import applicants_at, companies_at
from webapp.fit.scoring import row_number, scores_between
from webapp.offload import paced

Pair = tuple[Applicant, Company]

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
    reasons = _reasons(scores, row, offer, str(get_locale()))
    return tuple(reason.sentence for reason in reasons if reason.criterion != OF_THE_OTHER_SIDE)


def reasons_between(
    event: Event, pairs: Iterable[Pair], languages: Sequence[str]
) -> dict[tuple[int, int], dict[str, list[Reason]]]:
    """Return why pairs of applicant and firm fit, wishes included, the strongest reason first, in each language.

    The keys are their ids; a firm that offers nothing fits nobody.
    """
    pairs = list(pairs)
    applicants = list({person.id: person for person, _firm in pairs}.values())
    companies = list({firm.id: firm for _person, firm in pairs}.values())
    scores = scores_between(event, applicants, companies)
    best = company_utilities(scores)
    rows = {person.id: row for row, person in enumerate(applicants)}
    columns = {row_number(key): column for column, key in enumerate(best.companies)}
    return {
        (person.id, firm.id): {
            language: _reasons(scores, rows[person.id], offer, language) for language in languages
        }
        for person, firm in paced(pairs)
        if firm.id in columns and (offer := int(best.best_offers[rows[person.id], columns[firm.id]])) >= 0
    }


def _reasons(scores: Scores, row: int, offer: int, language: str) -> list[Reason]:
    """Return the reasons of a pair that tell something, the strongest first."""
    silent = {OF_EVERY_PAIR} if scores.offers[offer].languages else {OF_EVERY_PAIR, OF_LANGUAGES}
    reasons = scores.explain(row, offer, language)
    return sorted((r for r in reasons if r.criterion not in silent), key=lambda reason: -reason.points)
