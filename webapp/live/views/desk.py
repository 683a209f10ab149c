"""The desk of a live evening, and what is pressed there."""

from __future__ import annotations

from datetime import datetime

from flask import Response, current_app, flash, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from webapp.accounts.models import Account
from webapp.config import has_relay
from webapp.database import now
from webapp.errors import Refused
from webapp.events.models import Event, EventState
from webapp.events.queries import event_for
from webapp.live.desk.announcing import announce, take_back
from webapp.live.desk.board import Board, board_of
from webapp.live.desk.forms import AUDIENCES, AnnouncementForm, ClockForm, PostponeForm, SeenForm
from webapp.live.desk.hand import press_clock, undo_clock
from webapp.live.desk.helping import finish_call, take_call
from webapp.live.desk.patches import patch_since, sent_board
from webapp.live.desk.refusals import ClockIsOther, NothingAnnounced
from webapp.live.desk.start import (
    is_starting,
    missing_at,
    postpone,
    require_startable,
    seconds_of_countdown,
    start_now,
    stop_start,
)
from webapp.live.protocol import milliseconds
from webapp.live.views.back import at_the_desk, back_to_desk
from webapp.live.views.blueprint import blueprint
from webapp.live.views.packing import packed
from webapp.permissions import LIST, acting, organiser, right, staff


@blueprint.get("/events/<int:event_id>/desk")
@right(staff, statements=LIST)
def desk(event_id: int) -> ResponseReturnValue:
    """Show the desk of an evening: what runs, who is here, what needs help."""
    account, at = acting(), now()
    event = event_for(account, event_id)
    shown = board_of(event, at)
    page = rendered(event, shown, at)
    return render_template(
        "live/desk.html",
        event=event,
        board=shown,
        board_page=Markup(page),  # noqa: S704 - a template of ours has made it
        board_name=sent_board(page).name,
        audiences=AUDIENCES,
        may_organise=organiser(account),
        may_start=organiser(account) and event.state is EventState.PUBLISHED,
        starting=is_starting(event, at),
        no_way_round=not (current_app.config["STUN_URLS"] or has_relay(current_app.config)),
    )


@blueprint.get("/events/<int:event_id>/desk/board")
@right(staff, statements=LIST)
def board(event_id: int) -> ResponseReturnValue:
    """Show what is new of the desk since the board that was seen."""
    account, at = acting(), now()
    event = event_for(account, event_id)
    page = rendered(event, board_of(event, at), at)
    answer = since(request.args.get("seen", ""), page)
    answer.headers["X-Server-Time"] = str(milliseconds(at))
    return packed(answer)


def rendered(event: Event, board: Board, at: datetime) -> str:
    """Return a board as the one sees it who asks for it."""
    may_organise, starting = organiser(acting()), is_starting(event, at)
    shown = {"event": event, "board": board, "server_time": milliseconds(at), "starting": starting}
    return render_template("live/board.html", may_organise=may_organise, **shown)


def since(seen: str, page: str) -> Response:
    """Return what is new on a board since the one that was seen: nothing, some parts, or all of it."""
    shown = sent_board(page)
    if seen == shown.name:
        return make_response("", 204)
    patch = patch_since(seen, shown, page)
    return make_response(page, {"X-Board": shown.name}) if patch is None else jsonify(patch)


@blueprint.get("/events/<int:event_id>/start")
@right(organiser)
def ask_to_start(event_id: int) -> ResponseReturnValue:
    """Ask before an evening begins ahead of its time: who is missing, and what will be different."""
    account = acting()
    event = event_for(account, event_id)
    try:
        require_startable(account, event, now())
    except Refused as refused:
        return back_to_desk(event_id, refused)
    return render_template(
        "live/start.html",
        event=event,
        missing=missing_at(event),
        moment=now(),
        seconds=seconds_of_countdown(current_app.config["PREPARE_SECONDS"]),
    )


@blueprint.post("/events/<int:event_id>/start")
@right(organiser)
def start(event_id: int) -> ResponseReturnValue:
    """Let the first round begin in some seconds."""
    prepare_seconds = current_app.config["PREPARE_SECONDS"]
    return at_the_desk(event_id, lambda account, event, at: start_now(account, event, at, prepare_seconds))


@blueprint.post("/events/<int:event_id>/start/stop")
@right(staff)
def stop(event_id: int) -> ResponseReturnValue:
    """Stop the countdown before the first round has begun; anybody at the desk may."""

    def stopped(account: Account, event: Event, at: datetime) -> None:
        stop_start(account, event, at)
        said = gettext("Stopped. The evening begins when it was planned, and registration is as before.")
        flash(said, "good")

    return at_the_desk(event_id, stopped)


@blueprint.post("/events/<int:event_id>/start/postpone")
@right(organiser)
def postpone_start(event_id: int) -> ResponseReturnValue:
    """Let the first round begin five minutes later, or earlier again."""
    form = PostponeForm()

    def moved(account: Account, event: Event, at: datetime) -> None:
        if not form.validate():
            raise ClockIsOther
        postpone(account, event, form.start_seen, form.minutes.data or 0, at)

    return at_the_desk(event_id, moved)


@blueprint.post("/events/<int:event_id>/clock")
@right(organiser)
def clock(event_id: int) -> ResponseReturnValue:
    """Press a button of the clock: pause, go on, longer, shorter, on to what comes next."""
    form = ClockForm()

    def pressed(account: Account, event: Event, at: datetime) -> None:
        if not form.validate():
            raise ClockIsOther
        press_clock(account, event, form.button, form.number, at)

    return at_the_desk(event_id, pressed)


@blueprint.post("/events/<int:event_id>/clock/undo")
@right(organiser)
def undo(event_id: int) -> ResponseReturnValue:
    """Take back what was done to the clock last."""
    form = SeenForm()

    def undone(account: Account, event: Event, at: datetime) -> None:
        if not form.validate():
            raise ClockIsOther
        undo_clock(account, event, form.number, at)

    return at_the_desk(event_id, undone)


@blueprint.post("/events/<int:event_id>/announcements")
@right(staff)
def say_to_all(event_id: int) -> ResponseReturnValue:
    """Announce something to everybody or one side."""
    form = AnnouncementForm()

    def said(account: Account, event: Event, at: datetime) -> None:
        if form.validate():
            announce(account, event, form.readers, form.words.data or "", at)
            return
        complaints = (str(error) for errors in form.errors.values() for error in errors)
        flash(" ".join(dict.fromkeys(complaints)), "danger")

    return at_the_desk(event_id, said)


@blueprint.post("/events/<int:event_id>/announcements/take-back")
@right(staff)
def unsay(event_id: int) -> ResponseReturnValue:
    """Take the announcement that stands from every page."""
    form = SeenForm()

    def unsaid(account: Account, event: Event, at: datetime) -> None:
        if not form.validate():
            raise NothingAnnounced
        take_back(account, event, form.number, at)

    return at_the_desk(event_id, unsaid)


@blueprint.post("/events/<int:event_id>/help/<int:call_id>/take")
@right(staff)
def take_help(event_id: int, call_id: int) -> ResponseReturnValue:
    """Look after somebody who has called."""
    return at_the_desk(event_id, lambda account, event, at: take_call(account, event, call_id, at))


@blueprint.post("/events/<int:event_id>/help/<int:call_id>/done")
@right(staff)
def finish_help(event_id: int, call_id: int) -> ResponseReturnValue:
    """Say that somebody was helped."""
    return at_the_desk(event_id, lambda account, event, at: finish_call(account, event, call_id, at))
