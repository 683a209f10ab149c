"""What is pressed at the desk."""

from __future__ import annotations

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import StopValidation

from webapp.forms.fields import ChoiceField, HouseForm, WholeNumberField
from webapp.forms.validators import Answered, AtMost, Between
from webapp.live.desk.hand import ClockPress
from webapp.live.models import Audience
from webapp.live.payloads import LARGEST_ID

LONGEST_ANNOUNCEMENT = 300
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


class ClockForm(SeenForm):
    """A button of the clock."""

    press = ChoiceField("", [Answered(LOOK_AGAIN)], choices=[(press.value, "") for press in ClockPress])

    @property
    def button(self) -> ClockPress:
        """The button that was pressed. Only for a form that is valid."""
        return ClockPress(self.press.data or "")
