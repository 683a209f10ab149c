"""What people do after a meeting: say yes or no to more."""

from __future__ import annotations

import logging
from datetime import datetime

from webapp.accounts.models import Account
from webapp.events.timetable import begun_rounds, closes_at
from webapp.extensions import db
from webapp.live.held import standing_of
from webapp.live.rating import NotHeld, locked_own_meeting
from webapp.outcomes.mails import queue_match_mails
from webapp.outcomes.models import Answer
from webapp.outcomes.queries import mutual_meeting_ids, own_answers
from webapp.outcomes.refusals import AlreadyMatched, Closed, NotMetYet, NotYet
from webapp.planning.models import Meeting

log = logging.getLogger(__name__)


def answer_meeting(account: Account, meeting_id: int, yes: bool, now: datetime) -> Answer:
    """Keep the yes or no to a meeting; a second yes tells both that there is a match.

    Until then it may be changed, and nobody but the person learns of it.
    """
    meeting = locked_own_meeting(account, meeting_id)
    check_time(meeting, now)
    if meeting.id in mutual_meeting_ids(meeting.plan.event_id, account):
        if yes:
            return own_answers(account, [meeting])[meeting.id]  # tapped twice
        raise AlreadyMatched
    answer = own_answers(account, [meeting]).get(meeting.id) or Answer(meeting=meeting, account=account)
    answer.yes, answer.answered_at = yes, now
    db.session.add(answer)
    db.session.flush()  # SQLite lets one writer in at a time: from here on the other side's answer is known
    if meeting.id in mutual_meeting_ids(meeting.plan.event_id, account):
        queue_match_mails(meeting)
        log.info("mutual yes at meeting %s", meeting.id)
    db.session.commit()
    return answer


def check_time(meeting: Meeting, now: datetime) -> None:
    """Refuse an answer before the two have met, where they have not met, and after the time for answers."""
    event = meeting.plan.event
    if meeting.round not in begun_rounds(event, now):
        raise NotYet
    if now >= closes_at(event, now):
        raise Closed
    held = standing_of(meeting, now).held
    if held is None:
        raise NotMetYet
    if not held:
        raise NotHeld
