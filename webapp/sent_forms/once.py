"""How a form is done once: its token is taken in the very transaction that does what the form asks for.

So nothing is lost: a form that was refused, or whose server died before it was done, takes no token. Whoever
sends the same form with other answers means another thing; a form in another tab has another token.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from datetime import datetime, timedelta
from time import monotonic, sleep

import sqlalchemy as sa
from flask import Response, g, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from webapp.database import now
from webapp.database.insertion import insert_unless_there
from webapp.errors import Refused
from webapp.extensions import db
from webapp.sent_forms.models import SentForm

log = logging.getLogger(__name__)

FIELD = "form_token"
TOKEN = re.compile(r"[\w-]{16,64}", re.ASCII)
NOT_TYPED = frozenset({"csrf_token"})
KEPT = timedelta(days=1)
# Between the commit of who sent first and the address of the page they were led to.
SECONDS_TO_ANSWER = 3.0
SECONDS_BETWEEN_LOOKS = 0.05


class SentAlready(Refused):
    """The form was sent before, and nobody knows any more what page was shown then."""

    def __init__(self) -> None:
        super().__init__(gettext("You have sent this already. Please look whether everything is there."))


class SentTwice(Exception):
    """Somebody is quicker with the same form; no refusal, because it is done."""

    def __init__(self, key: str) -> None:
        super().__init__("a form was sent twice")
        self.key = key


def form_token() -> Markup:
    """Return the hidden field that lets a form be done once."""
    field = '<input type="hidden" name="{}" value="{}" autocomplete="off">'
    return Markup(field).format(  # noqa: S704 - the format is ours, what is filled in is escaped
        FIELD, secrets.token_urlsafe(16)
    )


def begin_once() -> ResponseReturnValue | None:
    """Lead to the page that was shown the first time, if there was a first time."""
    key = sent_key()
    if key is None:
        return None
    if sent_before(key):
        return redirect(page_shown_for(key))
    g.sent_form, g.sent_form_taken = key, False
    return None


def sent_key() -> str | None:
    """Return what names the form that was sent with what was typed; none for forms without a token."""
    if request.method != "POST" or not TOKEN.fullmatch(request.form.get(FIELD, "")):
        return None
    typed = sorted((n, v) for n, values in request.form.lists() if n not in NOT_TYPED for v in values)
    return hashlib.sha256(repr((request.path, typed)).encode("utf-8", "replace")).hexdigest()


def sent_before(key: str) -> bool:
    """Whether a form was done already."""
    return db.session.scalar(sa.select(SentForm.key).filter_by(key=key)) is not None


def page_shown_for(key: str) -> str:
    """Return the address that who sent the form first was led to, waiting a moment for it."""
    given_up_at = monotonic() + SECONDS_TO_ANSWER
    while not (address := db.session.scalar(sa.select(SentForm.leads_to).filter_by(key=key))):
        db.session.rollback()
        if monotonic() > given_up_at:
            raise SentAlready
        sleep(SECONDS_BETWEEN_LOOKS)
    return address


def answer_once(response: Response) -> ResponseReturnValue:
    """Keep where a form has led; who was refused because of their own first tap is led there, too."""
    try:
        if g.get("sent_form_done"):
            keep_page(g.sent_form_done, response.location or "")
        elif response.status_code in {409, 422} and g.get("sent_form") and sent_before(g.sent_form):
            return redirect(page_shown_for(g.sent_form))
    except (SQLAlchemyError, SentAlready) as error:  # it is done all the same
        db.session.rollback()
        log.warning("where a form has led is not known: %s", type(error).__name__)
    return response


def keep_page(key: str, address: str) -> None:
    """Write down where a form has led."""
    db.session.execute(sa.update(SentForm).filter_by(key=key).values(leads_to=address))
    db.session.commit()


def forget_old_forms(moment: datetime) -> int:
    """Forget the forms of yesterday; return how many."""
    old = sa.delete(SentForm).where(SentForm.sent_at < moment - KEPT)
    count: int = db.session.execute(old).rowcount  # type: ignore[attr-defined]
    db.session.commit()
    return count


def watch_transactions() -> None:
    """Let the transaction in which a form is done be the one in which its token is taken."""
    listeners = {"before_flush": take, "before_commit": take, "after_commit": done, "after_rollback": lost}
    for name, listener in listeners.items():
        if not sa.event.contains(db.session, name, listener):
            sa.event.listen(db.session, name, listener)


def take(_session: Session, *_flush: object) -> None:
    """Take the token before anything is written; of several who send a form at once, one can."""
    key = form_being_done()
    if not key or g.sent_form_taken:
        return
    g.sent_form_taken = True  # before the insert, which flushes and comes by here again
    if not insert_unless_there(SentForm, key=key, leads_to="", sent_at=now()):
        raise SentTwice(key)


def lead_on(twice: SentTwice) -> ResponseReturnValue:
    """Undo what the second one has begun, and lead to the page of the first one."""
    db.session.rollback()
    return redirect(page_shown_for(twice.key))


def done(_session: Session) -> None:
    """Note that what the form asks for is in the database."""
    key = form_being_done()
    if key:
        g.sent_form_done, g.sent_form = key, None


def lost(_session: Session) -> None:
    """Note that the token went with the transaction."""
    if form_being_done():
        g.sent_form_taken = False


def form_being_done() -> str | None:
    """Return the form of this request that is not done yet."""
    key: str | None = g.get("sent_form") if has_request_context() else None
    return key
