"""The mail of a mutual yes."""

from __future__ import annotations

from webapp.mail.letters import queue, write
from webapp.planning.models import Meeting


def queue_match_mails(meeting: Meeting) -> None:
    """Tell both sides of a meeting that both have said yes."""
    event = meeting.plan.event
    for account in (meeting.applicant.account, meeting.table.representative):
        if account is not None:
            queue(account, write("mutual_yes", account, event=event), event_id=event.id)
