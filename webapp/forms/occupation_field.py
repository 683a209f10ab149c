"""Occupations in a form: by id from search-as-you-type, or by their title where no script runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from flask_babel import gettext, ngettext
from wtforms import Field

from matching.occupations import occupation, occupation_called, search_occupations
from plaintext.cleaning import is_within, one_line

LONGEST_ECHO = 60
LONGEST_TITLE = 120
MOST_SUGGESTIONS = 4


class OccupationsField(Field):
    """One or more occupations, in the order in which they were named; its data are their ids."""

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        self.most = most
        self.entries: list[tuple[str, str]] = []
        super().__init__(*args, **kwargs)

    def process_data(self, value: Sequence[str] | None) -> None:
        """Show the stored occupations."""
        self.data = list(value or ())
        self.entries = [(name, occupation(name).name_neutral) for name in self.data]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read ids and titles; what is unknown stays to be corrected, what is too much is not looked at."""
        given = [value for value in valuelist if value and not value.isspace()]
        typed = [one_line(text) if is_within(text, LONGEST_TITLE) else text for text in given[: self.most]]
        found = [occupation_called(text) if is_within(text, LONGEST_TITLE) else None for text in typed]
        self.entries = [(o.id, o.name_neutral) if o else ("", t) for o, t in zip(found, typed, strict=True)]
        self.data = [o.id for o in found if o]
        if len(given) > self.most:
            raise ValueError(self.too_many())
        if None in found:
            raise ValueError(unknown_sentence(typed[found.index(None)], self.suggestions))
        for twice in self.data:
            if self.data.count(twice) > 1:
                raise ValueError(gettext("%(name)s is there twice; once is enough.", name=title(twice)))

    def too_many(self) -> str:
        """Say how many occupations may be chosen."""
        return ngettext(
            "Please choose at most %(num)s occupation.",
            "Please choose at most %(num)s occupations.",
            self.most,
        )

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Return id and title for each input of the page, empty ones to fill them up."""
        return [*self.entries, *[("", "")] * (self.most - len(self.entries))]

    @cached_property
    def suggestions(self) -> list[str]:
        """Return titles close to the first of what is not known yet."""
        unknown = [text for name, text in self.entries if not name and is_within(text, LONGEST_TITLE)][:1]
        return [o.name_neutral for text in unknown for o in search_occupations(text, MOST_SUGGESTIONS)]


def title(occupation_id: str) -> str:
    """Return the title of an occupation as people read it."""
    return occupation(occupation_id).name_neutral


def unknown_sentence(text: str, close: Sequence[str]) -> str:
    """Say that an occupation is not known, and what may have been meant."""
    typed = text[:LONGEST_ECHO]
    if not close:
        return gettext("We do not know the occupation “%(typed)s”. Please try another word.", typed=typed)
    return gettext(
        "We do not know the occupation “%(typed)s”. Do you mean one of these: %(close)s?",
        typed=typed,
        close=", ".join(close),
    )
