"""Signing in: single-use links by mail, and nothing else that could be lost or guessed."""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa

from webapp.accounts.errors import LinkExpired, LinkOfSomebodyElse, LinkUnknown, LinkUsed
from webapp.accounts.knocks import answers, knock
from webapp.accounts.mails import link_url
from webapp.accounts.models import SIGN_IN_LASTS, Account, Knock, SignIn, SignInLink
from webapp.accounts.queries import accounts_of_email, link_of, links_since
from webapp.database.locks import claim, lock_row
from webapp.extensions import db
from webapp.mail.letters import queue, write
from webapp.mail.models import MailKind, OutboxMail
from webapp.mail.queries import URGENT, mails_since
from webapp.permissions import Role
from webapp.signals import tell_account_changed, tell_sign_in_ended

log = logging.getLogger(__name__)

SIGN_IN_VALID = timedelta(minutes=30)
INVITATION_VALID = timedelta(days=7)
TOKEN_BYTES = 32
# A link that was used or is too old says so for so long, then nothing is known of it.
LINKS_KEPT = timedelta(days=30)
# Anybody can have such mails sent to anybody: so many unused links wait in a mailbox at most, and only one
# after so many in a day. Whoever is refused a mail has a link to sign in with.
MOST_WAITING = 3
MANY_IN_A_DAY = 10
# mia+1@..., mia+2@... are one mailbox; and no association has more people sign up in an hour.
MOST_TO_A_MAILBOX = 3
MOST_STRANGERS_AN_HOUR = 300


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
    lock_row(account)
    if enough_links_wait(account, now):
        return False
    if account.confirmed_at is None:
        return queue_first_mail(account, now, next_path)
    token = issue_link(account, now, next_path=next_path)
    queue(account, write("sign_in", account, link=link_url(token)), MailKind.SIGN_IN)
    return True


def queue_first_mail(account: Account, now: datetime, next_path: str = "") -> bool:
    """Add the one mail that goes to an address nobody has confirmed, unless strangers are written to too often."""
    if strangers_have_enough(account, now):
        log.warning("association %s: too many mails to strangers, one is left out", account.association_id)
        return False
    token = issue_link(account, now, INVITATION_VALID, next_path)
    mail = queue(account, write("to_a_stranger", account, link=link_url(token)), MailKind.WELCOME)
    mail.created_at = now
    return True


def strangers_have_enough(account: Account, now: datetime) -> bool:
    """Whether a mailbox gets as many first mails under names with a plus, or an association writes as many."""
    an_hour_ago = now - timedelta(hours=1)
    local, _at, domain = account.email.rpartition("@")
    plain, plus, _name = local.partition("+")
    alike = OutboxMail.recipient.startswith(f"{plain}+", autoescape=True)
    same = alike & OutboxMail.recipient.endswith(f"@{domain}", autoescape=True)
    if plus and mails_since(an_hour_ago, URGENT, same) >= MOST_TO_A_MAILBOX:
        return True
    ours = OutboxMail.association_id == account.association_id
    return mails_since(an_hour_ago, (MailKind.WELCOME,), ours) >= MOST_STRANGERS_AN_HOUR


def enough_links_wait(account: Account, now: datetime) -> bool:
    """Whether somebody's mailbox holds so many fresh links that another one would only be a nuisance."""
    today = links_since(account, now - timedelta(days=1))
    waiting = [link for link in today if link.used_at is None and link.created_at > now - SIGN_IN_VALID]
    return len(waiting) >= (MOST_WAITING if len(today) < MANY_IN_A_DAY else 1)


def ask_for_links(email: str, now: datetime, next_path: str = "") -> None:
    """Ask for a link for each account with this address; whether there is one is found out in the background."""
    knock("sign-in", email, now, said={"next_path": next_path})


@answers("sign-in")
def answer_with_links(knocking: Knock, now: datetime) -> None:
    """Mail the links that somebody asked for."""
    send_sign_in_links(knocking.email, now, knocking.said["next_path"])


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
    taken = claim(SignInLink, SignInLink.id == link.id, SignInLink.used_at.is_(None), used_at=now)
    if taken and link.account.confirmed_at is None:
        link.account.confirmed_at = now
    db.session.commit()
    if not taken:
        raise LinkUsed
    log.info("account %s signed in", link.account_id)
    return link.account


def begin_sign_in(account: Account, now: datetime) -> str:
    """Note that somebody signs in with a browser; return the name that goes into its cookie."""
    name = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(SignIn(account_id=account.id, name_hash=hash_of(name), created_at=now))
    db.session.commit()
    return name


def end_sign_in(account: Account, name: str) -> None:
    """Make the cookie of one browser worthless, and every copy of it."""
    db.session.execute(
        sa.delete(SignIn).where(SignIn.account_id == account.id, SignIn.name_hash == hash_of(name))
    )
    tell_sign_in_ended(account.id, name)
    db.session.commit()
    log.info("account %s signed out", account.id)


def forget_old_ways_in(now: datetime) -> None:
    """Delete links and sign-ins that are long over, and what somebody asked for and never got."""
    over = sa.or_(SignInLink.used_at < now - LINKS_KEPT, SignInLink.expires_at < now - LINKS_KEPT)
    db.session.execute(sa.delete(SignInLink).where(over))
    db.session.execute(sa.delete(SignIn).where(SignIn.created_at < now - SIGN_IN_LASTS))
    db.session.execute(sa.delete(Knock).where(Knock.asked_at < now - timedelta(days=1)))
    db.session.commit()


def sign_out_everywhere(account: Account) -> None:
    """Make every session cookie of the account worthless."""
    account.session_key = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.execute(sa.delete(SignIn).where(SignIn.account_id == account.id))
    tell_account_changed(account.id)
    db.session.commit()
    log.info("account %s signed out everywhere", account.id)


def choose_language(account: Account, locale: str) -> None:
    """Keep the language in which somebody reads; their mails follow."""
    account.locale = locale
    db.session.commit()
