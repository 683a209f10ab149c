"""Who may do what: the whole list. Every view and every socket event names one of these.

A predicate gets the signed-in account (or None) and answers yes or no. Whose *things* somebody sees
is decided by the queries: another association's objects are not found (404), for everybody.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

if TYPE_CHECKING:
    from webapp.accounts.models import Account

Right = Callable[["Account | None"], bool]
Handler = TypeVar("Handler", bound=Callable[..., object])


class Role(enum.StrEnum):
    """What somebody is to their association."""

    OWNER = "owner"
    ORGANISER = "organiser"
    HELPER = "helper"
    REPRESENTATIVE = "representative"
    APPLICANT = "applicant"


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


# Statements that a page may ask of the database, however many people are at an evening; and a list or a board.
PAGE, LIST = 15, 25


def right(predicate: Right, statements: int = PAGE) -> Callable[[Handler], Handler]:
    """Declare who may call a view, which is checked before it runs, and how much it may ask of the database."""

    def declare(handler: Handler) -> Handler:
        handler.right = predicate  # type: ignore[attr-defined]
        handler.statements = statements  # type: ignore[attr-defined]
        return handler

    return declare


class UndeclaredRight(LookupError):
    """A view was registered without saying who may call it."""


def declared_right(app: Flask, endpoint: str) -> Right:
    """Return the right of an endpoint, as declared with `@right`."""
    found: Right | None = getattr(app.view_functions[endpoint], "right", None)
    if found is None:
        raise UndeclaredRight(f"{endpoint} declares no right")
    return found


def declared_budget(app: Flask, endpoint: str) -> int:
    """Return how many statements an endpoint may ask of the database, as declared with `@right`."""
    budget: int = getattr(app.view_functions[endpoint], "statements", PAGE)
    return budget


def acting_account() -> Account | None:
    """Return who acts in this request, or None if nobody is signed in."""
    if not current_user.is_authenticated:
        return None
    account: Account = current_user._get_current_object()
    return account


def acting() -> Account:
    """Return the account behind a view whose right asks for one."""
    account = acting_account()
    if account is None:
        raise UndeclaredRight(f"{request.endpoint} acts for an account, but its right asks for none")
    return account


def check_right() -> ResponseReturnValue | None:
    """Let the request pass, send strangers to sign in, or refuse; a view without a right is closed to all."""
    if request.endpoint is None:
        return None
    allowed = declared_right(current_app, request.endpoint)
    account = acting_account()
    if allowed(account):
        return None
    if account is None:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    abort(403)
