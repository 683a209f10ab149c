"""What a person sees when something cannot be done: a sentence and a way on, never a stack trace."""

from __future__ import annotations

import logging

from flask import Flask, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from werkzeug.exceptions import BadHost, HTTPException

from webapp.database.busy import RETRY_AFTER, passes
from webapp.extensions import db

log = logging.getLogger(__name__)


class Refused(Exception):
    """A service will not do what was asked; the message is a translated sentence for the person who asked.

    Subclasses name the reason; views show the sentence at the form, socket events answer with it.
    """


class ChangedMeanwhile(Refused):
    """Two people changed the same thing at the same moment; the second one should look again."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence or gettext("Somebody else changed this at the same moment. Please try again.")
        )


SENTENCES = {
    400: lazy_gettext("This request could not be understood. Please go back and try again."),
    403: lazy_gettext("This page is for other people. Perhaps you are signed in with another address?"),
    404: lazy_gettext("There is nothing here. Perhaps the link is old or was cut off in the mail."),
    405: lazy_gettext("This address cannot be called like that. Please go back and use the buttons."),
    413: lazy_gettext(
        "That was too much at once, and nothing of it was kept. "
        "Please go back: there you can shorten what you typed."
    ),
    414: lazy_gettext("This address is too long. Please go back and use the buttons."),
    429: lazy_gettext("That was a bit often. Please wait a minute and try again."),
    503: lazy_gettext(
        "Too much is going on right now. Nothing was changed. Please try again in a few seconds."
    ),
    500: lazy_gettext("Something went wrong on our side. Nothing you entered was changed. Please try again."),
}


def show_error(error: HTTPException) -> ResponseReturnValue:
    """Render any HTTP error as a page in the reader's language."""
    code = error.code or 500
    if code < 400:
        return error.get_response()
    sentence = SENTENCES.get(code) or SENTENCES[400 if code < 500 else 500]
    if isinstance(error, BadHost):  # a page has links, and nobody knows where they would lead
        return make_response(str(sentence), code, {"Content-Type": "text/plain; charset=utf-8"})
    return render_template("error.html", code=code, sentence=sentence), code


def show_csrf_error(_error: CSRFError) -> ResponseReturnValue:
    """Explain an expired form; the browser's "back" still has what was typed."""
    sentence = gettext("This form was open for too long. Please go back, reload the page and send it again.")
    return render_template("error.html", code=400, sentence=sentence), 400


def show_refusal(refusal: Refused) -> ResponseReturnValue:
    """Show the sentence of a service that refused and that no form caught."""
    return render_template("error.html", code=409, sentence=str(refusal)), 409


def show_database_error(error: SQLAlchemyError) -> ResponseReturnValue:
    """Say that it may work in a moment, or that somebody was quicker; anything else is a mistake of ours."""
    db.session.rollback()
    if isinstance(error, IntegrityError | StaleDataError | ObjectDeletedError):
        log.warning("somebody was quicker: %s", type(error).__name__)
        return show_refusal(ChangedMeanwhile())
    if not passes(error):
        raise error
    log.warning("the database is busy: %s", type(error).__name__)
    answer = make_response(busy_page(), 503)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def busy_page() -> str:
    """Return the page that asks for a moment; without any database it is two sentences."""
    try:
        return render_template("error.html", code=503, sentence=SENTENCES[503])
    except SQLAlchemyError:
        db.session.rollback()
        with force_locale("de"):
            german = str(SENTENCES[503])
        with force_locale("en"):
            return f"<!doctype html><title>503</title><p lang=de>{german}</p><p lang=en>{SENTENCES[503]}</p>"


def init_errors(app: Flask) -> None:
    """Register the error pages."""
    app.register_error_handler(CSRFError, show_csrf_error)
    app.register_error_handler(Refused, show_refusal)
    app.register_error_handler(SQLAlchemyError, show_database_error)
    app.register_error_handler(ObjectDeletedError, show_database_error)
    app.register_error_handler(HTTPException, show_error)
