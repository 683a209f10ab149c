"""Whoever leaves a published evening, and whoever looks at whatever page afterwards: every page opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import pytest
from flask import Flask

from tests.factories.people import make_account
from tests.outcomes.evening import Evening, make_evening
from webapp.accounts.models import Account
from webapp.companies.models import Company, Representative
from webapp.companies.queries import company_of
from webapp.companies.services import decline
from webapp.database import now
from webapp.events.services import (
    EventSettings,
    cancel_event,
    edit_event,
    register_applicant,
    seat_company,
    withdraw_applicant,
    withdraw_company,
)
from webapp.extensions import db
from webapp.permissions import Role
from webapp.planning.models import Plan

IN_FIVE_DAYS = timedelta(days=5)
# Whether the evening is still to come when somebody looks, or is over.
LOOKED_AT = {"before": timedelta(), "afterwards": timedelta(days=-6)}


def withdraw(evening: Evening, moment: datetime) -> None:
    withdraw_applicant(evening.applicants[0], evening.event, moment)


def withdraw_and_return(evening: Evening, moment: datetime) -> None:
    applicant = evening.meeting(0, 0).applicant
    withdraw(evening, moment)
    register_applicant(evening.applicants[0], applicant, evening.event, moment)


def firm_of(evening: Evening) -> Company:
    company = company_of(evening.representatives[0])
    assert company is not None
    return company


def decline_firm(evening: Evening, moment: datetime) -> None:
    decline(evening.organiser, firm_of(evening), moment)


def replace_representative(evening: Evening, moment: datetime) -> None:
    company = firm_of(evening)
    colleague = make_account(evening.event.association, Role.REPRESENTATIVE)
    company.representatives.append(Representative(account=colleague))
    db.session.commit()
    seat_company(evening.representatives[0], company, evening.event, [colleague.id], moment)


def empty_seat(evening: Evening, moment: datetime) -> None:
    seat_company(evening.representatives[0], firm_of(evening), evening.event, [None], moment)


def call_off(evening: Evening, moment: datetime) -> None:
    cancel_event(evening.organiser, evening.event, moment)


def move(evening: Evening, moment: datetime) -> None:
    event = evening.event
    asked = {name: getattr(event, name) for name in EventSettings.__dataclass_fields__}
    edit_event(
        evening.organiser,
        event,
        EventSettings(**asked | {"starts_at": event.starts_at + timedelta(hours=2)}),
        moment,
    )


def move_and_withdraw_firm(evening: Evening, moment: datetime) -> None:
    move(evening, moment)
    withdraw_company(evening.representatives[0], firm_of(evening), evening.event, moment)


def delete_registration(evening: Evening, moment: datetime) -> None:
    """What withdrawals left behind before meetings were cancelled."""
    db.session.delete(evening.event.registrations[0])
    db.session.commit()


KINDS = [
    withdraw,
    withdraw_and_return,
    decline_firm,
    replace_representative,
    empty_seat,
    call_off,
    move,
    move_and_withdraw_firm,
    delete_registration,
]


def pages(app: Flask, evening: Evening) -> list[str]:
    """Every address that can be opened for the evening, with every plan and two of the meetings."""
    versions = [plan.version for plan in db.session.scalars(db.select(Plan))]
    meetings = [evening.meeting(0, 0).id, evening.meeting(1, 1).id]
    values = product([evening.event.id], versions, meetings)
    filled = [{"event_id": e, "version": v, "meeting_id": d} for e, v, d in values]
    adapter = app.url_map.bind("127.0.0.1")
    return sorted(
        {
            adapter.build(rule.endpoint, {name: given[name] for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            for given in filled
            if "GET" in (rule.methods or ()) and rule.arguments <= set(given)
        }
    )


def everybody(evening: Evening) -> list[Account]:
    return [*evening.applicants, *evening.representatives, evening.organiser]


@pytest.mark.parametrize("leave", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("looked_at", LOOKED_AT)
def test_page_when_somebody_has_left_opens_for_everybody(
    app: Flask, leave: Callable[[Evening, datetime], None], looked_at: str
) -> None:
    evening = make_evening(now() + IN_FIVE_DAYS)
    evening.event.registration_closes_at = evening.event.starts_at
    db.session.commit()
    leave(evening, now())
    evening.event.starts_at += LOOKED_AT[looked_at]
    people = [account.id for account in everybody(evening)]
    addresses = pages(app, evening)
    assert len(addresses) > 20
    broken = []
    for account_id in people:
        visitor = app.test_client(user=db.session.get_one(Account, account_id))
        broken += [
            (account_id, address, status)
            for address in addresses
            if (status := visitor.get(address).status_code) >= 500
        ]
    assert broken == []
