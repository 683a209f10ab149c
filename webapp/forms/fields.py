"""The form all forms are made of: tidy text, and errors that are sentences in the reader's language."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    EmailField,
    Field,
    FileField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import Form as AnyForm
from wtforms.validators import StopValidation

from plaintext.cleaning import is_within, one_line, several_lines
from webapp.forms.validators import LONGEST_EMAIL, AtMost, too_long, writable

log = logging.getLogger(__name__)

TOKEN = "csrf_token"  # noqa: S105 - the name of a field
LONGEST_LINE = 200  # where a field says nothing else
LONGEST_NUMBER = 20
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+")


def most_characters(field: Field) -> int:
    """Return how long the text of a field may be."""
    usual = LONGEST_EMAIL if isinstance(field, EmailField) else LONGEST_LINE
    return next((v.characters for v in field.validators if isinstance(v, AtMost)), usual)


def reader_of(field: Field) -> Callable[[Any], Any]:
    """Return how the text of a field is read; how long it is is asked before anything else is."""
    most, hidden = most_characters(field), isinstance(field, HiddenField)
    clean = several_lines if isinstance(field, TextAreaField) else one_line

    def read(typed: Any) -> Any:
        """Clean what was typed; what is far too long stays as it is, for the page to show."""
        if not isinstance(typed, str) or is_within(typed, most):
            return clean(typed) if isinstance(typed, str) else typed
        if hidden:  # nobody typed it, and nobody could shorten it
            return ""
        raise ValueError(too_long(len(typed), most))

    return read


def readable(_form: AnyForm, field: Field) -> None:
    """Stop at what cannot be read: a file, an answer given twice, or what reading it has complained about."""
    if field.name in request.files and not asks_for_a_file(field):
        raise StopValidation(gettext("A file was sent here. Please type the answer."))
    if field.process_errors:
        raise StopValidation
    if len(field.raw_data or ()) > 1 and not takes_several(field):
        raise StopValidation(gettext("This was answered more than once. Please answer it once."))


def asks_for_a_file(field: Field | None) -> bool:
    """Whether a file can be the answer."""
    return isinstance(field, FileField)


def takes_several(field: Field) -> bool:
    """Whether more than one answer makes sense; such a field says itself how many."""
    return isinstance(field, SelectMultipleField) or hasattr(field, "most")


class HouseForm(FlaskForm):
    """A form whose text fields are tidied and hold nothing that a database refuses."""

    class Meta(FlaskForm.Meta):
        """How the fields of the form are bound."""

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> MultiDict[str, Any] | None:
            """Take what was typed and chosen, and files where one is asked for; JSON is no answer."""
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            if not form.is_submitted():
                return None
            files = [
                (n, f) for n, f in request.files.items(multi=True) if asks_for_a_file(form._fields.get(n))
            ]
            return MultiDict([*request.form.items(multi=True), *files]) or None

        def bind_field(self, form: FlaskForm, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Bind a field; text is cleaned before anything else looks at it."""
            field = super().bind_field(form, unbound_field, options)
            if options["name"] != TOKEN:
                field.validators = [readable, *field.validators]
                if isinstance(field, StringField):
                    field.filters = (reader_of(field), *field.filters)
            return field

        def render_field(self, field: Field, render_kw: Mapping[str, Any]) -> Any:
            """Show a field; an attribute that says nothing is not written."""
            return super().render_field(field, {k: v for k, v in render_kw.items() if v is not None})

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field; text also for characters that cannot be stored, and whether it still fits."""
        extra = {
            name: [writable, *(v for v in field.validators if isinstance(v, AtMost))]
            for name, field in self._fields.items()
            if isinstance(field, StringField)
        }
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
        return [name for name in self._fields if name != TOKEN]

    def answers(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the answers of these fields."""
        return {name: self[name].data for name in names}


class WholeNumberField(IntegerField):
    """A whole number; anything else is answered with a sentence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number that was typed."""
        typed = valuelist[0] if valuelist else ""
        self.data = None
        number = one_line(typed) if is_within(typed, LONGEST_NUMBER) else typed
        if not number:
            return
        if not WHOLE_NUMBER.fullmatch(number):
            raise ValueError(gettext("Please enter a whole number, such as 12."))
        self.data = int(number[:LONGEST_NUMBER])


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
        if typed and typed not in [str(value) for value, *_ in self.choices]:
            self.data = None
            raise StopValidation(gettext("Please choose one of the answers."))
