"""What an association says about itself."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, EmailField, Field, Form, StringField, TextAreaField
from wtforms.validators import StopValidation

from webapp.config import has_relay
from webapp.forms.fields import HouseForm
from webapp.forms.validators import (
    Answered,
    AtMost,
    email_address,
    firm_name,
    known_postcode,
)


def only_with_a_relay(_form: Form, field: Field) -> None:
    """Refuse that all go through the relay where there is none: nobody would see or hear anybody."""
    if field.data and not has_relay(current_app.config):
        raise StopValidation(
            gettext(
                "There is no relay here, so nobody would see or hear anybody. Please ask whoever runs the "
                "server for one (TISCHWECHSEL_TURN_URLS), or leave this open."
            )
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
    relay_only = BooleanField(
        lazy_gettext("Picture and sound go through our relay only"),
        [only_with_a_relay],
        description=lazy_gettext(
            "Then nobody in a talk could learn the internet address (IP) of the other. Talks with applicants "
            "under 18 go this way in any case where there is a relay."
        ),
    )
