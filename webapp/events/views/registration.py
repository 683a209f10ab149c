"""How people come to an evening: registering, tables and seats, from when to when, not at all."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.companies.models import MOST_TABLES, Company
from webapp.database import now
from webapp.errors import Refused
from webapp.events.clock import is_over
from webapp.events.forms import (
    AvailabilityForm,
    TablesForm,
    typed_seats,
)
from webapp.events.models import Event, Seat
from webapp.events.queries import (
    event_for,
    registration_is_open,
    seats_of,
    tables_of_company,
)
from webapp.events.services import (
    register_applicant,
    seat_company,
    set_availability,
    withdraw_applicant,
    withdraw_company,
)
from webapp.events.services.availability import WrongAvailability
from webapp.events.services.registration import WrongSeat
from webapp.events.services.wishes import wishes_are_open
from webapp.events.views.blueprint import blueprint
from webapp.events.views.participants import acting_wisher, required_applicant, required_company
from webapp.permissions import acting, applicant, participant, representative, right


@blueprint.post("/events/<int:event_id>/register")
@right(applicant)
def register(event_id: int) -> ResponseReturnValue:
    """Register an applicant."""
    account = acting()
    event = event_for(account, event_id)
    register_applicant(account, required_applicant(account), event, now())
    flash(gettext("You are registered. Now say whom you would like to meet."), "good")
    return redirect(url_for("events.wishes", event_id=event_id))


@blueprint.post("/events/<int:event_id>/withdraw")
@right(participant)
def withdraw(event_id: int) -> ResponseReturnValue:
    """Take a registration back."""
    account = acting()
    event = event_for(account, event_id)
    if applicant(account):
        withdraw_applicant(account, event, now())
    else:
        withdraw_company(account, required_company(account), event, now())
    flash(gettext("The registration is taken back."), "good")
    return redirect(url_for("events.show", event_id=event_id))


@blueprint.route("/events/<int:event_id>/tables", methods=["GET", "POST"])
@right(representative)
def tables(event_id: int) -> ResponseReturnValue:
    """Register a firm: how many tables it brings, and who sits there."""
    account = acting()
    event = event_for(account, event_id)
    company = required_company(account)
    kept = tables_of_company(event, company)
    form = TablesForm(data={"table_count": len(kept) or company.table_count})
    if not form.is_submitted() or not form.validate():
        return tables_page(event, company, form, request.form.getlist("seat"))
    try:
        seats = typed_seats(request.form.getlist("seat"), form.table_count.data or 0)
        if seats is None:
            raise WrongSeat(gettext("Please choose from the list who sits at each table."))
        seat_company(account, company, event, seats, now())
    except Refused as refusal:
        return tables_page(event, company, form, request.form.getlist("seat"), str(refusal))
    flash(gettext("Saved."), "good")
    complete = all(seat is not None for seat in seats)
    return redirect(url_for("events.show" if complete else "events.tables", event_id=event_id))


def tables_page(
    event: Event, company: Company, form: TablesForm, typed: list[str], problem: str = ""
) -> ResponseReturnValue:
    """Show the tables of a firm: as typed, else as kept."""
    kept = [str(table.representative_account_id or "") for table in tables_of_company(event, company)]
    count = min(max(form.table_count.data or 1, 1), MOST_TABLES)
    seats = ((typed or kept) + [""] * count)[:count]
    can_change = registration_is_open(event, now())
    page = render_template("events/tables.html", event=event, company=company, form=form, seats=seats,
                           kept=kept, problem=problem, can_change=can_change, over=is_over(event, now()))  # fmt: skip
    return page, 422 if problem or form.errors else 200


@blueprint.get("/events/<int:event_id>/availability")
@right(participant)
def availability(event_id: int) -> ResponseReturnValue:
    """Show from when to when somebody is there: an applicant, or each table of a firm."""
    event = event_for(acting(), event_id)
    return availability_page(event, own_seats(event))


@blueprint.post("/events/<int:event_id>/availability")
@right(participant)
def tell_availability(event_id: int) -> ResponseReturnValue:
    """Keep from when to when somebody is there."""
    event = event_for(acting(), event_id)
    seats = own_seats(event)
    seat = seats.get(request.form.get("seat", "")) or abort(404)
    form = AvailabilityForm(seat)
    if form.validate():
        try:
            set_availability(acting(), seat, form.window(), now())
            flash(gettext("Saved. The plan will mind it."), "good")
            return redirect(url_for("events.show", event_id=event_id))
        except WrongAvailability as refusal:
            form.last.errors = [str(refusal)]
    return availability_page(event, seats, form), 422


def availability_page(event: Event, seats: Mapping[str, Seat], sent: AvailabilityForm | None = None) -> str:
    """Show a form for each seat: the one that was sent as it was typed."""
    forms = {number: AvailabilityForm(seat, formdata=None) for number, seat in seats.items()}
    if sent is not None:
        forms[str(sent.seat.id)] = sent
    return render_template(
        "events/availability.html",
        event=event,
        seats=seats,
        forms=forms,
        changeable=wishes_are_open(event, now()),
        is_applicant=applicant(acting()),
    )


def own_seats(event: Event) -> dict[str, Seat]:
    """Return where the account takes part, by number; who does not come is told so."""
    acting_wisher(event)
    return {str(seat.id): seat for seat in seats_of(event, acting())}
