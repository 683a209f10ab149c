"""What an association says about itself is kept."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.associations.models import Association
from webapp.extensions import db
from webapp.signals import tell_association_changed

OF_THE_ASSOCIATION = frozenset({"name", "contact_email", "postcode", "imprint", "relay_only"})


def save_association(association: Association, answers: Mapping[str, object]) -> None:
    """Keep what an association says about itself."""
    for name in OF_THE_ASSOCIATION & set(answers):
        setattr(association, name, answers[name])
    tell_association_changed(association.id)
    db.session.commit()
