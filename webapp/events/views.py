"""The pages of `events`: for organisers to make an evening, for people to come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from matching.weights import Weights
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.applicants.queries import applicant_of
from webapp.companies.models import MOST_TABLES, Company
from webapp.companies.queries import company_of
from webapp.database import now
from webapp.errors import Refused
from webapp.events.forms import EventForm, TablesForm, WeightsForm, moved, typed_seats, typed_wishes
from webapp.events.models import Event, EventState
from webapp.events.next_step import doors_are_open, next_step
from webapp.events.preview import preview
from webapp.events.profiles import applicant_profiles, firms_at, profiles_for
from webapp.events.queries import (
    companies_at,
    event_for,
    events_of,
    registration_is_open,
    registration_of,
    tables_of_company,
    takes_part,
)
from webapp.events.services import (
    cancel_event,
    create_event,
    edit_event,
    open_event,
    register_applicant,
    save_wishes,
    seat_company,
    withdraw_applicant,
    withdraw_company,
)
from webapp.events.services.frame import WrongFrame
from webapp.events.services.registration import NotTakingPart, WrongSeat, require_released
from webapp.events.services.weights import forget_weights, save_weights
from webapp.events.services.wishes import Wisher, Wishes, WrongWish, wishes_are_open, wishes_of
from webapp.events.weight_shares import shares_of
from webapp.guard import acting_account
from webapp.permissions import applicant, organiser, participant, representative, right, signed_in, staff
from webapp.planning.queries import dates_of
from webapp.planning.reasons import reasons_for_dates
from webapp.planning.timetable import talks_of
from webapp.planning.weight_example import example_of

blueprint = Blueprint(
    "events", __name__, template_folder="templates", static_folder="static", static_url_path="/static/events"
)


def acting() -> Account:
    """Return the account behind a view whose right asks for one."""
    account = acting_account()
    assert account is not None  # noqa: S101  the guard let the request pass
    return account


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


@blueprint.route("/events/new", methods=["GET", "POST"])
@right(organiser)
def create() -> ResponseReturnValue:
    """Make a draft of an evening."""
    form = EventForm(now())
    if form.validate_on_submit():
        try:
            event = create_event(acting(), form.frame(), now())
            return redirect(url_for("events.show", event_id=event.id))
        except WrongFrame as refusal:
            form.refuse(refusal)
    return render_template("events/edit.html", form=form, event=None, preview=form.preview())


@blueprint.route("/events/<int:event_id>/edit", methods=["GET", "POST"])
@right(organiser)
def edit(event_id: int) -> ResponseReturnValue:
    """Change an evening."""
    event = event_for(acting(), event_id)
    form = EventForm(now(), event)
    if form.validate_on_submit():
        try:
            edit_event(acting(), event, form.frame(), now())
            flash(gettext("Saved."), "good")
            return redirect(url_for("events.show", event_id=event.id))
        except WrongFrame as refusal:
            form.refuse(refusal)
        except Refused as refusal:
            flash(str(refusal), "danger")
    return render_template("events/edit.html", form=form, event=event, preview=form.preview())


@blueprint.route("/events/<int:event_id>/weights", methods=["GET", "POST"])
@right(organiser)
def weights(event_id: int) -> ResponseReturnValue:
    """Say how much each reason counts in the next plan."""
    event, usual = event_for(acting(), event_id), request.form.get("do") == "usual"
    form = WeightsForm(Weights(**event.weights))
    try:
        if usual or form.validate_on_submit():
            if usual:
                forget_weights(acting(), event, now())
            else:
                save_weights(acting(), event, form.weights(), now())
            flash(gettext("Saved. It counts from the next plan on."), "good")
            return redirect(url_for("events.weights", event_id=event.id))
    except Refused as refusal:
        flash(str(refusal), "danger")
    kept = Weights(**event.weights)
    fixed = event.state is EventState.CANCELLED or now() >= event.starts_at
    page = render_template("events/weights.html", event=event, form=form, shares=shares_of(kept),
                           example=example_of(kept), fixed=fixed)  # fmt: skip
    return page, 422 if form.errors else 200


@blueprint.post("/events/<int:event_id>/open")
@right(organiser)
def open_registration(event_id: int) -> ResponseReturnValue:
    """Open a draft, so that people see it and register."""
    open_event(acting(), event_for(acting(), event_id))
    flash(gettext("The evening is open. People can register now."), "good")
    return redirect(url_for("events.show", event_id=event_id))


@blueprint.post("/events/<int:event_id>/cancel")
@right(organiser)
def cancel(event_id: int) -> ResponseReturnValue:
    """Call the evening off and tell those who wanted to come."""
    cancel_event(acting(), event_for(acting(), event_id), now())
    flash(gettext("The evening is cancelled. Everybody who registered gets a mail."), "good")
    return redirect(url_for("events.show", event_id=event_id))


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
                           kept=kept, problem=problem, can_change=can_change)  # fmt: skip
    return page, 422 if problem or form.errors else 200


@blueprint.get("/events/<int:event_id>/wishes")
@right(participant)
def wishes(event_id: int) -> ResponseReturnValue:
    """Show the wishes of one side."""
    event = event_for(acting(), event_id)
    wisher = acting_wisher(event)
    return wishes_page(event, wisher, wishes_of(event, wisher))


@blueprint.post("/events/<int:event_id>/wishes")
@right(participant)
def wish(event_id: int) -> ResponseReturnValue:
    """Keep the wishes as they stand on the page, with one button applied."""
    account = acting()
    event = event_for(account, event_id)
    wisher = acting_wisher(event)
    typed = typed_wishes(request.form.getlist("ranked"), request.form.getlist("unwanted"))
    move = request.form.get("move", "")
    changed = moved(typed, move) if typed and move else typed
    try:
        if changed is None:
            raise WrongWish(gettext("This button is not known. Please reload the page."))
        save_wishes(account, wisher, event, changed, now())
    except Refused as refusal:
        return refused_wishes(event, wisher, str(refusal))
    if wants_json():
        return {"saved": True}
    return redirect(url_for("events.wishes", event_id=event_id, _anchor="other-" + move.partition(":")[2]))


def refused_wishes(event: Event, wisher: Wisher, sentence: str) -> ResponseReturnValue:
    """Say why wishes were not kept, and show those that are."""
    if wants_json():
        return {"saved": False, "sentence": sentence}, 422
    return wishes_page(event, wisher, wishes_of(event, wisher), sentence), 422


def wants_json() -> bool:
    """Whether the page's own script asks."""
    return request.accept_mimetypes.best == "application/json"


