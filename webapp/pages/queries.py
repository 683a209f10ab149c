"""What pages ask that gather several features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.associations.models import Association
from webapp.associations.queries import all_associations
from webapp.companies.models import Company, ReleaseState
from webapp.extensions import db


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """How many take part in an association."""

    applicants: int
    released_firms: int
    waiting_firms: int


def people_counts(association_id: int) -> PeopleCounts:
    """Count applicants, and firms by whether they are released."""
    applicants = db.session.scalar(
        db.select(func.count(Applicant.id))
        .join(Applicant.account)
        .where(Account.association_id == association_id)
    )
    rows = db.session.execute(
        db.select(Company.state, func.count())
        .filter_by(association_id=association_id)
        .group_by(Company.state)
    )
    firms = {state: count for state, count in rows}  # noqa: C416 - dict() would take a Result for a mapping
    released, waiting = (firms.get(state, 0) for state in (ReleaseState.RELEASED, ReleaseState.WAITING))
    return PeopleCounts(applicants or 0, released, waiting)


def association_of_visitor(account: Account | None) -> Sequence[Association]:
    """List the association of who is signed in; for a visitor all of them."""
    return [account.association] if account else all_associations()
