"""Sentences of `matching` and `scheduler` in every language there is a catalogue for.

German and English stand beside the rule they tell of, where both are read and tested together. Any further
language is a gettext catalogue, `<folder>/<language>/LC_MESSAGES/messages.mo`, in which the English sentence is the
message; what it lacks is said in English. Whoever has such folders says so with `look_in`.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

WRITTEN = ("de", "en")
DOMAIN = "messages"
_folders: list[Path] = []


def look_in(folders: Iterable[Path]) -> None:
    """Look for catalogues in these folders, and in no others.

    Parameters
    ----------
    folders : iterable of Path
        Each with a folder a language; earlier ones first.
    """
    _folders[:] = folders
    _catalogues_of.cache_clear()
    languages.cache_clear()


@lru_cache
def languages() -> tuple[str, ...]:
    """Name the languages there are sentences in.

    Returns
    -------
    tuple of str
        Those of the house first, then the others by their code.
    """
    found = {path.parent.parent.name for folder in _folders for path in folder.glob(f"*/*/{DOMAIN}.mo")}
    return (*WRITTEN, *sorted(found - set(WRITTEN)))


def language_of(locale: str) -> str:
    """Take the language out of a locale.

    Parameters
    ----------
    locale : str
        Such as ``"de_DE"``, ``"de-DE"`` or ``"de"``.

    Returns
    -------
    str
        Such as ``"de"``.
    """
    return locale.replace("_", "-").split("-")[0]


def in_language(texts: Mapping[str, str], locale: str) -> str:
    """Choose a text that is written in German and English, or find its translation.

    Parameters
    ----------
    texts : mapping of str to str
        The same text under ``"de"`` and ``"en"``.
    locale : str
        Such as ``"nl"``.

    Returns
    -------
    str
        The text in that language; in English where no catalogue has it.
    """
    language = language_of(locale)
    if language in texts:
        return texts[language]
    english = texts["en"]
    found = (catalogue.gettext(english) for catalogue in _catalogues_of(language))
    return next((said for said in found if said != english), english)


@lru_cache
def _catalogues_of(language: str) -> tuple[gettext.NullTranslations, ...]:
    return tuple(gettext.translation(DOMAIN, folder, [language], fallback=True) for folder in _folders)
