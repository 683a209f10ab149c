"""Occupations in a form: by id from search-as-you-type, or by their title where no script runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from flask_babel import gettext, ngettext
from wtforms import Field

from matching.errors import UnknownOccupation
from matching.occupations import Occupation, all_occupations, occupation, search_occupations

LONGEST_ECHO = 60
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
        """Read ids and titles; what is unknown stays to be corrected."""
        typed = [value.strip() for value in valuelist if value.strip()]
        found = [named(value) for value in typed]
        self.entries = [(o.id, o.name_neutral) if o else ("", t) for o, t in zip(found, typed, strict=True)]
        self.data = [o.id for o in found if o]
        unknown = [value for value, o in zip(typed, found, strict=True) if o is None]
        if unknown:
            raise ValueError(unknown_sentence(unknown[0]))
        for twice in self.data:
            if self.data.count(twice) > 1:
                raise ValueError(gettext("%(name)s is there twice; once is enough.", name=title(twice)))
        if len(self.data) > self.most:
            raise ValueError(
                ngettext(
                    "Please choose at most %(num)s occupation.",
                    "Please choose at most %(num)s occupations.",
                    self.most,
                )
            )

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Return id and title for each input of the page, empty ones to fill them up."""
        return [*self.entries, *[("", "")] * (self.most - len(self.entries))]

    @property
    def suggestions(self) -> list[str]:
        """Return titles close to what is not known yet."""
        unknown = [text for name, text in self.entries if not name]
        return [o.name_neutral for text in unknown for o in search_occupations(text, MOST_SUGGESTIONS)]


def title(occupation_id: str) -> str:
    """Return the title of an occupation as people read it."""
    return occupation(occupation_id).name_neutral


def named(text: str) -> Occupation | None:
    """Return the occupation with this id or this title."""
    try:
        return occupation(text)
    except UnknownOccupation:
        return by_title().get(text.casefold())


@cache
def by_title() -> dict[str, Occupation]:
    """Every occupation by each of its titles."""
    return {name.casefold(): o for o in all_occupations() for name in (o.name_m, o.name_f, o.name_neutral)}


def unknown_sentence(text: str) -> str:
    """Say that an occupation is not known, and what may have been meant."""
    typed = text[:LONGEST_ECHO]
    close = [o.name_neutral for o in search_occupations(text, MOST_SUGGESTIONS)]
    if not close:
        return gettext("We do not know the occupation “%(typed)s”. Please try another word.", typed=typed)
    return gettext(
        "We do not know the occupation “%(typed)s”. Do you mean one of these: %(close)s?",
        typed=typed,
        close=", ".join(close),
    )
