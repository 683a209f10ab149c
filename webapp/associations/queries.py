"""Associations, found by name or by visitor."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort

from webapp.accounts.models import Account
from webapp.associations.models import Association
from webapp.extensions import db


def all_associations() -> Sequence[Association]:
    """List the associations of this installation by name."""
    return db.session.scalars(db.select(Association).order_by(Association.name)).all()


def association_by_slug(slug: str) -> Association:
    """Return the association with this name in addresses; any other is not found (404)."""
    found: Association | None = db.session.scalar(db.select(Association).filter_by(slug=slug))
    if found is None:
        abort(404)
    return found


def association_of_visitor(account: Account | None) -> Sequence[Association]:
    """List the association of who is signed in; for a visitor all of them."""
    return [account.association] if account else all_associations()
