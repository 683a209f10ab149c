"""The way in and out: ask for a link, open it, leave."""

from __future__ import annotations

import logging

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.accounts import services
from webapp.accounts.codes import use_code
from webapp.accounts.errors import AddressTaken, CodeUnknown, LinkOfSomebodyElse, LinkRefused
from webapp.accounts.forms import CodeForm, SignInForm, StaffForm
from webapp.accounts.limits import mails_to_strangers
from webapp.accounts.paths import is_local, local_path
from webapp.accounts.queries import staff_of
from webapp.accounts.session import end_session, start_session
from webapp.accounts.team import invite_staff
from webapp.database import now
from webapp.extensions import limiter
from webapp.permissions import Role, acting, acting_account, anyone, organiser, right, signed_in
from webapp.proxies import who_asks

log = logging.getLogger(__name__)
blueprint = Blueprint(
    "accounts",
    __name__,
    template_folder="templates",
)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@mails_to_strangers
@limiter.limit("30 per minute; 300 per hour", methods=["POST"], key_func=who_asks)
@right(anyone)
def sign_in() -> ResponseReturnValue:
    """Ask for a link; the answer is the same whether the address is known or not."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    if form.validate_on_submit():
        next_path = form.next.data if is_local(form.next.data or "") else ""
        services.ask_for_links(form.email.data, now(), next_path)
        session["mailed_to"] = form.email.data
        return redirect(url_for("accounts.mailbox"))
    return render_template("accounts/sign_in.html", form=form)


@blueprint.route("/code", methods=["GET", "POST"])
@limiter.limit("20 per minute; 120 per hour", methods=["POST"], key_func=who_asks)
@right(anyone)
def sign_in_with_code() -> ResponseReturnValue:
    """Sign in with letters that somebody was given at the door."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            account, next_path = use_code(form.code.data or "", now())
        except CodeUnknown as unknown:
            form.code.errors = [str(unknown)]
        else:
            start_session(account)
            return redirect(local_path(next_path))
    return render_template("accounts/code.html", form=form), 422 if form.errors else 200


@blueprint.get("/mailbox")
@right(anyone)
def mailbox() -> ResponseReturnValue:
    """Say that the mailbox is the next place to look."""
    return render_template("accounts/mailbox.html", mailed_to=session.pop("mailed_to", None))


@blueprint.get("/link/<token>")
@right(anyone)
def open_link(token: str) -> ResponseReturnValue:
    """Say as whom the link signs in, and wait for a press; programs that look into mails run scripts, too."""
    try:
        link = services.check_link(token, now(), acting_account())
    except LinkRefused as refusal:
        return refused(refusal)
    return render_template("accounts/link.html", token=token, person=link.account)


@blueprint.post("/link/<token>")
@limiter.limit("60 per minute", key_func=who_asks)
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
    leave = isinstance(refusal, LinkOfSomebodyElse)
    page = render_template(
        "accounts/refused.html", sentence=str(refusal), form=SignInForm(formdata=None), leave=leave
    )
    return page, refusal.status


@blueprint.post("/sign-out")
@right(anyone)
def sign_out() -> ResponseReturnValue:
    """Leave on this device."""
    end_session(acting_account())
    return redirect(local_path(request.form.get("next")))


@blueprint.post("/sign-out-everywhere")
@right(signed_in)
def sign_out_everywhere() -> ResponseReturnValue:
    """Leave on every device."""
    account = acting_account()
    assert account is not None  # noqa: S101 - the guard let the request pass
    services.sign_out_everywhere(account)
    session.clear()
    flash(gettext("Done: you are signed out on every device."), "good")
    return redirect(url_for("pages.start"))


@blueprint.route("/association/team", methods=["GET", "POST"])
@right(organiser)
def team() -> ResponseReturnValue:
    """Show who runs the evenings, and invite one more."""
    account, form = acting(), StaffForm()
    if form.validate_on_submit():
        try:
            invite_staff(account, now=now(), **form.answers(form.names()))
            flash(gettext("The invitation is on its way."), "good")
            return redirect(url_for("accounts.team"))
        except AddressTaken as refusal:
            form.email.errors = [str(refusal)]
    people = staff_of(account.association_id)
    page = render_template("accounts/team.html", form=form, people=people, role_names=role_names())
    return page, 422 if form.errors else 200


def role_names() -> dict[Role, str]:
    """Name the roles of an association in words."""
    return {
        Role.OWNER: gettext("owner"),
        Role.ORGANISER: gettext("organiser"),
        Role.HELPER: gettext("helper"),
    }
