"""The languages people speak, in a form: those of the score's list, to tick.

German is not asked: every talk is held in it, and who has grown up with it would hardly think of ticking it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from matching.languages import LANGUAGES, language_names
from matching.locales import in_locale
from plaintext.german_order import german_order
from webapp.languages import reader_language

NOT_ASKED = "de"
ASKED_FIRST = ("en",)


class SpokenLanguagesField(SelectMultipleField):
    """Any number of languages; its data are their codes, in the order of the alphabet."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, validate_choice=False, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the codes that were ticked; of more than there are none is looked at."""
        self.data = []
        if len(valuelist) > len(LANGUAGES):
            raise ValueError(gettext("Please choose from the list."))
        self.data = sorted(set(valuelist))

    def pre_validate(self, _form: FlaskForm) -> None:
        """Take only languages that were offered."""
        if not {code for code, _ in choices()}.issuperset(self.data or ()):
            raise StopValidation(gettext("Please choose from the list."))

    @property
    def chosen(self) -> str:
        """Return the names of what is ticked."""
        return spoken(self.data or ())


def choices() -> list[tuple[str, str]]:
    """List codes and names in the reader's language and alphabet; the one most firms ask for first."""
    locale = reader_language()
    names = [(code, in_locale(texts, locale)) for code, texts in LANGUAGES.items() if code != NOT_ASKED]
    return sorted(names, key=lambda one: (one[0] not in ASKED_FIRST, german_order(one[1])))


def spoken(codes: Iterable[str]) -> str:
    """Return the names of languages as part of a sentence."""
    return language_names(frozenset(codes), reader_language())
