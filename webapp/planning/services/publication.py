"""Making a plan the agenda of the evening, and taking it back."""

from __future__ import annotations

import logging
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from scheduler.check import check
from scheduler.problem import PlannedDate as PairInRound
from webapp.accounts.models import Account
from webapp.errors import Refused
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.outbox.services import queue_mail
from webapp.planning.beside import beside, give_way
from webapp.planning.mails import AgendaMail, agenda_mails
from webapp.planning.models import NEXT_STATES, Plan, PlanState
from webapp.planning.problem import applicant_key, build_problem, table_key
from webapp.planning.queries import published_plan
from webapp.planning.services.solving import WrongPlanState, step

log = logging.getLogger(__name__)


class PlanOutdated(Refused):
    """People, tables or wishes have changed so that the plan would break a rule."""


class NobodyMeets(Refused):
    """A plan without a single talk is no agenda."""


def publish_plan(account: Account, plan: Plan, now: datetime) -> Plan:
    """Make a plan the agenda of its evening and mail everybody theirs."""
    event = plan.event
    require_ahead(event, now)
    require_valid(plan)
    mails = written(event, plan, now)
    db.session.refresh(event)  # it may have been called off while the mails were written
    require_ahead(event, now)
    previous = published_plan(event.id)
    if previous is not None and previous is not plan:
        step(previous, PlanState.SUPERSEDED)
        db.session.flush()
    claim(plan, now)
    event.state = EventState.PUBLISHED
    db.session.flush()
    for mail in mails:
        queue_mail(event.association_id, mail.recipient, mail.subject, mail.text, mail.calendar)
    db.session.commit()
    log.info("plan %s of event %s published by account %s", plan.id, event.id, account.id)
    return plan


def require_ahead(event: Event, now: datetime) -> None:
    """Refuse an evening that has begun or will not be."""
    if event.state is EventState.CANCELLED or now >= event.starts_at:
        raise WrongPlanState(
            gettext("The evening has begun or does not take place. Its agenda stays as it is.")
        )


def claim(plan: Plan, now: datetime) -> None:
    """Make a plan the published one, in the running transaction; of two who press at once, one does."""
    allowed = [before for before, after in NEXT_STATES.items() if PlanState.PUBLISHED in after]
    try:
        taken = db.session.scalar(
            sa.update(Plan)
            .where(Plan.id == plan.id, Plan.state.in_(allowed))
            .values(state=PlanState.PUBLISHED, published_at=now)
            .returning(Plan.id)
            .execution_options(synchronize_session="fetch")
        )
    except IntegrityError:  # another version was published at the same moment
        taken = None
    if taken is None:
        db.session.rollback()
        raise WrongPlanState(gettext("This is not possible now. Please reload the page and look again."))


def written(event: Event, plan: Plan, now: datetime) -> list[AgendaMail]:
    """Write all mails before anything is changed: for hundreds of people that takes a second or two."""
    mails = []
    for mail in agenda_mails(event, plan, now):
        mails.append(mail)
        give_way()
    return mails


def require_valid(plan: Plan) -> None:
    """Refuse a plan that would break a rule with the people, tables and wishes of this moment."""
    dates = [PairInRound(d.round, applicant_key(d.applicant_id), table_key(d.table_id)) for d in plan.dates]
    if not dates:
        raise NobodyMeets(gettext("In this plan nobody meets; it cannot be published like this."))
    verdict = beside(check, build_problem(plan.event), dates)
    if not verdict.valid:
        log.info("plan %s is outdated: %s", plan.id, verdict.broken[:1])
        raise PlanOutdated(
            gettext(
                "Since this plan was made, people, tables, wishes or what you set by hand have changed. "
                "It no longer fits. Please plan again."
            )
        )


def take_back_publication(event: Event) -> None:
    """Take the agenda back, in the running transaction: it no longer fits the timetable."""
    plan = published_plan(event.id)
    if plan is not None:
        step(plan, PlanState.SUPERSEDED)
