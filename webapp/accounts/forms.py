"""The form of `accounts`."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import EmailField, HiddenField

from webapp.fields import HouseForm
from webapp.validators import Answered, email_address


class SignInForm(HouseForm):
    """Ask for a link."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        [Answered(lazy_gettext("Please enter the e-mail address of your sign-up.")), email_address],
        description=lazy_gettext("There is no password. We send a link that signs you in."),
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )
    next = HiddenField()
