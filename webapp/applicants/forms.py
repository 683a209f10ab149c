"""What applicants are asked: eight answers on two short screens, everything else later, if they like."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.dates import get_month_names
from flask_babel import gettext, lazy_gettext
from wtforms import EmailField, Field, Form, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from matching.qualification import Qualification
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
    known_postcode,
    person_name,
)
from webapp.languages import reader_language

MOST_OCCUPATIONS = 3
YOUNGEST, OLDEST = 10, 99


def already_past(form: Form, _field: Field) -> None:
    """Refuse a month of birth that is still to come."""
    year, month, today = form.birth_year.data, form.birth_month.data, form.today
    if year and month and (year, month) > (today.year, today.month):
        raise StopValidation(gettext("This month is still to come. Please check month and year of birth."))


def plausible_year(form: Form, field: Field) -> None:
    """Refuse a year in which nobody was born who looks for training."""
    if field.data is not None and not form.today.year - OLDEST <= field.data <= form.today.year - YOUNGEST:
        raise StopValidation(gettext("Please check the year of birth; it has four digits, such as 2010."))


class ApplicantForm(HouseForm):
    """The answers everybody gives."""

    first_name = StringField(
        lazy_gettext("First name"),
        [Answered(lazy_gettext("What is your first name?")), AtMost(LONGEST_NAME), person_name],
        render_kw={"autocomplete": "given-name"},
    )
    last_name = StringField(
        lazy_gettext("Last name"),
        [Answered(lazy_gettext("What is your last name?")), AtMost(LONGEST_NAME), person_name],
        render_kw={"autocomplete": "family-name"},
    )
    birth_month = ChoiceField(
        lazy_gettext("Month of birth"),
        [Answered(lazy_gettext("In which month were you born?")), already_past],
        coerce=int,
        render_kw={"autocomplete": "bday-month"},
    )
    birth_year = WholeNumberField(
        lazy_gettext("Year of birth"),
        [Answered(lazy_gettext("In which year were you born?")), plausible_year],
        render_kw={"autocomplete": "bday-year", "inputmode": "numeric"},
    )
    postcode = StringField(
        lazy_gettext("Postcode"),
        [Answered(lazy_gettext("Where do you live? Five digits are enough.")), known_postcode],
    )
    occupations = OccupationsField(
        lazy_gettext("What would you like to become?"),
        [Answered(lazy_gettext("Please name at least one occupation; you may change it later."))],
        most=MOST_OCCUPATIONS,
        description=lazy_gettext("One to three, the dearest first. Just type, such as “Holz” or “Büro”."),
    )
    qualification = ChoiceField(
        lazy_gettext("Which school qualification do you have, or will you have?"),
        [Answered(lazy_gettext("Please choose; the one you expect is fine."))],
        coerce=Qualification,
    )
    start_year = ChoiceField(
        lazy_gettext("When would you like to start?"),
        [Answered(lazy_gettext("Please choose a year."))],
        coerce=int,
    )

    def __init__(self, *args: Any, today: date, stored_year: int | None = None, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        nothing = ("", gettext("Choose"))
        locale = reader_language()
        months = get_month_names("wide", "stand-alone", locale)
        self.birth_month.choices = [nothing, *((str(number), name) for number, name in months.items())]
        self.qualification.choices = [nothing, *((q.value, q.label(locale)) for q in Qualification)]
        years = start_years(today, stored_year)
        self.start_year.choices = [nothing, *((str(year), str(year)) for year in years)]


class SignUpForm(ApplicantForm):
    """Sign-up, on two screens."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        [Answered(lazy_gettext("Where may we write to you?")), email_address],
        description=lazy_gettext("We send your way in there. You need no password."),
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )

    FIRST = ("first_name", "last_name", "email", "birth_month", "birth_year", "postcode")
    SECOND = ("occupations", "qualification", "start_year")


class ProfileForm(ApplicantForm):
    """Sign-up's answers, and those that are optional."""

    radius_km = WholeNumberField(
        lazy_gettext("How far would you travel? (kilometres)"),
        [Optional(), Between(1, 500)],
        render_kw={"inputmode": "numeric"},
    )
    languages = SpokenLanguagesField(
        lazy_gettext("Which languages do you speak besides German?"),
        description=lazy_gettext(
            "A firm hears of a language only if it has said that this language helps in the job."
        ),
    )
    strengths = StringField(
        lazy_gettext("What are you good at?"),
        [AtMost(400)],
        description=lazy_gettext(
            "For example: I work with care. I like to help. I repair my bicycle myself."
        ),
    )
    about = TextAreaField(
        lazy_gettext("A few sentences about you"),
        [AtMost(1000)],
        description=lazy_gettext("Firms read this before the evening, without your name."),
        render_kw={"rows": 5},
    )
    needs = TextAreaField(
        lazy_gettext("What do you need so that talking works well?"),
        [AtMost(400)],
        description=lazy_gettext(
            "For example captions, a companion, longer breaks. Only the organisers of your evenings read this."
        ),
        render_kw={"rows": 3},
    )
