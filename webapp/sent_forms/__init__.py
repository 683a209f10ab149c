"""A form that makes something makes it once, however often it is sent: double taps, eight at once."""

from __future__ import annotations

from flask import Flask

from webapp.sent_forms.once import SentTwice, answer_once, begin_once, form_token, lead_on, watch_transactions


def init_sent_forms(app: Flask) -> None:
    """Watch for forms that carry a token; `form_token()` in a template gives it one."""
    watch_transactions()
    app.before_request(begin_once)
    app.after_request(answer_once)
    app.register_error_handler(SentTwice, lead_on)
    app.jinja_env.globals["form_token"] = form_token
