"""The hall: the door, what is printed, and the projector."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from scheduler.clock import programme
from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.events.queries import event_for, tables_with_people
from webapp.live.broadcasts import phase_shape
from webapp.live.hall.destinations import destinations_of
from webapp.live.hall.door import door_key, let_into_hall, let_out_of_hall, whose_key
from webapp.live.hall.slips import qr_svg, slips_of
from webapp.live.protocol import milliseconds
from webapp.live.views.back import back_to_desk
from webapp.live.views.blueprint import blueprint
from webapp.offload import let_others_run
from webapp.permissions import LIST, acting, right, staff


@blueprint.get("/events/<int:event_id>/hall")
@right(staff, statements=LIST)
def hall(event_id: int) -> ResponseReturnValue:
    """Show what there is for an evening in a hall."""
    return render_template("live/hall/overview.html", event=event_for(acting(), event_id))


@blueprint.get("/events/<int:event_id>/hall/slips")
@right(staff, statements=LIST)
def slips(event_id: int) -> ResponseReturnValue:
    """Show everybody's slip, to be printed; or one, for whoever has lost theirs or has other talks now."""
    event, at = event_for(acting(), event_id), now()
    only = request.args.get("only", type=int)
    return render_template(
        "live/hall/slips.html",
        event=event,
        slips=slips_of(event, at, only),
        code=lambda who: code_of(event, who),
    )


@blueprint.get("/events/<int:event_id>/hall/signs")
@right(staff, statements=LIST)
def signs(event_id: int) -> ResponseReturnValue:
    """Show a sign for each table, to be printed."""
    event = event_for(acting(), event_id)
    return render_template("live/hall/signs.html", event=event, tables=tables_with_people(event))


@blueprint.get("/events/<int:event_id>/hall/door-list")
@right(staff, statements=LIST)
def door_list(event_id: int) -> ResponseReturnValue:
    """Show everybody by name with their first table, to be printed for the door."""
    event = event_for(acting(), event_id)
    return render_template("live/hall/door_list.html", event=event, slips=slips_of(event, now()))


@blueprint.get("/events/<int:event_id>/hall/now")
@right(staff, statements=LIST)
def who_goes_where(event_id: int) -> ResponseReturnValue:
    """Show on a screen at the door who of those in the hall goes where now."""
    event = event_for(acting(), event_id)
    return render_template("live/hall/now.html", event=event, shown=destinations_of(event, now()))


def code_of(event: Event, account_id: int) -> Markup:
    """Draw what is read at the door; of hundreds, others run in between."""
    let_others_run()
    address = url_for("live.door", event_id=event.id, key=door_key(event.id, account_id), _external=True)
    return Markup(qr_svg(address))  # noqa: S704 - drawn by us from an address of ours


@blueprint.get("/events/<int:event_id>/door/<key>")
@right(staff)
def door(event_id: int, key: str) -> ResponseReturnValue:
    """Lead from a code on a slip to the person, whom one tap lets in."""
    event = event_for(acting(), event_id)
    return redirect(url_for("live.person", event_id=event_id, person_id=whose_key(event, key)))


@blueprint.post("/events/<int:event_id>/people/<int:person_id>/arrives")
@right(staff)
def person_arrives(event_id: int, person_id: int) -> ResponseReturnValue:
    """Let somebody into the hall."""
    return through_the_door(event_id, person_id, inside=True)


@blueprint.post("/events/<int:event_id>/people/<int:person_id>/leaves-hall")
@right(staff)
def person_leaves_hall(event_id: int, person_id: int) -> ResponseReturnValue:
    """Let somebody out of the hall."""
    return through_the_door(event_id, person_id, inside=False)


def through_the_door(event_id: int, person_id: int, inside: bool) -> ResponseReturnValue:
    """Let somebody in or out, and go back to where it was pressed."""
    account: Account = acting()
    event, verb = event_for(account, event_id), let_into_hall if inside else let_out_of_hall
    try:
        verb(account, event, person_id, now())
    except Refused as refused:
        return back_to_desk(event_id, refused)
    if request.form.get("from") == "list":
        return redirect(url_for("live.people", event_id=event_id, shown="missing"))
    if inside:
        flash(gettext("In the hall. Welcome!"), "good")
    return redirect(url_for("live.person", event_id=event_id, person_id=person_id))


@blueprint.get("/events/<int:event_id>/projector")
@right(staff, statements=LIST)
def projector(event_id: int) -> ResponseReturnValue:
    """Show the clock of the evening to a whole hall."""
    event = event_for(acting(), event_id)
    return render_template("live/hall/projector.html", event=event, programme=programme_shape(event))


@blueprint.get("/events/<int:event_id>/projector/programme")
@right(staff)
def projector_programme(event_id: int) -> ResponseReturnValue:
    """Tell the projector when which phase begins and ends, as things stand."""
    return jsonify(programme_shape(event_for(acting(), event_id)))


def programme_shape(event: Event) -> dict[str, object]:
    """Return the time of the server and every phase."""
    at = now()
    phases = [phase_shape(phase) for phase in programme(clock_of(event), at)]
    return {"server_time": milliseconds(at), "rounds": event.rounds, "phases": phases}
