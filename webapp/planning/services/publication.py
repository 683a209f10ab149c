"""Making a plan the agenda of the evening, and taking it back."""

from __future__ import annotations

import logging
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from scheduler.check import check
from scheduler.problem import Meeting as PlannedMeeting
from webapp.accounts.models import Account
from webapp.database.locks import claim, learn, lock_row
from webapp.errors import ChangedMeanwhile, Refused
from webapp.events.models import TIMETABLE, Event, EventState
from webapp.events.queries import tables_at
from webapp.extensions import db
from webapp.fit.scoring import applicant_key
from webapp.offload import let_others_run, offload
from webapp.planning.mails import Letter, agenda_letters
from webapp.planning.models import NEXT_STATES, Meeting, Plan, PlanState
from webapp.planning.problem import build_problem, table_key
from webapp.planning.queries import bans_of, published_plan
from webapp.planning.services.leaving import gone_letters
from webapp.planning.services.letters import queue_letters, who_has_an_entry
from webapp.planning.services.solving import WrongPlanState, step
from webapp.planning.staleness import what_is_planned_from
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)


class PlanOutdated(Refused):
    """People, tables or wishes have changed so that the plan would break a rule."""


class NobodyMeets(Refused):
    """A plan without a single talk is no agenda."""


def publish_plan(account: Account, plan: Plan, now: datetime) -> Plan:
    """Make a plan the agenda of its evening and mail everybody theirs; what was cancelled in it holds again."""
    event = plan.event
    require_ahead(event, now)
    seen = what_it_stands_on(event)
    require_valid(plan)
    letters = written(event, plan, now)
    lock_row(event)
    require_ahead(event, now)
    if what_it_stands_on(event) != seen:  # somebody left or was moved while the mails were written
        db.session.rollback()
        raise ChangedMeanwhile
    previous = published_plan(event.id)
    if previous is not None and previous is not plan:
        step(previous, PlanState.SUPERSEDED)
        db.session.flush()
    become_published(plan, now)
    event.state = EventState.PUBLISHED
    tell_evening_changed(event.id)
    db.session.execute(
        sa.update(Meeting).filter_by(plan_id=plan.id).values(cancelled_at=None, cancelled_because=None)
    )
    queue_letters(event, letters, now)
    told = {letter.account.id for letter in letters}
    others = {person.id for person in who_has_an_entry(event.id)} - told
    queue_letters(event, gone_letters(event, others), now)
    db.session.commit()
    log.info("plan %s of event %s published by account %s", plan.id, event.id, account.id)
    return plan


def require_ahead(event: Event, now: datetime) -> None:
    """Refuse an evening that has begun or will not be."""
    if not event.is_ahead(now):
        raise WrongPlanState(
            gettext("The evening has begun or does not take place. Its agenda stays as it is.")
        )


def become_published(plan: Plan, now: datetime) -> None:
    """Make a plan the published one, in the running transaction; of two who press at once, one does."""
    allowed = [before for before, after in NEXT_STATES.items() if PlanState.PUBLISHED in after]
    published = {"state": PlanState.PUBLISHED, "published_at": now}
    try:
        taken = claim(Plan, Plan.id == plan.id, Plan.state.in_(allowed), **published)
    except IntegrityError:  # another version was published at the same moment
        taken = False
    if not taken:
        db.session.rollback()
        raise WrongPlanState(gettext("This is not possible now. Please reload the page and look again."))
    learn(plan, published)


def what_it_stands_on(event: Event) -> list[object]:
    """Return everything that a plan and the mails about it were made from, to be compared."""
    return [
        [getattr(event, name) for name in ("name", *TIMETABLE)],
        what_is_planned_from(event),
        sorted(registration.applicant_id for registration in event.registrations),
        sorted((table.id, table.representative_account_id or 0) for table in tables_at(event)),
        sorted((ban.applicant_id, ban.company_id) for ban in bans_of(event.id)),
    ]


def written(event: Event, plan: Plan, now: datetime) -> list[Letter]:
    """Write all mails before anything is changed: for hundreds of people that takes a second or two."""
    letters = []
    for letter in agenda_letters(event, plan.meetings, now):
        letters.append(letter)
        let_others_run()
    return letters


def require_valid(plan: Plan) -> None:
    """Refuse a plan that would break a rule with the people, tables and wishes of this moment."""
    meetings = [
        PlannedMeeting(d.round, applicant_key(d.applicant_id), table_key(d.table_id)) for d in plan.meetings
    ]
    if not meetings:
        raise NobodyMeets(gettext("In this plan nobody meets; it cannot be published like this."))
    verdict = offload(check, build_problem(plan.event), meetings)
    if not verdict.valid:
        log.info("plan %s is outdated: %s", plan.id, verdict.broken[:1])
        raise PlanOutdated(
            gettext(
                "Since this plan was made, people, tables, wishes or what you set by hand have changed. "
                "It no longer fits. Please plan again."
            )
        )


def take_back_publication(event: Event) -> None:
    """Take the agenda back, in the running transaction: it no longer fits the timetable.

    Whoever has it must be told by the verb that does so: `settings_changed` or `evening_cancelled`.
    """
    plan = published_plan(event.id)
    if plan is not None:
        step(plan, PlanState.SUPERSEDED)
    tell_evening_changed(event.id)
