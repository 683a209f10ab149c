"""What is pressed at the desk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from matching.qualification import Qualification
from webapp.forms.fields import ChoiceField, HouseForm, WholeNumberField
from webapp.forms.occupation_field import OccupationsField
from webapp.forms.validators import LONGEST_NAME, Answered, AtMost, Between, email_address, person_name
from webapp.languages import reader_language
from webapp.live.desk.hand import ClockPress
from webapp.live.desk.people import Shown
from webapp.live.desk.walk_ins import WalkIn
from webapp.live.models import Audience
from webapp.live.payloads import LARGEST_ID

LONGEST_ANNOUNCEMENT, LONGEST_SEARCH = 300, 80
MOST_ROUNDS = 48
MOST_OCCUPATIONS = 3
AUDIENCES = (
    (Audience.EVERYBODY.value, lazy_gettext("everybody")),
    (Audience.APPLICANTS.value, lazy_gettext("applicants")),
    (Audience.FIRMS.value, lazy_gettext("firms")),
)
LOOK_AGAIN = lazy_gettext("Please look at the desk and press again.")


class SeenForm(HouseForm):
    """A press about something as it was seen: the last change of the clock, or the announcement that stands."""

    seen = WholeNumberField("", [Answered(LOOK_AGAIN), Between(0, LARGEST_ID)])

    @property
    def number(self) -> int:
        """The number that was seen. Only for a form that is valid."""
        return self.seen.data or 0


class PostponeForm(SeenForm):
    """By how many minutes the start moves; `seen` is the start as it was shown, in seconds."""

    minutes = ChoiceField("", [Answered(LOOK_AGAIN)], choices=[("5", ""), ("-5", "")], coerce=int)

    @property
    def start_seen(self) -> datetime:
        """The start that was seen. Only for a form that is valid."""
        return datetime.fromtimestamp(self.number, UTC)


class PeopleForm(HouseForm):
    """Which people the desk looks for; asked by an address, so that it can be kept open."""

    class Meta(HouseForm.Meta):
        """Nothing is changed by it."""

        csrf = False

    search = StringField(lazy_gettext("Name or firm"), [AtMost(LONGEST_SEARCH)])
    shown = ChoiceField("", choices=[(choice.value, "") for choice in Shown], coerce=Shown)


class WalkInForm(HouseForm):
    """Somebody at the door: a name and an occupation are enough."""

    first_name = StringField(
        lazy_gettext("First name"),
        [Answered(lazy_gettext("What is the first name?")), AtMost(LONGEST_NAME), person_name],
        render_kw={"autocomplete": "off"},
    )
    last_name = StringField(
        lazy_gettext("Last name"),
        [Answered(lazy_gettext("What is the last name?")), AtMost(LONGEST_NAME), person_name],
        render_kw={"autocomplete": "off"},
    )
    occupations = OccupationsField(
        lazy_gettext("What do they want to become?"),
        [Answered(lazy_gettext("Please name at least one occupation."))],
        most=MOST_OCCUPATIONS,
    )
    qualification = ChoiceField(
        lazy_gettext("School qualification"),
        [Answered(lazy_gettext("Please choose; what is expected is fine."))],
        coerce=Qualification,
        default=Qualification.INTERMEDIATE,
    )
    email = EmailField(
        lazy_gettext("E-mail address"),
        [Optional(), email_address],
        description=lazy_gettext("If they have one: then yes and no reach them after the evening, too."),
        render_kw={"autocomplete": "off", "inputmode": "email"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.qualification.choices = [(q.value, q.label(reader_language())) for q in Qualification]

    @property
    def walk_in(self) -> WalkIn:
        """What was said. Only for a form that is valid."""
        return WalkIn(
            first_name=self.first_name.data or "",
            last_name=self.last_name.data or "",
            occupations=self.occupations.data,
            qualification=Qualification(self.qualification.data),
            email=self.email.data or "",
        )


class NumbersField(SelectMultipleField):
    """Some whole numbers, none too large; which of them mean anything is known where they are used."""

    def pre_validate(self, _form: FlaskForm) -> None:
        """Take any numbers in the range of ours."""
        if not all(0 <= number <= LARGEST_ID for number in self.data or ()):
            raise StopValidation(LOOK_AGAIN)


class PartsForm(SeenForm):
    """Which parts of the proposal that was seen are taken."""

    parts = NumbersField("", coerce=int, choices=[])

    @property
    def places(self) -> list[int]:
        """Their places in the proposal."""
        return list(self.parts.data or ())


class WithoutForm(HouseForm):
    """Who is not reckoned with any more."""

    without = NumbersField("", coerce=int, choices=[])

    @property
    def accounts(self) -> list[int]:
        """Their accounts."""
        return list(self.without.data or ())


class AnnouncementForm(HouseForm):
    """What is said to many."""

    words = TextAreaField(
        lazy_gettext("What do you want to say?"),
        [Answered(lazy_gettext("Please write what everybody shall read.")), AtMost(LONGEST_ANNOUNCEMENT)],
    )
    audience = ChoiceField(
        lazy_gettext("To whom?"), [Answered(lazy_gettext("Please say to whom."))], choices=AUDIENCES
    )

    @property
    def readers(self) -> Audience:
        """Whom it is for. Only for a form that is valid."""
        return Audience(self.audience.data or "")


class PersonWordsForm(HouseForm):
    """What is said to somebody alone, or to them and whom they talk to."""

    words = TextAreaField(
        lazy_gettext("What do you want to say?"),
        [Answered(lazy_gettext("Please write what they shall read.")), AtMost(LONGEST_ANNOUNCEMENT)],
        render_kw={"rows": 2, "maxlength": LONGEST_ANNOUNCEMENT},
    )
    both = BooleanField(lazy_gettext("also to whom they talk to right now"))


class MoveForm(HouseForm):
    """To which round a talk moves."""

    round = WholeNumberField("", [Answered(LOOK_AGAIN), Between(1, MOST_ROUNDS)])


class NoteForm(HouseForm):
    """What the desk keeps in mind of somebody, for its diary."""

    note = TextAreaField(
        lazy_gettext("Note for the desk"),
        [Answered(lazy_gettext("Please write the note.")), AtMost(LONGEST_ANNOUNCEMENT)],
        render_kw={"rows": 2, "maxlength": LONGEST_ANNOUNCEMENT},
    )


class ClockForm(SeenForm):
    """A button of the clock."""

    press = ChoiceField("", [Answered(LOOK_AGAIN)], choices=[(press.value, "") for press in ClockPress])

    @property
    def button(self) -> ClockPress:
        """The button that was pressed. Only for a form that is valid."""
        return ClockPress(self.press.data or "")
