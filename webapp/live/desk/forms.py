"""What is pressed at the desk."""

from __future__ import annotations

from flask_babel import lazy_gettext

from webapp.forms.fields import ChoiceField, HouseForm, WholeNumberField
from webapp.forms.validators import Answered, Between
from webapp.live.desk.hand import ClockPress
from webapp.live.payloads import LARGEST_ID

LOOK_AGAIN = lazy_gettext("Please look at the desk and press again.")


class SeenForm(HouseForm):
    """A press on a clock as it was seen: with the number of its last change."""

    seen = WholeNumberField("", [Answered(LOOK_AGAIN), Between(0, LARGEST_ID)])


class ClockForm(SeenForm):
    """A button of the clock."""

    press = ChoiceField("", [Answered(LOOK_AGAIN)], choices=[(press.value, "") for press in ClockPress])
