"""The check before every request: a view without a declared right is closed to everybody."""

from __future__ import annotations

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.accounts.models import Account
from webapp.permissions import Right, anyone

# Files that tell nothing about anybody, served by Flask and Bootstrap-Flask themselves.
STATIC_ENDPOINT = "static"


class UndeclaredRight(LookupError):
    """A view was registered without saying who may call it."""


def declared_right(app: Flask, endpoint: str) -> Right:
    """Return the right of an endpoint, as declared with `@right`."""
    if endpoint == STATIC_ENDPOINT or endpoint.endswith(".static"):
        return anyone
    found: Right | None = getattr(app.view_functions[endpoint], "right", None)
    if found is None:
        raise UndeclaredRight(f"{endpoint} declares no right")
    return found


def acting_account() -> Account | None:
    """Return who acts in this request, or None if nobody is signed in."""
    if not current_user.is_authenticated:
        return None
    account: Account = current_user._get_current_object()
    return account


def check_right() -> ResponseReturnValue | None:
    """Let the request pass, send strangers to sign in, or refuse."""
    if request.endpoint is None:
        return None
    allowed = declared_right(current_app, request.endpoint)
    account = acting_account()
    if allowed(account):
        return None
    if account is None:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    abort(403)
