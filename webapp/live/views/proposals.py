"""The page on which the rounds to come are planned anew, and decided about."""

from __future__ import annotations

from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from scheduler.clock import phase_at
from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.events.queries import event_for
from webapp.extensions import limiter
from webapp.live.desk.forms import PartsForm, SeenForm, WithoutForm
from webapp.live.desk.refusals import NothingProposed
from webapp.live.replanning.missing import gone_for_later, patience
from webapp.live.replanning.proposal_page import named, shown
from webapp.live.replanning.proposals import (
    accept,
    decline,
    make_proposal,
    open_proposal,
    require_rounds_to_come,
)
from webapp.live.views.back import at_the_desk, back_to_desk
from webapp.live.views.blueprint import blueprint
from webapp.permissions import LIST, acting, organiser, right
from webapp.proxies import who_asks


@blueprint.get("/events/<int:event_id>/proposal")
@right(organiser, statements=LIST)
def proposal(event_id: int) -> ResponseReturnValue:
    """Show who is missing, and what is proposed for the rounds to come."""
    account, at = acting(), now()
    event = event_for(account, event_id)
    try:
        after_round = require_rounds_to_come(account, event, at)
    except Refused as refused:
        return back_to_desk(event_id, refused)
    waits = open_proposal(event_id)
    gone = gone_for_later(event, phase_at(clock_of(event), at), at, patience())
    return render_template(
        "live/proposal.html",
        event=event,
        missing=named(gone),
        proposal=shown(event, waits) if waits else None,
        after_round=after_round,
    )


@blueprint.post("/events/<int:event_id>/proposal")
@limiter.limit("20 per minute", key_func=who_asks)
@right(organiser, statements=LIST)
def propose(event_id: int) -> ResponseReturnValue:
    """Ask for a proposal without those who are ticked."""
    account, at, form = acting(), now(), WithoutForm()
    event = event_for(account, event_id)
    try:
        if not form.validate():
            raise NothingProposed
        made = make_proposal(account, event, form.accounts, at)
    except Refused as refused:
        return back_to_desk(event_id, refused)
    if not made.parts:
        flash(
            gettext("The plan for the rounds to come can stay as it is: nobody would gain by another."),
            "good",
        )
    return redirect(url_for("live.proposal", event_id=event_id))


@blueprint.post("/events/<int:event_id>/proposal/accept")
@right(organiser, statements=LIST)
def accept_proposal(event_id: int) -> ResponseReturnValue:
    """Take the parts that are ticked."""
    form = PartsForm()

    def accepted(account: Account, event: Event, at: datetime) -> None:
        if not form.validate():
            raise NothingProposed
        new = len(accept(account, event, form.number, form.places, at))
        flash(
            ngettext(
                "Done: %(num)d new talk. Everybody concerned sees it on their page.",
                "Done: %(num)d new talks. Everybody concerned sees it on their page.",
                new,
            ),
            "good",
        )

    return at_the_desk(event_id, accepted)


@blueprint.post("/events/<int:event_id>/proposal/decline")
@right(organiser)
def decline_proposal(event_id: int) -> ResponseReturnValue:
    """Leave the plan as it is."""
    form = SeenForm()

    def declined(account: Account, event: Event, at: datetime) -> None:
        if not form.validate():
            raise NothingProposed
        decline(account, event, form.number, at)

    return at_the_desk(event_id, declined)
