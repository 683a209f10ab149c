"""Whom people would like to meet."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.applicants.models import Applicant
from webapp.database import now
from webapp.errors import Refused
from webapp.events.forms import (
    moved,
    typed_wishes,
)
from webapp.events.models import Event
from webapp.events.queries import (
    event_for,
)
from webapp.events.services import (
    save_wishes,
)
from webapp.events.services.wishes import Wisher, Wishes, WrongWish, wishes_are_open, wishes_of
from webapp.events.views.blueprint import blueprint
from webapp.events.views.participants import acting_wisher
from webapp.fit.profiles import profiles_for
from webapp.permissions import acting, participant, right


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
