"""Associations, found by name or by visitor."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort

from plaintext.german_order import german_order
from webapp.associations.models import Association
from webapp.extensions import db


def all_associations() -> Sequence[Association]:
    """List the associations of this installation by name."""
    found = db.session.scalars(db.select(Association))
    return sorted(found, key=lambda association: (german_order(association.name), association.id))


def association_by_slug(slug: str) -> Association:
    """Return the association with this name in addresses; any other is not found (404)."""
    found: Association | None = db.session.scalar(db.select(Association).filter_by(slug=slug))
    if found is None:
        abort(404)
    return found
