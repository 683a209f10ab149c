"""Plans made by hand, with what the planner would have kept of them."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.events.models import Event
from webapp.extensions import db
from webapp.planning.models import Meeting
from webapp.planning.reasons import reasons_to_keep


def keep_reasons(event: Event, meetings: Sequence[Meeting]) -> None:
    """Keep with each meeting why its two sides meet, as a plan that is made does."""
    db.session.flush()
    why = reasons_to_keep(event, [(meeting.applicant, meeting.table.company) for meeting in meetings])
    for meeting in meetings:
        meeting.reasons = why.get((meeting.applicant.id, meeting.table.company_id), [])
    db.session.commit()
