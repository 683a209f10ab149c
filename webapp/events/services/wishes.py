"""Whom people would like to meet, in order, and whom they would rather not."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.database.locks import lock_row
from webapp.errors import Refused
from webapp.events.models import Event, EventState, Wish, WishSide
from webapp.events.queries import applicants_at, companies_at, wishes_of_applicant, wishes_of_company
from webapp.extensions import db

log = logging.getLogger(__name__)


class WishesClosed(Refused):
    """The plan is made; wishes no longer change it."""


class WrongWish(Refused):
    """A wish that nobody can grant or understand."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Ids of the other side: those wished for, the dearest first, and those not to meet."""

    ranked: tuple[int, ...] = ()
    unwanted: tuple[int, ...] = ()


Wisher = Applicant | Company


def wishes_of(event: Event, wisher: Wisher) -> Wishes:
    """Return what one side wishes at an event, of those who can be met there."""
    there = set(can_meet(event, wisher))
    if isinstance(wisher, Applicant):
        rows = [(wish.company_id, wish.unwanted) for wish in wishes_of_applicant(event, wisher)]
    else:
        rows = [(wish.applicant_id, wish.unwanted) for wish in wishes_of_company(event, wisher)]
    present = [(other, unwanted) for other, unwanted in rows if other in there]
    return Wishes(
        tuple(other for other, unwanted in present if not unwanted),
        tuple(other for other, unwanted in present if unwanted),
    )


def can_meet(event: Event, wisher: Wisher) -> list[int]:
    """List the ids of the other side at an event."""
    others = companies_at(event) if isinstance(wisher, Applicant) else applicants_at(event)
    return [other.id for other in others]


def save_wishes(account: Account, wisher: Wisher, event: Event, wishes: Wishes, now: datetime) -> None:
    """Keep the wishes of one side as they are now; wishes about people who have left are kept too."""
    lock_row(event)
    if not wishes_are_open(event, now):
        raise WishesClosed(gettext("The agenda is made. Wishes can no longer be changed."))
    there = can_meet(event, wisher)
    check_wishes(wishes, there)
    _forget(event, wisher, there)
    row = _row_maker(event, wisher)
    db.session.add_all(row(other, rank) for rank, other in enumerate(wishes.ranked, 1))
    db.session.add_all(row(other, None) for other in wishes.unwanted)
    db.session.commit()
    log.info("%s wishes for event %s, by account %s", len(wishes.ranked), event.id, account.id)


def wishes_are_open(event: Event, now: datetime) -> bool:
    """Whether wishes still change the plan."""
    return event.state is EventState.OPEN and event.is_ahead(now)


def check_wishes(wishes: Wishes, there: Sequence[int]) -> None:
    """Refuse wishes that contradict themselves or are about somebody else."""
    named = wishes.ranked + wishes.unwanted
    if set(named) - set(there):
        raise WrongWish(
            gettext("Somebody on your list does not come to this evening. Please reload the page.")
        )
    if len(set(named)) < len(named):
        raise WrongWish(gettext("Everybody can stand on your list once only. Please reload the page."))


def _forget(event: Event, wisher: Wisher, there: Sequence[int]) -> None:
    """Delete what one side wished so far about those who are there."""
    query = db.delete(Wish).where(Wish.event_id == event.id)
    if isinstance(wisher, Applicant):
        query = query.where(
            Wish.side == WishSide.APPLICANT, Wish.applicant_id == wisher.id, Wish.company_id.in_(there)
        )
    else:
        query = query.where(
            Wish.side == WishSide.COMPANY, Wish.company_id == wisher.id, Wish.applicant_id.in_(there)
        )
    db.session.execute(query)


def _row_maker(event: Event, wisher: Wisher) -> Callable[[int, int | None], Wish]:
    """Return how a wish of this side becomes a row; without a rank it is "not this one"."""

    def row(other: int, rank: int | None) -> Wish:
        if isinstance(wisher, Applicant):
            pair = {"side": WishSide.APPLICANT, "applicant_id": wisher.id, "company_id": other}
        else:
            pair = {"side": WishSide.COMPANY, "company_id": wisher.id, "applicant_id": other}
        return Wish(event_id=event.id, rank=rank, unwanted=rank is None, **pair)

    return row
