"""The doors: ask for a link, open it, leave."""

from __future__ import annotations

import logging

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_limiter.util import get_remote_address
from flask_login import logout_user

from webapp.accounts import services
from webapp.accounts.errors import LinkRefused
from webapp.accounts.forms import SignInForm
from webapp.accounts.paths import is_local, local_path
from webapp.accounts.session import start_session
from webapp.database import now
from webapp.extensions import limiter
from webapp.guard import acting_account
from webapp.live.connections import end_connections, room_of_account, room_of_sign_in
from webapp.permissions import anyone, right, signed_in

log = logging.getLogger(__name__)
blueprint = Blueprint(
    "accounts",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/accounts",
)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit("30 per minute; 300 per hour", methods=["POST"], key_func=get_remote_address)
@right(anyone)
def sign_in() -> ResponseReturnValue:
    """Ask for a link; the answer is the same whether the address is known or not."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    if form.validate_on_submit():
        next_path = form.next.data if is_local(form.next.data or "") else ""
        services.send_sign_in_links(form.email.data, now(), next_path)
        session["mailed_to"] = form.email.data
        return redirect(url_for("accounts.mailbox"))
    return render_template("accounts/sign_in.html", form=form)


@blueprint.get("/mailbox")
@right(anyone)
def mailbox() -> ResponseReturnValue:
    """Say that the mailbox is the next place to look."""
    return render_template("accounts/mailbox.html", mailed_to=session.pop("mailed_to", None))


@blueprint.get("/link/<token>")
@right(anyone)
def open_link(token: str) -> ResponseReturnValue:
    """Show the button that uses the link; programs that look into mails open pages but press no buttons."""
    try:
        services.check_link(token, now(), acting_account())
    except LinkRefused as refusal:
        return refused(refusal)
    return render_template("accounts/link.html", token=token)


@blueprint.post("/link/<token>")
@limiter.limit("60 per minute", key_func=get_remote_address)
@right(anyone)
def use_link(token: str) -> ResponseReturnValue:
    """Use the link and go on to where it leads."""
    try:
        next_path = services.check_link(token, now(), acting_account()).next_path
        account = services.use_link(token, now(), acting_account())
    except LinkRefused as refusal:
        return refused(refusal)
    start_session(account)
    return redirect(local_path(next_path))


def refused(refusal: LinkRefused) -> ResponseReturnValue:
    """Say why the link does not work, with the way to a new one."""
    log.warning("link refused: %s", type(refusal).__name__)
    return render_template(
        "accounts/refused.html", sentence=str(refusal), form=SignInForm(formdata=None)
    ), refusal.status


@blueprint.post("/sign-out")
@right(anyone)
def sign_out() -> ResponseReturnValue:
    """Leave on this device."""
    account = acting_account()
    ends = room_of_sign_in(account) if account else None
    logout_user()
    session.clear()
    return gone(ends)


@blueprint.post("/sign-out-everywhere")
@right(signed_in)
def sign_out_everywhere() -> ResponseReturnValue:
    """Leave on every device."""
    account = acting_account()
    assert account is not None  # noqa: S101 - the guard let the request pass
    ends = room_of_account(account)
    services.sign_out_everywhere(account)
    session.clear()
    flash(gettext("Done: you are signed out on every device."), "good")
    return gone(ends)


def gone(room: str | None) -> ResponseReturnValue:
    """Show the start page and end what is open; not before the cookie is away, or it would open again."""
    answer = redirect(url_for("home.start"))
    if room:
        answer.call_on_close(lambda: end_connections(room))
    return answer
