"""Signing in: single-use links by mail, and nothing else that could be lost or guessed."""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa

from webapp.accounts.errors import LinkExpired, LinkOfSomebodyElse, LinkUnknown, LinkUsed
from webapp.accounts.mails import sign_in_mail
from webapp.accounts.models import Account, Role, SignInLink
from webapp.accounts.queries import accounts_of_email, link_of, links_since
from webapp.extensions import db
from webapp.outbox.services import queue_mail

log = logging.getLogger(__name__)

SIGN_IN_VALID = timedelta(minutes=30)
INVITATION_VALID = timedelta(days=7)
TOKEN_BYTES = 32
# Anybody can have such mails sent to anybody: so many unused links wait in a mailbox at most, and only one
# after so many in a day. Whoever is refused a mail has a link to sign in with.
MOST_WAITING = 3
MANY_IN_A_DAY = 10


def create_account(
    association_id: int, role: Role, email: str, first_name: str, last_name: str, locale: str = "de"
) -> Account:
    """Add an account to the running transaction; the address must be free in the association."""
    account = Account(
        association_id=association_id,
        role=role,
        email=email.lower(),
        first_name=first_name,
        last_name=last_name,
        locale=locale,
        session_key=secrets.token_urlsafe(TOKEN_BYTES),
    )
    db.session.add(account)
    db.session.flush()
    return account


def issue_link(account: Account, now: datetime, valid: timedelta = SIGN_IN_VALID, next_path: str = "") -> str:
    """Add a link to the running transaction and return its token; the database gets the hash alone."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = SignInLink(
        account=account,
        token_hash=hash_of(token),
        created_at=now,
        expires_at=now + valid,
        next_path=next_path,
    )
    db.session.add(link)
    return token


def hash_of(token: str) -> str:
    """Return what is stored of a token; it has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def queue_sign_in_mail(account: Account, now: datetime, next_path: str = "") -> bool:
    """Add a mail with a fresh link to the running transaction, unless enough wait; return whether it did."""
    if enough_links_wait(account, now):
        return False
    token = issue_link(account, now, next_path=next_path)
    subject, text = sign_in_mail(account, token)
    queue_mail(account.association_id, account.email, subject, text)
    return True


def enough_links_wait(account: Account, now: datetime) -> bool:
    """Whether somebody's mailbox holds so many fresh links that another one would only be a nuisance."""
    today = links_since(account, now - timedelta(days=1))
    waiting = [link for link in today if link.used_at is None and link.created_at > now - SIGN_IN_VALID]
    return len(waiting) >= (MOST_WAITING if len(today) < MANY_IN_A_DAY else 1)


def send_sign_in_links(email: str, now: datetime, next_path: str = "") -> None:
    """Mail a link for each account with this address; who has none gets nothing and is told the same."""
    mailed = sum(queue_sign_in_mail(account, now, next_path) for account in accounts_of_email(email))
    db.session.commit()
    log.info("sign-in asked for, %s links mailed", mailed)


def check_link(token: str, now: datetime, acting: Account | None) -> SignInLink:
    """Return the link of a token if it would sign in now; changes nothing."""
    link = link_of(hash_of(token))
    if link is None:
        raise LinkUnknown
    if link.used_at is not None:
        raise LinkUsed
    if link.expires_at <= now:
        raise LinkExpired
    if acting is not None and acting.id != link.account_id:
        raise LinkOfSomebodyElse
    return link


def use_link(token: str, now: datetime, acting: Account | None = None) -> Account:
    """Sign in once: of several who send the same token at the same time, one gets in."""
    link = check_link(token, now, acting)
    taken = db.session.scalar(
        sa.update(SignInLink)
        .where(SignInLink.id == link.id, SignInLink.used_at.is_(None))
        .values(used_at=now)
        .returning(SignInLink.id)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    if taken is None:
        raise LinkUsed
    log.info("account %s signed in", link.account_id)
    return link.account


def sign_out_everywhere(account: Account) -> None:
    """Make every session cookie of the account worthless."""
    account.session_key = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.commit()
    log.info("account %s signed out everywhere", account.id)


def choose_language(account: Account, locale: str) -> None:
    """Keep the language in which somebody reads; their mails follow."""
    account.locale = locale
    db.session.commit()
