"""The answer to one date: a form with two buttons."""

from __future__ import annotations

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField
from wtforms.validators import AnyOf, InputRequired, NumberRange

LARGEST_ID = 2**31 - 1
NOT_UNDERSTOOD = lazy_gettext("This answer could not be understood. Please use the two buttons.")


class AnswerForm(FlaskForm):
    """Which date, and yes or no; whatever its two buttons do not send gets one sentence."""

    date_id = IntegerField(
        validators=[InputRequired(NOT_UNDERSTOOD), NumberRange(1, LARGEST_ID, NOT_UNDERSTOOD)]
    )
    answer = HiddenField(validators=[AnyOf(["yes", "no"], NOT_UNDERSTOOD)])

    @property
    def yes(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.answer.data == "yes")
