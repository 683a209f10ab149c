"""Firms, found by who is signed in or by the association that looks after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import abort
from sqlalchemy.orm import subqueryload

from plaintext.german_order import german_order
from webapp.accounts.models import Account
from webapp.companies.models import Company, Offer, ReleaseState, Representative
from webapp.extensions import db


def representative_of(account: Account | None) -> Representative | None:
    """Return the representative an account belongs to, if it is one."""
    if account is None:
        return None
    found: Representative | None = db.session.scalar(
        db.select(Representative).filter_by(account_id=account.id)
    )
    return found


def company_of(account: Account | None) -> Company | None:
    """Return the firm for which an account speaks."""
    representative = representative_of(account)
    return representative.company if representative else None


def company_for(account: Account | None, company_id: int) -> Company:
    """Return a firm of the account's association; any other is not found (404)."""
    company = db.session.get(Company, company_id)
    if account is None or company is None or company.association_id != account.association_id:
        abort(404)
    return company


def offer_for(account: Account | None, offer_id: int) -> Offer:
    """Return an offer of the account's own firm; any other is not found (404)."""
    offer, company = db.session.get(Offer, offer_id), company_of(account)
    if offer is None or company is None or offer.company_id != company.id:
        abort(404)
    return offer


def companies_of(association_id: int, *states: ReleaseState) -> Sequence[Company]:
    """List the firms of an association in these states, who waits longest first."""
    query = db.select(Company).where(Company.association_id == association_id, Company.state.in_(states))
    people = subqueryload(Company.representatives).joinedload(Representative.account)
    query = query.options(subqueryload(Company.offers), people)
    return db.session.scalars(query.order_by(Company.created_at, Company.id)).all()


def by_name(companies: Iterable[Company]) -> list[Company]:
    """Sort firms as people look for them in a list."""
    return sorted(companies, key=lambda company: (german_order(company.name), company.id))
