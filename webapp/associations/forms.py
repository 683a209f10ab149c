"""What an association says about itself."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import EmailField, StringField, TextAreaField

from webapp.accounts.models import Role
from webapp.fields import ChoiceField, HouseForm
from webapp.validators import (
    LONGEST_NAME,
    Answered,
    AtMost,
    email_address,
    firm_name,
    known_postcode,
    person_name,
)


class AssociationForm(HouseForm):
    """Name, contact and imprint."""

    name = StringField(
        lazy_gettext("Name of the association"),
        [Answered(lazy_gettext("What is the name of the association?")), AtMost(120), firm_name],
    )
    contact_email = EmailField(
        lazy_gettext("E-mail address for questions"),
        [Answered(lazy_gettext("Where may people write to?")), email_address],
        description=lazy_gettext("Stands in every mail and in the imprint."),
    )
    postcode = StringField(
        lazy_gettext("Postcode"),
        [Answered(lazy_gettext("Where is the association at home?")), known_postcode],
    )
    imprint = TextAreaField(
        lazy_gettext("Imprint"),
        [AtMost(4000)],
        description=lazy_gettext(
            "Name, address, who represents you, register number: what the law asks for."
        ),
        render_kw={"rows": 7},
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
