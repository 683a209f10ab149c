"""What a person sees when something cannot be done: a sentence and a way on, never a stack trace."""

from __future__ import annotations

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException


class Refused(Exception):
    """A service will not do what was asked; the message is a translated sentence for the person who asked.

    Subclasses name the reason; views show the sentence at the form, socket events answer with it.
    """


SENTENCES = {
    400: lazy_gettext("This request could not be understood. Please go back and try again."),
    403: lazy_gettext("This page is for other people. Perhaps you are signed in with another address?"),
    404: lazy_gettext("There is nothing here. Perhaps the link is old or was cut off in the mail."),
    405: lazy_gettext("This address cannot be called like that. Please go back and use the buttons."),
    413: lazy_gettext("That was too much at once. Please send less."),
    429: lazy_gettext("That was a bit often. Please wait a minute and try again."),
    500: lazy_gettext("Something went wrong on our side. Nothing you entered was changed. Please try again."),
}


def show_error(error: HTTPException) -> ResponseReturnValue:
    """Render any HTTP error as a page in the reader's language."""
    code = error.code or 500
    if code < 400:
        return error.get_response()
    sentence = SENTENCES.get(code) or SENTENCES[400 if code < 500 else 500]
    return render_template("error.html", code=code, sentence=sentence), code


def show_csrf_error(_error: CSRFError) -> ResponseReturnValue:
    """Explain an expired form; the browser's "back" still has what was typed."""
    sentence = gettext("This form was open for too long. Please go back, reload the page and send it again.")
    return render_template("error.html", code=400, sentence=sentence), 400


def show_refusal(refusal: Refused) -> ResponseReturnValue:
    """Show the sentence of a service that refused and that no form caught."""
    return render_template("error.html", code=409, sentence=str(refusal)), 409


def init_errors(app: Flask) -> None:
    """Register the error pages."""
    app.register_error_handler(CSRFError, show_csrf_error)
    app.register_error_handler(Refused, show_refusal)
    app.register_error_handler(HTTPException, show_error)
