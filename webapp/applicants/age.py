"""How old an applicant is: asked to protect the young, and never to decide who meets whom."""

from __future__ import annotations

from datetime import datetime

from webapp.applicants.models import Applicant

OF_AGE = 18


def may_be_under_age(applicant: Applicant, at: datetime) -> bool:
    """Whether somebody is under 18, or may be: we hold no day, so the month of the birthday still counts.

    Whoever was not asked may be.
    """
    if applicant.birth_year is None or applicant.birth_month is None:
        return True
    return (applicant.birth_year + OF_AGE, applicant.birth_month) >= (at.year, at.month)
