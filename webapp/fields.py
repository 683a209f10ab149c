"""The form all forms are made of: tidy text, and errors that are sentences in the reader's language."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from webapp.validators import writable

log = logging.getLogger(__name__)

LINE_BREAKS = re.compile(r"[\t\r\n\u2028\u2029]+")
WHOLE_NUMBER = re.compile(r"[+-]?\d+")


def tidy(value: str | None) -> str | None:
    """Take blanks off the ends and write each letter in one way (é is one sign, not two)."""
    return unicodedata.normalize("NFC", value.strip()) if isinstance(value, str) else value


def one_line(value: str | None) -> str | None:
    """Write on one line what was pasted from several: a name must not look like lines of a mail."""
    return LINE_BREAKS.sub(" ", value) if isinstance(value, str) else value


class HouseForm(FlaskForm):
    """A form whose text fields are tidied and hold nothing that a database refuses."""

    class Meta(FlaskForm.Meta):
        """How the fields of the form are bound."""

        def bind_field(self, form: FlaskForm, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Bind a field; text is tidied before anything else looks at it."""
            if issubclass(unbound_field.field_class, StringField):
                several = issubclass(unbound_field.field_class, TextAreaField)
                first = [tidy] if several else [one_line, tidy]
                options = {**options, "filters": [*first, *unbound_field.kwargs.get("filters", ())]}
            return super().bind_field(form, unbound_field, options)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field; text also for characters that cannot be stored."""
        extra = {name: [writable] for name, field in self._fields.items() if isinstance(field, StringField)}
        for name, validators in (extra_validators or {}).items():
            extra[name] = [*extra.get(name, ()), *validators]
        fine = bool(super().validate(extra_validators=extra))
        refused = sorted(name for name in self.errors if name and self[name].raw_data)
        if refused:
            log.info(
                "%s refused: %s", type(self).__name__, ", ".join(refused)
            )  # names of fields, never answers
        return fine

    def names(self) -> list[str]:
        """List the fields that people answer."""
        return [name for name in self._fields if name != "csrf_token"]

    def answers(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the answers of these fields."""
        return {name: self[name].data for name in names}


class WholeNumberField(IntegerField):
    """A whole number; anything else is answered with a sentence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number that was typed."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        if not WHOLE_NUMBER.fullmatch(typed):
            raise ValueError(lazy_gettext("Please enter a whole number, such as 12."))
        self.data = int(typed[:20])


class ChoiceField(SelectField):
    """One of several answers, none at first; anything else is answered with a sentence."""

    def __init__(self, *args: Any, coerce: Callable[[str], Any] = str, **kwargs: Any) -> None:
        def chosen(value: Any) -> Any:
            """Return the answer a value stands for; none for an empty or a made-up one."""
            try:
                return coerce(value) if value not in (None, "") else None
            except ValueError:
                return None

        super().__init__(*args, coerce=chosen, validate_choice=False, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the answer."""
        self.data = self.coerce(valuelist[0]) if valuelist else None

    def pre_validate(self, _form: FlaskForm) -> None:
        """Take the answer only if it is one of those offered."""
        typed = self.raw_data[0] if self.raw_data else ""
        if typed and self.data not in [self.coerce(value) for value, *_ in self.choices if value]:
            self.data = None
            raise StopValidation(gettext("Please choose one of the answers."))
