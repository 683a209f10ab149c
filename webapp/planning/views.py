"""The pages of `planning`: one button, its progress, what came out, what is set by hand, and publication."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.converters import row_number
from webapp.database import now
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.events.queries import applicants_at, event_for, tables_at
from webapp.extensions import socketio
from webapp.languages import reader_language
from webapp.permissions import LIST, acting, organiser, right, staff
from webapp.planning.cancellation import why_cancelled
from webapp.planning.explanations import Speaker
from webapp.planning.forms import ByHandForm
from webapp.planning.models import Plan, PlanState
from webapp.planning.overview import empty_seats
from webapp.planning.pin_rules import PinRules
from webapp.planning.progress import progress_of, stage_words
from webapp.planning.queries import (
    ban_between,
    bans_of,
    meeting_counts,
    meeting_of_event,
    pin_between,
    pins_of,
    plan_of_event,
    plans_of,
    set_by_hand,
    solving_plan,
)
from webapp.planning.reasons import reasons_of
from webapp.planning.result import result_of
from webapp.planning.services.by_hand import fix_talk, keep_apart, take_back
from webapp.planning.services.publication import publish_plan
from webapp.planning.services.solving import begin_plan, solve_in_background
from webapp.planning.timetable import timed_meetings

blueprint = Blueprint(
    "planning",
    __name__,
    template_folder="templates",
)

WITH_RESULT = frozenset({PlanState.SOLVED, PlanState.PUBLISHED, PlanState.SUPERSEDED})


@blueprint.get("/events/<int:event_id>/plan")
@right(staff, statements=LIST)
def show(event_id: int) -> ResponseReturnValue:
    """Show the newest plan, or the version asked for, and what is going on."""
    event = event_for(acting(), event_id)
    plans = plans_of(event.id)
    asked = request.args.get("version", type=row_number)
    begun = now() >= event.starts_at
    shown = next((p for p in plans if p.version == asked), None) or shown_first(plans, begun)
    return render_template(
        "planning/show.html",
        event=event,
        plans=plans,
        solving=solving_plan(event.id),
        stage_words=stage_words,
        talk_counts=meeting_counts(event.id),
        failed=plans[0] if plans and plans[0].state is PlanState.FAILED and not asked else None,
        empty_seats=empty_seats(event),
        may_organise=organiser(acting()),
        begun=begun,
        published=published_of(plans),
        pins=pins_of(event.id),
        bans=bans_of(event.id),
        **(result_of(event, shown) if shown else {"plan": None}),
    )


def shown_first(plans: Sequence[Plan], begun: bool) -> Plan | None:
    """Return the newest plan that has a result; once the evening has begun, the one by which it runs."""
    newest = next((plan for plan in plans if plan.state in WITH_RESULT), None)
    return (published_of(plans) if begun else None) or newest


def published_of(plans: Sequence[Plan]) -> Plan | None:
    """Return the published plan of these."""
    return next((plan for plan in plans if plan.state is PlanState.PUBLISHED), None)


@blueprint.post("/events/<int:event_id>/plan/start")
@right(organiser)
def start(event_id: int) -> ResponseReturnValue:
    """Begin a new version; the planner works beside the server."""
    try:
        plan = begin_plan(acting(), event_for(acting(), event_id), now())
    except Refused as refusal:
        flash(str(refusal), "danger")
        return redirect(url_for("planning.show", event_id=event_id))
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    socketio.start_background_task(solve_in_background, app, plan.id, reader_language())
    return redirect(url_for("planning.show", event_id=event_id))


@blueprint.get("/events/<int:event_id>/plan/progress")
@right(staff)
def progress(event_id: int) -> ResponseReturnValue:
    """Tell how far the planner is."""
    event = event_for(acting(), event_id)
    return progress_of(solving_plan(event.id))


@blueprint.post("/events/<int:event_id>/plan/<int:version>/publish")
@right(organiser)
def publish(event_id: int, version: int) -> ResponseReturnValue:
    """Make a version the agenda of the evening."""
    event = event_for(acting(), event_id)
    plan = plan_of_event(event.id, version) or abort(404)
    try:
        publish_plan(acting(), plan, now())
        flash(gettext("Published. Everybody gets their agenda by mail."), "good")
    except Refused as refusal:
        flash(str(refusal), "danger")
    return redirect(url_for("planning.show", event_id=event_id, version=version))


@blueprint.get("/events/<int:event_id>/plan/meetings/<int:meeting_id>")
@right(staff, statements=LIST)
def meeting(event_id: int, meeting_id: int) -> ResponseReturnValue:
    """Show why two people meet."""
    event = event_for(acting(), event_id)
    planned = meeting_of_event(event.id, meeting_id) or abort(404)
    timed = next(iter(timed_meetings(event, [planned], now())), None) or abort(404)
    said = Speaker(event, planned.plan, [planned.applicant]).of_meeting(planned)
    return render_template(
        "planning/meeting.html",
        event=event,
        timed=timed,
        reasons=reasons_of(planned),
        said=said,
        why_not=why_cancelled(planned) if planned.cancelled_at else "",
        pin=pin_between(event.id, planned.applicant_id, planned.table_id),
        ban=ban_between(event.id, planned.applicant_id, planned.table.company_id),
        may_change=organiser(acting()) and now() < event.starts_at,
    )


@blueprint.route("/events/<int:event_id>/plan/by-hand", methods=["GET", "POST"])
@right(organiser, statements=LIST)
def by_hand(event_id: int) -> ResponseReturnValue:
    """Fix talks and keep pairs apart, before the planner decides the rest."""
    event = event_for(acting(), event_id)
    people = applicants_at(event)
    form, problem = ByHandForm(people, tables_at(event), event.rounds), ""
    if form.validate_on_submit():
        try:
            flash(set_pair(event, form), "good")
            return redirect(url_for("planning.by_hand", event_id=event.id))
        except Refused as refusal:
            problem = str(refusal)
    elif not form.is_submitted():
        pair = (request.args.get(side, type=row_number) for side in ("applicant", "table"))
        form.suggest(*pair)
    pins, rules = pins_of(event.id), PinRules(event)
    complaints = {pin.id: rules.complaint(pin, pins) for pin in pins}
    page = render_template("planning/by_hand.html", event=event, form=form, problem=problem, pins=pins,
                           bans=bans_of(event.id), complaints=complaints, begun=now() >= event.starts_at,
                           solving=solving_plan(event.id))  # fmt: skip
    return page, 422 if problem or form.errors else 200


def set_pair(event: Event, form: ByHandForm) -> str:
    """Do what the pressed button says with the chosen pair; return how to confirm it."""
    applicant = next(a for a in applicants_at(event) if a.id == form.applicant.data)
    table = next(t for t in tables_at(event) if t.id == form.table.data)
    said = {"who": applicant.account.name, "firm": table.company.name}
    if request.form.get("do") == "apart":
        keep_apart(acting(), event, applicant, table.company, now())
        return gettext("%(who)s and %(firm)s will not meet, from the next plan on.", **said)
    fix_talk(acting(), event, applicant, table, form.round_number, now())
    return gettext("%(who)s and %(firm)s will meet, from the next plan on.", **said)


@blueprint.post("/events/<int:event_id>/plan/by-hand/take-back")
@right(organiser)
def release(event_id: int) -> ResponseReturnValue:
    """Leave a pair to the planner again."""
    event = event_for(acting(), event_id)
    pin, ban = (request.form.get(name, type=row_number) for name in ("pin", "ban"))
    row = set_by_hand(event.id, pin, ban)
    if row is None:
        flash(gettext("This was taken back already."), "good")
        return redirect(url_for("planning.by_hand", event_id=event.id))
    try:
        take_back(acting(), event, row, now())
        flash(gettext("Taken back. From the next plan on these two are like all others."), "good")
    except Refused as refusal:
        flash(str(refusal), "danger")
    return redirect(url_for("planning.by_hand", event_id=event.id))
