"""The forms of `accounts`: ask for a link, invite a colleague."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import EmailField, HiddenField, StringField

from webapp.forms.fields import ChoiceField, HouseForm
from webapp.forms.validators import LONGEST_NAME, Answered, AtMost, email_address, person_name
from webapp.permissions import Role


class SignInForm(HouseForm):
    """Ask for a link."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        [Answered(lazy_gettext("Please enter the e-mail address of your sign-up.")), email_address],
        description=lazy_gettext("There is no password. We send a link that signs you in."),
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )
    next = HiddenField()


class CodeForm(HouseForm):
    """The letters somebody was given at the door."""

    code = StringField(
        lazy_gettext("Your six letters"),
        [Answered(lazy_gettext("Please type the six letters you were given.")), AtMost(20)],
        description=lazy_gettext("You get them at the desk. Capitals or not makes no difference."),
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"},
    )


class StaffForm(HouseForm):
    """A colleague to invite."""

    first_name = StringField(
        lazy_gettext("First name"),
        [Answered(lazy_gettext("Please enter the first name.")), AtMost(LONGEST_NAME), person_name],
    )
    last_name = StringField(
        lazy_gettext("Last name"),
        [Answered(lazy_gettext("Please enter the last name.")), AtMost(LONGEST_NAME), person_name],
    )
    email = EmailField(
        lazy_gettext("E-mail address"),
        [Answered(lazy_gettext("Where shall the invitation go?")), email_address],
    )
    role = ChoiceField(
        lazy_gettext("What may this person do?"),
        [Answered(lazy_gettext("Please choose what this person may do."))],
        coerce=Role,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [
            ("", gettext("Please select")),
            (Role.HELPER.value, gettext("Help in the evening")),
            (Role.ORGANISER.value, gettext("Decide and plan like me")),
        ]
