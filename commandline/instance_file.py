"""Turn an event into an instance that a planner can read: ``speed-dating-instance/1``."""

from __future__ import annotations

from typing import Any

from commandline.profile_files import Event
from matching.companies import CompanyUtilities, among_best
from scheduler.files.instance import INSTANCE_FORMAT

DECIMALS = 6


def instance_document(
    name: str,
    rounds: int,
    guarantees: tuple[int, int],
    event: Event,
    utilities: CompanyUtilities,
    candidates: int | None = None,
) -> dict[str, Any]:
    """Describe an event to a planner.

    Parameters
    ----------
    name : str
        Of the event.
    rounds : int
        At least 1.
    guarantees : tuple of int
        Meetings that every applicant and every table should get at least.
    event : Event
        Who takes part.
    utilities : CompanyUtilities
        What a meeting of an applicant with a firm is worth; pairs that are not allowed are left out.
    candidates : int or None
        Keep only so many firms of each applicant and applicants of each firm (`among_best`).

    Returns
    -------
    dict
        In the format ``speed-dating-instance/1``, ready for JSON.
    """
    kept = utilities.allowed if candidates is None else among_best(utilities, candidates)
    tables = {company: _table_ids(company, event.tables[company]) for company in utilities.companies}
    return {
        "format": INSTANCE_FORMAT,
        "name": name,
        "rounds": rounds,
        "guarantee": {"applicant": guarantees[0], "table": guarantees[1]},
        "tables": [{"id": table, "company": company} for company, own in tables.items() for table in own],
        "applicants": [{"id": applicant.id} for applicant in event.applicants],
        "utilities": [
            [event.applicants[row].id, table, round(float(utilities.values[row, column]), DECIMALS)]
            for row, column in zip(*kept.nonzero(), strict=True)
            for table in tables[utilities.companies[column]]
        ],
    }


def _table_ids(company: str, count: int) -> list[str]:
    """Always with a number, so that no firm's table can be called like another's."""
    return [f"{company}/{number}" for number in range(1, count + 1)]
