"""The answer to one meeting: a form with two buttons."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import HiddenField
from wtforms.validators import AnyOf, InputRequired, NumberRange

from webapp.converters import LARGEST_ROW_NUMBER
from webapp.forms.fields import HouseForm, WholeNumberField

NOT_UNDERSTOOD = lazy_gettext("This answer could not be understood. Please use the two buttons.")


class AnswerForm(HouseForm):
    """Which meeting, and yes or no; whatever its two buttons do not send gets one sentence."""

    meeting_id = WholeNumberField(
        validators=[InputRequired(NOT_UNDERSTOOD), NumberRange(1, LARGEST_ROW_NUMBER, NOT_UNDERSTOOD)]
    )
    answer = HiddenField(validators=[AnyOf(["yes", "no"], NOT_UNDERSTOOD)])

    @property
    def yes(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.answer.data == "yes")
