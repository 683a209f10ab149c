"""Personal links of the demo, which sign in again and again, made of a signature nobody can guess."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from webapp.accounts.models import Account
from webapp.extensions import db

ENTRANCE = "/demo/enter/"


def personal_path(account: Account) -> str:
    """Return the path that signs this account in, as long as the secret key of the demo lives."""
    return ENTRANCE + signer().dumps(account.id)


def account_behind(token: str) -> Account | None:
    """Return whose link it is; None for anything we did not sign."""
    try:
        return db.session.get(Account, signer().loads(token))
    except BadSignature:
        return None


def signer() -> URLSafeSerializer:
    """Return what signs such links and nothing else."""
    return URLSafeSerializer(current_app.secret_key or "", salt="door of the demo")
