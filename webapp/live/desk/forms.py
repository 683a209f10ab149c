"""What is pressed at the desk."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import TextAreaField

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
