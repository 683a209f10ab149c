"""Accounts and links, found by what people have in hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from webapp.accounts.models import Account, SignInLink
from webapp.extensions import db
from webapp.permissions import ORGANISERS, STAFF


def accounts_of_email(email: str) -> Sequence[Account]:
    """List the accounts of an address, one for each association at most."""
    return db.session.scalars(db.select(Account).filter_by(email=email.lower()).order_by(Account.id)).all()


def account_in(association_id: int, email: str) -> Account | None:
    """Return the account of an address in an association."""
    found: Account | None = db.session.scalar(
        db.select(Account).filter_by(association_id=association_id, email=email.lower())
    )
    return found


def link_of(token_hash: str) -> SignInLink | None:
    """Return the link with this hash."""
    found: SignInLink | None = db.session.scalar(db.select(SignInLink).filter_by(token_hash=token_hash))
    return found


def links_since(account: Account, moment: datetime) -> Sequence[SignInLink]:
    """List the links somebody was given after a moment."""
    query = db.select(SignInLink).where(SignInLink.account_id == account.id, SignInLink.created_at > moment)
    return db.session.scalars(query).all()


def confirmed(account_ids: Iterable[int]) -> set[int]:
    """Return those of the accounts that have proven their address by using a link."""
    query = db.select(SignInLink.account_id).where(
        SignInLink.account_id.in_(list(account_ids)), SignInLink.used_at.is_not(None)
    )
    return set(db.session.scalars(query))


def staff_of(association_id: int) -> Sequence[Account]:
    """List the people of an association, who came first first."""
    query = db.select(Account).where(Account.association_id == association_id, Account.role.in_(STAFF))
    return db.session.scalars(query.order_by(Account.id)).all()


def organisers_of(association_id: int) -> Sequence[Account]:
    """List those of an association who decide."""
    query = db.select(Account).where(Account.association_id == association_id, Account.role.in_(ORGANISERS))
    return db.session.scalars(query.order_by(Account.id)).all()
