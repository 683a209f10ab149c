"""Accounts and links, found by what people have in hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache

import sqlalchemy as sa

from plaintext.german_order import german_order
from webapp.accounts.models import SIGN_IN_LASTS, Account, SignIn, SignInLink
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


def account_signed_in(session_key: str, name_hash: str, now: datetime) -> Account | None:
    """Return the account with this key, if it is signed in by a sign-in of this name."""
    asked = {"session_key": session_key, "name_hash": name_hash, "since": now - SIGN_IN_LASTS}
    found: Account | None = db.session.scalar(_account_signed_in(), asked)
    return found


@cache
def _account_signed_in() -> sa.Select[Account]:
    """Select the account of a sign-in; built once, as it is asked at every request and message."""
    return (
        sa.select(Account)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(Account.session_key == sa.bindparam("session_key"))
        .where(SignIn.name_hash == sa.bindparam("name_hash"))
        .where(SignIn.created_at > sa.bindparam("since"))
    )


def good_sign_ins(name_hashes: Collection[str], now: datetime) -> set[str]:
    """Return those of some sign-ins that have not ended."""
    query = db.select(SignIn.name_hash).where(SignIn.name_hash.in_(name_hashes))
    return set(db.session.scalars(query.where(SignIn.created_at > now - SIGN_IN_LASTS)))


def names_of(association_id: int, emails: Sequence[str]) -> dict[str, str]:
    """Return the names of those people of an association who have these addresses."""
    query = db.select(Account).where(Account.association_id == association_id, Account.email.in_(emails))
    return {account.email: account.name for account in db.session.scalars(query)}


def links_since(account: Account, moment: datetime) -> Sequence[SignInLink]:
    """List the links somebody was given after a moment."""
    query = db.select(SignInLink).where(SignInLink.account_id == account.id, SignInLink.created_at > moment)
    return db.session.scalars(query).all()


def confirmed(account_ids: Iterable[int]) -> set[int]:
    """Return those of the accounts that have proven their address by using a link."""
    query = db.select(Account.id).where(Account.id.in_(list(account_ids)), Account.confirmed_at.is_not(None))
    return set(db.session.scalars(query))


def staff_of(association_id: int) -> Sequence[Account]:
    """List the people of an association by name."""
    query = db.select(Account).where(Account.association_id == association_id, Account.role.in_(STAFF))
    return sorted(db.session.scalars(query), key=lambda account: (german_order(account.name), account.id))


def organisers_of(association_id: int) -> Sequence[Account]:
    """List those of an association who decide."""
    query = db.select(Account).where(Account.association_id == association_id, Account.role.in_(ORGANISERS))
    return db.session.scalars(query.order_by(Account.id)).all()
