"""Signing in by six letters: for whoever stands at the door without a mailbox at hand.

They are few, so they hold for a short time and one use, and the page that takes them is slow for whoever guesses.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa

from webapp.accounts.errors import CodeUnknown
from webapp.accounts.models import Account, SignInCode
from webapp.accounts.services import hash_of
from webapp.extensions import db

# Without letters that look alike or sound alike.
LETTERS = "ABDEFGHKMNPRSTUWXYZ"
LENGTH = 6
CODE_VALID = timedelta(minutes=30)


def issue_code(account: Account, now: datetime, next_path: str = "") -> str:
    """Add a code to the running transaction and return it; one from before is worth nothing any more."""
    db.session.execute(sa.delete(SignInCode).where(SignInCode.account_id == account.id))
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    row = SignInCode(
        account_id=account.id, code_hash=hash_of(code), created_at=now, expires_at=now + CODE_VALID
    )
    row.next_path = next_path
    db.session.add(row)
    return code


def use_code(typed: str, now: datetime) -> tuple[Account, str]:
    """Sign in once: return the account and where the code leads; of several who type it at once, one gets in."""
    code = "".join(typed.upper().split()).replace("-", "")
    taken = db.session.execute(
        sa.delete(SignInCode)
        .where(SignInCode.code_hash == hash_of(code))
        .returning(SignInCode.account_id, SignInCode.expires_at, SignInCode.next_path)
    ).first()
    db.session.commit()
    if taken is None or taken.expires_at <= now:
        raise CodeUnknown
    return db.session.get_one(Account, taken.account_id), taken.next_path


def forget_unused_codes(now: datetime) -> None:
    """Delete what was not used in time."""
    db.session.execute(sa.delete(SignInCode).where(SignInCode.expires_at < now))
    db.session.commit()
