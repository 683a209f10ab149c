"""What people do after a date: tap how it was, and say yes or no to more."""

from __future__ import annotations

import logging
from datetime import datetime

from webapp.accounts.models import Account
from webapp.extensions import db
from webapp.outcomes.mails import queue_match_mails
from webapp.outcomes.models import Answer, Impression, Rating
from webapp.outcomes.queries import mutual_date_ids, own_rows
from webapp.outcomes.refusals import AlreadyMatched, Closed, NotNow, NotYet, NotYourDate
from webapp.outcomes.times import begun_rounds, closes_at, may_rate
from webapp.planning.models import PlannedDate
from webapp.planning.queries import own_date

log = logging.getLogger(__name__)


def rate_date(account: Account, date_id: int, impression: Impression, note: str, now: datetime) -> Rating:
    """Keep how a date felt, for the person alone; a later tap replaces the earlier one."""
    date = locked_own_date(account, date_id)
    if not may_rate(date.plan.event, date.round, now):
        raise NotNow
    rating = own_rows(Rating, account, [date]).get(date.id) or Rating(date=date, account=account)
    rating.impression, rating.note, rating.rated_at = impression, note, now
    db.session.add(rating)
    db.session.commit()
    return rating


def answer_date(account: Account, date_id: int, yes: bool, now: datetime) -> Answer:
    """Keep the yes or no to a date; a second yes tells both that there is a match.

    Until then it may be changed, and nobody but the person learns of it.
    """
    date = locked_own_date(account, date_id)
    check_time(date, now)
    if date.id in mutual_date_ids(date.plan.event_id, account):
        if yes:
            return own_rows(Answer, account, [date])[date.id]  # tapped twice
        raise AlreadyMatched
    answer = own_rows(Answer, account, [date]).get(date.id) or Answer(date=date, account=account)
    answer.yes, answer.answered_at = yes, now
    db.session.add(answer)
    db.session.flush()  # SQLite lets one writer in at a time: from here on the other side's answer is known
    if date.id in mutual_date_ids(date.plan.event_id, account):
        queue_match_mails(date)
        log.info("mutual yes at date %s", date.id)
    db.session.commit()
    return answer


def locked_own_date(account: Account, date_id: int) -> PlannedDate:
    """Return one of the person's dates of a published plan; both sides answer one after the other."""
    db.session.execute(db.select(PlannedDate.id).where(PlannedDate.id == date_id).with_for_update())
    date = own_date(account, date_id)
    if date is None:
        raise NotYourDate
    return date


def check_time(date: PlannedDate, now: datetime) -> None:
    """Refuse an answer before the date has begun and after the time for answers."""
    event = date.plan.event
    if date.round not in begun_rounds(event, now):
        raise NotYet
    if now >= closes_at(event, now):
        raise Closed
