"""What firms are asked: who they are, who speaks for them, and what they offer."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, EmailField, StringField, TelField, TextAreaField

from matching.qualification import Qualification
from webapp.companies.models import MOST_TABLES
from webapp.forms.fields import ChoiceField, HouseForm, WholeNumberField
from webapp.forms.occupation_field import OccupationsField
from webapp.forms.spoken_languages import SpokenLanguagesField
from webapp.forms.training_years import start_years
from webapp.forms.validators import (
    LONGEST_NAME,
    Answered,
    AtMost,
    Between,
    email_address,
    firm_name,
    known_postcode,
    person_name,
    phone_number,
    web_address,
)
from webapp.languages import reader_language

MOST_EMPLOYEES = 100_000
MOST_PLACES = 200


class FirmFields(HouseForm):
    """The firm."""

    name = StringField(
        lazy_gettext("Name of the firm"),
        [Answered(lazy_gettext("What is the name of your firm?")), AtMost(120), firm_name],
        render_kw={"autocomplete": "organization"},
    )
    employees = WholeNumberField(
        lazy_gettext("Number of people"),
        [Answered(lazy_gettext("How many people work with you?")), Between(1, MOST_EMPLOYEES)],
        render_kw={"inputmode": "numeric"},
    )
    postcode = StringField(
        lazy_gettext("Postcode of the workplace"),
        [Answered(lazy_gettext("Where do apprentices work? Five digits are enough.")), known_postcode],
    )
    entitled_to_train = BooleanField(
        lazy_gettext("We are entitled to train"),
        description=lazy_gettext("Not yet? Leave it open; the association helps you get there."),
    )
    table_count = WholeNumberField(
        lazy_gettext("How many of you can talk at the same time?"),
        [Answered(lazy_gettext("Please enter a number; 1 is fine.")), Between(1, MOST_TABLES)],
        description=lazy_gettext("Each of them gets a table of their own in the evening."),
        render_kw={"inputmode": "numeric"},
    )


class AboutFields(HouseForm):
    """What makes a firm come alive, optional."""

    website = StringField(
        lazy_gettext("Website"),
        [AtMost(200), web_address],
        render_kw={"inputmode": "url", "autocomplete": "url"},
    )
    about = TextAreaField(
        lazy_gettext("Your firm in a few sentences"),
        [AtMost(1000)],
        description=lazy_gettext(
            "As you would tell a sixteen-year-old: what do apprentices do with you, and what is nice?"
        ),
        render_kw={"rows": 5},
    )


class PersonFields(HouseForm):
    """Who speaks for the firm."""

    first_name = StringField(
        lazy_gettext("Your first name"),
        [Answered(lazy_gettext("Please enter your first name.")), AtMost(LONGEST_NAME), person_name],
        render_kw={"autocomplete": "given-name"},
    )
    last_name = StringField(
        lazy_gettext("Your last name"),
        [Answered(lazy_gettext("Please enter your last name.")), AtMost(LONGEST_NAME), person_name],
        render_kw={"autocomplete": "family-name"},
    )
    phone = TelField(
        lazy_gettext("Phone number"),
        [AtMost(40), phone_number],
        description=lazy_gettext("Only applicants with whom you both said yes will see it."),
        render_kw={"autocomplete": "tel"},
    )


class OfferFields(HouseForm):
    """A training offer."""

    occupation = OccupationsField(
        lazy_gettext("Which occupation do you train for?"),
        [Answered(lazy_gettext("Please choose an occupation."))],
        most=1,
        description=lazy_gettext("Just type, such as “Holz” or “Büro”, and choose."),
    )
    places = WholeNumberField(
        lazy_gettext("Training places"),
        [Answered(lazy_gettext("How many places do you offer?")), Between(1, MOST_PLACES)],
        render_kw={"inputmode": "numeric"},
    )
    start_year = ChoiceField(
        lazy_gettext("Start of training"), [Answered(lazy_gettext("Please choose the year."))], coerce=int
    )
    minimum_qualification = ChoiceField(
        lazy_gettext("Which school qualification is needed at least?"),
        [Answered(lazy_gettext("Please choose; “no particular qualification” is an answer, too."))],
        coerce=Qualification,
    )
    internship_first = BooleanField(lazy_gettext("An internship first would be good"))
    languages = SpokenLanguagesField(
        lazy_gettext("Which languages besides German help in the job?"),
        description=lazy_gettext(
            "Please tick only what the work needs, because of guests or customers, for instance."
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing, locale = ("", gettext("Please select")), reader_language()
        self.start_year.choices = [nothing, *((str(year), str(year)) for year in start_years(today))]
        self.minimum_qualification.choices = [
            nothing,
            *((q.value, q.label_as_minimum(locale)) for q in Qualification),
        ]

    def offer(self) -> dict[str, object]:
        """Return the offer as the database knows it."""
        names = ("places", "start_year", "minimum_qualification", "internship_first", "languages")
        return {"occupation_id": self.occupation.data[0], **self.answers(names)}


class SignUpForm(FirmFields, PersonFields, OfferFields):
    """Sign-up of a firm, on one page."""

    email = EmailField(
        lazy_gettext("Your e-mail address"),
        [Answered(lazy_gettext("Please enter the address we may write to.")), email_address],
        description=lazy_gettext("We send a link there that signs you in; you need no password."),
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


class FirmForm(FirmFields, AboutFields, PersonFields):
    """The page of a firm."""


class OfferForm(OfferFields):
    """One more offer."""