def wishes_page(event: Event, wisher: Wisher, current: Wishes, problem: str = "") -> str:
    """Show everybody who can be met: wished for, not decided on, unwanted."""
    profiles, decided = profiles_for(event, wisher), {*current.ranked, *current.unwanted}
    return render_template(
        "events/wishes.html",
        event=event,
        wishes=current,
        profiles=profiles,
        undecided=[other for other in profiles if other not in decided],
        changeable=wishes_are_open(event, now()),
        problem=problem,
        is_applicant=isinstance(wisher, Applicant),
    )


def acting_wisher(event: Event) -> Wisher:
    """Return the side for which the account wishes; who does not come has no wishes."""
    account = acting()
    wisher: Wisher
    if applicant(account):
        wisher = required_applicant(account)
        comes = registration_of(event, account) is not None
    else:
        wisher = required_company(account)
        require_released(wisher)  # it may have been released once, and declined since
        comes = bool(tables_of_company(event, wisher))
    if not comes:
        raise NotTakingPart(
            gettext("Register for this evening first. Then you can say whom you would like to meet.")
        )
    return wisher


def required_applicant(account: Account) -> Applicant:
    """Return the profile of an applicant's account."""
    found = applicant_of(account)
    return found if found is not None else abort(404)


def required_company(account: Account) -> Company:
    """Return the firm of a representative's account."""
    found = company_of(account)
    return found if found is not None else abort(404)
