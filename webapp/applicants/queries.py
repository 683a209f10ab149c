"""Applicants, found by who is signed in."""

from __future__ import annotations

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.extensions import db


def applicant_of(account: Account | None) -> Applicant | None:
    """Return the applicant an account belongs to, if it is one."""
    if account is None:
        return None
    found: Applicant | None = db.session.scalar(db.select(Applicant).filter_by(account_id=account.id))
    return found


def progress_of(applicant: Applicant) -> tuple[int, int]:
    """Return how many parts of the profile are filled in, of how many; sign-up is the first part."""
    optional = (applicant.strengths, applicant.about, applicant.radius_km)
    return 1 + sum(bool(answer) for answer in optional), 1 + len(optional)
