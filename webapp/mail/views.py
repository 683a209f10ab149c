"""The mails of a development machine, to be read without a mail server."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from webapp.mail.queries import newest_mails
from webapp.permissions import anyone, right

blueprint = Blueprint(
    "mail",
    __name__,
    template_folder="templates",
)


@blueprint.get("/dev/mails")
@right(anyone)
def mails() -> ResponseReturnValue:
    """Show the newest mails; on a public server there is no such page."""
    if not current_app.config["DEVELOPMENT"]:
        abort(404)
    return render_template("mail/mails.html", mails=newest_mails())
