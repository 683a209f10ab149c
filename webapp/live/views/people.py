"""The people of an evening at the desk: looked for, let in at the door, gone home, back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.events.queries import event_for
from webapp.live.desk.forms import NoteForm, PeopleForm, PersonWordsForm, WalkInForm
from webapp.live.desk.leaving import goes_home, is_back
from webapp.live.desk.people import Shown, people_page
from webapp.live.desk.person import person_at
from webapp.live.desk.walk_ins import LetIn, another_way_in, let_in
from webapp.live.views.blueprint import blueprint
from webapp.permissions import LIST, acting, right, staff

SHOWN_ONCE = "letters for a phone"
Doing = Callable[[Account, Event, datetime], str]


@blueprint.get("/events/<int:event_id>/people")
@right(staff, statements=LIST)
def people(event_id: int) -> ResponseReturnValue:
    """Show who should be here: all, missing, here, calling, by name or firm."""
    event, form = event_for(acting(), event_id), PeopleForm(request.args)
    fine = form.validate()
    which = (form.shown.data if fine else None) or Shown.ALL
    search = (form.search.data if fine else None) or ""
    page = people_page(event, which, search)
    return render_template(
        "live/people.html", event=event, page=page, which=which, search=search, choices=list(Shown)
    )


@blueprint.get("/events/<int:event_id>/people/<int:person_id>")
@right(staff, statements=LIST)
def person(event_id: int, person_id: int) -> ResponseReturnValue:
    """Show somebody with their talks, how to reach them, and what can be done for them."""
    at = now()
    event = event_for(acting(), event_id)
    kept = session.get(SHOWN_ONCE) or {}
    code = session.pop(SHOWN_ONCE)["code"] if kept.get("of") == person_id else None
    forms = {"words_form": PersonWordsForm(), "note_form": NoteForm()}
    shown = person_at(event, person_id, at)
    return render_template("live/person.html", event=event, person=shown, code=code, **forms)


@blueprint.route("/events/<int:event_id>/walk-in", methods=["GET", "POST"])
@right(staff, statements=LIST)
def walk_in(event_id: int) -> ResponseReturnValue:
    """Let somebody in who has not signed up."""
    account, form = acting(), WalkInForm()
    event = event_for(account, event_id)
    if form.validate_on_submit():
        try:
            came = let_in(account, event, form.walk_in, now())
        except Refused as refused:
            form.email.errors = [str(refused)]
        else:
            flash(came_in(came), "good")
            show_once(came.account.id, came.code)
            return redirect(url_for("live.person", event_id=event_id, person_id=came.account.id))
    return render_template("live/walk_in.html", event=event, form=form), 422 if form.errors else 200


def came_in(came: LetIn) -> str:
    """Say who came in, and with how many talks; whoever has a mailbox finds the way in there."""
    name = came.account.name
    if not came.talks:
        said = gettext("%(name)s is in; no talk is free at the moment.", name=name)
    else:
        said = ngettext(
            "%(name)s is in, with %(num)d talk to come.",
            "%(name)s is in, with %(num)d talks to come.",
            came.talks,
            name=name,
        )
    return said if came.code else f"{said} {mail_said()}"


def mail_said() -> str:
    """Say that a mail with the way in is on its way."""
    return gettext("A mail with the way in is on its way.")


def show_once(person_id: int, code: str) -> None:
    """Let the next look at somebody's page show their letters."""
    if code:
        session[SHOWN_ONCE] = {"of": person_id, "code": code}


@blueprint.post("/events/<int:event_id>/people/<int:person_id>/goes")
@right(staff, statements=LIST)
def person_goes(event_id: int, person_id: int) -> ResponseReturnValue:
    """Reckon with somebody no more after the running round."""

    def gone(account: Account, event: Event, at: datetime) -> str:
        goes_home(account, event, person_id, at)
        return gettext("Their talks to come are cancelled; whoever is free got others.")

    return for_a_person(event_id, person_id, gone)


@blueprint.post("/events/<int:event_id>/people/<int:person_id>/returns")
@right(staff, statements=LIST)
def person_returns(event_id: int, person_id: int) -> ResponseReturnValue:
    """Reckon with somebody again."""

    def back(account: Account, event: Event, at: datetime) -> str:
        talks = is_back(account, event, person_id, at)
        return ngettext("%(num)d new talk was found.", "%(num)d new talks were found.", talks)

    return for_a_person(event_id, person_id, back)


@blueprint.post("/events/<int:event_id>/people/<int:person_id>/code")
@right(staff)
def new_code(event_id: int, person_id: int) -> ResponseReturnValue:
    """Give somebody letters for their phone, or a mail if they have a mailbox."""

    def made(account: Account, event: Event, at: datetime) -> str:
        code = another_way_in(account, event, person_id, at)
        show_once(person_id, code)
        return "" if code else mail_said()

    return for_a_person(event_id, person_id, made)


def for_a_person(event_id: int, person_id: int, doing: Doing) -> ResponseReturnValue:
    """Do something for somebody, and go back to their page with what came of it."""
    account = acting()
    event = event_for(account, event_id)
    try:
        said = doing(account, event, now())
    except Refused as refused:
        flash(str(refused), "danger")
    else:
        if said:
            flash(said, "good")
    return redirect(url_for("live.person", event_id=event_id, person_id=person_id))
