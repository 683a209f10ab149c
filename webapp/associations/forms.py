"""What an association says about itself."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import EmailField, StringField, TextAreaField

from webapp.fields import HouseForm
from webapp.validators import Answered, AtMost, email_address, firm_name, known_postcode


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
