"""What the organiser decides instead of the planner: who meets in any case, and who never does."""

from __future__ import annotations

import logging
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.database.locks import lock_row
from webapp.errors import Refused
from webapp.events.models import Event, EventTable
from webapp.extensions import db
from webapp.planning.models import Ban, Pin
from webapp.planning.pin_rules import PinRules
from webapp.planning.queries import bans_of, pins_of

log = logging.getLogger(__name__)


class CannotFix(Refused):
    """A talk that would break a rule, alone or beside the other fixed ones."""


class TooLateByHand(Refused):
    """No plan is made any more that could keep to it."""


def fix_talk(
    account: Account,
    event: Event,
    applicant: Applicant,
    table: EventTable,
    round_number: int | None,
    now: datetime,
) -> Pin:
    """Want a talk in every plan from now on; one that is fixed already moves to the round."""
    lock_row(event)
    require_to_come(event, now)
    pins = pins_of(event.id)
    kept = next((p for p in pins if (p.applicant_id, p.table_id) == (applicant.id, table.id)), None)
    wanted = Pin(
        id=kept.id if kept else None, event_id=event.id, round=round_number,
        applicant_id=applicant.id, applicant=applicant, table_id=table.id, table=table,
    )  # fmt: skip
    complaint = PinRules(event).complaint(wanted, pins)
    if complaint:
        raise CannotFix(complaint)
    if kept:
        kept.round = round_number
    else:
        db.session.add(wanted)
    commit_once()
    log.info("talk of applicant %s at table %s fixed by account %s", applicant.id, table.id, account.id)
    return kept or wanted


def keep_apart(account: Account, event: Event, applicant: Applicant, company: Company, now: datetime) -> None:
    """Let two never meet in any plan from now on."""
    lock_row(event)
    require_to_come(event, now)
    pair = (applicant.id, company.id)
    said = {"who": applicant.account.name, "firm": company.name}
    if any((pin.applicant_id, pin.table.company_id) == pair for pin in pins_of(event.id)):
        raise CannotFix(
            gettext(
                "The talk of %(who)s with %(firm)s is fixed. Release it first, then keep them apart.", **said
            )
        )
    if any((ban.applicant_id, ban.company_id) == pair for ban in bans_of(event.id)):
        return
    db.session.add(Ban(event_id=event.id, applicant_id=applicant.id, company_id=company.id))
    commit_once()
    log.info("applicant %s and company %s kept apart by account %s", *pair, account.id)


def take_back(account: Account, event: Event, row: Pin | Ban, now: datetime) -> None:
    """Leave a pair to the planner again."""
    kind, number = type(row), row.id
    lock_row(event)
    require_to_come(event, now)
    db.session.execute(sa.delete(kind).where(kind.id == number))
    db.session.commit()
    log.info("%s of event %s taken back by account %s", kind.__tablename__, event.id, account.id)


def require_to_come(event: Event, now: datetime) -> None:
    """Refuse an evening that has begun or will not be."""
    if not event.is_ahead(now):
        raise TooLateByHand(
            gettext("The evening has begun or does not take place. Nothing can be set by hand here any more.")
        )


def commit_once() -> None:
    """Commit; of two who press at once, one does."""
    try:
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        raise CannotFix(
            gettext("This is not possible now. Please reload the page and look again.")
        ) from error
