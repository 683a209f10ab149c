"""What is on, and one evening: as its organisers and as its people see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.accounts.models import Account
from webapp.database import now
from webapp.events.models import Event
from webapp.events.next_step import doors_are_open, next_step
from webapp.events.preview import preview
from webapp.events.profiles import applicant_profiles, firms_at
from webapp.events.queries import (
    companies_at,
    event_for,
    events_of,
    registration_is_open,
    seats_of,
    tables_of_company,
    takes_part,
)
from webapp.events.views.acting import acting, required_company
from webapp.events.views.blueprint import blueprint
from webapp.permissions import applicant, organiser, representative, right, signed_in, staff
from webapp.planning.queries import dates_of
from webapp.planning.reasons import reasons_for_dates
from webapp.planning.timetable import talks_of


@blueprint.get("/events")
@right(signed_in)
def index() -> ResponseReturnValue:
    """List the evenings of the association, with what is next."""
    account, moment = acting(), now()
    events = events_of(account)
    if staff(account):
        return render_template(
            "events/index_staff.html", events=events, preview=preview, may_organise=organiser(account)
        )
    steps = [(event, next_step(event, account, moment)) for event in events]
    return render_template("events/index.html", steps=steps, account=account)


@blueprint.get("/events/<int:event_id>")
@right(signed_in)
def show(event_id: int) -> ResponseReturnValue:
    """Show an evening: what, when, how to come, and the own agenda."""
    account, moment = acting(), now()
    event = event_for(account, event_id)
    if staff(account):
        return render_template(
            "events/show_staff.html",
            event=event,
            preview=preview(event),
            moment=moment,
            companies=companies_at(event),
            may_organise=organiser(account),
        )
    own = tables_of_company(event, required_company(account)) if representative(account) else []
    return render_template(
        "events/show.html",
        event=event,
        account=account,
        preview=preview(event),
        comes=takes_part(event, account) or bool(own),
        seats=seats_of(event, account),
        step=next_step(event, account, moment),
        firms=firms_at(event) if applicant(account) else [],
        tables=own,
        can_change=registration_is_open(event, moment),
        doors_open=doors_are_open(event, moment),
        **agenda(event, account, moment),
    )


def agenda(event: Event, account: Account, moment: datetime) -> dict[str, Any]:
    """Return the own talks of a published event, with times, reasons and what the others are called."""
    talks = talks_of(event, dates_of(event.id, account), moment) if takes_part(event, account) else []
    return {
        "talks": talks,
        "reasons": reasons_for_dates(event, [talk.date for talk in talks]),
        "titles": applicant_profiles(event) if talks and representative(account) else {},
    }
