"""Whom no mail reaches, and why, for organisers."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.accounts.queries import names_of
from webapp.mail.failures import FINAL
from webapp.mail.models import Failure
from webapp.mail.queries import ON_A_PAGE, unreached_count, unreached_page, waiting_count
from webapp.mail.services import can_send
from webapp.mail.views import blueprint
from webapp.permissions import acting_account, organiser, right


@blueprint.get("/association/mails")
@right(organiser)
def unreached() -> ResponseReturnValue:
    """Show whom the last mail did not reach, and why."""
    account = acting_account() or abort(404)
    count = unreached_count(account.association_id)
    pages = max(1, -(-count // ON_A_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    mails = unreached_page(account.association_id, page)
    return render_template(
        "mail/unreached.html",
        mails=mails,
        names=names_of(account.association_id, [mail.recipient for mail in mails]),
        reasons=reasons(),
        final=FINAL,
        count=count,
        page=page,
        pages=pages,
        waiting=waiting_count(account.association_id),
        can_send=can_send(),
    )


def reasons() -> dict[Failure, str]:
    """Say of each failure what happened, in words."""
    return {
        Failure.UNKNOWN_ADDRESS: gettext("This address does not exist, or takes no mail from us."),
        Failure.REFUSED: gettext("The mail server refused the mail."),
        Failure.UNSENDABLE: gettext("No mail server can take this address."),
        Failure.LATER: gettext("The mailbox takes no mail at the moment; perhaps it is full."),
        Failure.SILENT: gettext("The mail server did not answer in time."),
        Failure.UNREACHABLE: gettext("The mail server could not be reached."),
        Failure.UNWILLING: gettext("The mail server takes no mail from us."),
        Failure.LOGIN: gettext("The mail server does not know our password."),
        Failure.UNSAFE: gettext("The mail server could not prove who it is; nothing was sent."),
    }
