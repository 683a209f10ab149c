"""Who may do what: the whole list. Every view and every socket event names one of these.

A predicate gets the signed-in account (or None) and answers yes or no. Whose *things* somebody sees
is decided by the queries: another association's objects are not found (404), for everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from webapp.accounts.models import Account, Role

Right = Callable[[Account | None], bool]
Handler = TypeVar("Handler", bound=Callable[..., object])

STAFF = frozenset({Role.OWNER, Role.ORGANISER, Role.HELPER})
ORGANISERS = frozenset({Role.OWNER, Role.ORGANISER})


def anyone(_account: Account | None) -> bool:
    """Everybody, signed in or not."""
    return True


def signed_in(account: Account | None) -> bool:
    """Everybody with an account."""
    return account is not None


def applicant(account: Account | None) -> bool:
    """School-leavers."""
    return account is not None and account.role is Role.APPLICANT


def representative(account: Account | None) -> bool:
    """People of a firm, released or not."""
    return account is not None and account.role is Role.REPRESENTATIVE


def participant(account: Account | None) -> bool:
    """Those who sit at the tables: applicants and representatives."""
    return applicant(account) or representative(account)


def staff(account: Account | None) -> bool:
    """People of the association: owners, organisers, helpers."""
    return account is not None and account.role in STAFF


def organiser(account: Account | None) -> bool:
    """Those of the association who decide: owners and organisers."""
    return account is not None and account.role in ORGANISERS


RIGHTS: tuple[Right, ...] = (anyone, signed_in, applicant, representative, participant, staff, organiser)


def right(predicate: Right) -> Callable[[Handler], Handler]:
    """Declare who may call a view; `webapp.guard` checks it before every request."""

    def declare(handler: Handler) -> Handler:
        handler.right = predicate  # type: ignore[attr-defined]
        return handler

    return declare
