"""The languages in which reasons are written."""

from __future__ import annotations

from collections.abc import Mapping

from matching.errors import UnknownLocale
from plaintext.catalogues import in_language, language_of, languages

Texts = Mapping[str, str]
"""The same text in German (``"de"``) and English (``"en"``)."""


def in_locale(texts: Texts, locale: str) -> str:
    """Choose the text for a locale; ``"de_DE"`` and ``"de-DE"`` mean ``"de"``.

    Parameters
    ----------
    texts : mapping of str to str
        By language, without a country.
    locale : str
        Such as ``"de"`` or ``"en_GB"``.

    Returns
    -------
    str
        The text in that language; in English where a catalogue does not have it.

    Raises
    ------
    UnknownLocale
        For a language that is neither written nor has a catalogue (`plaintext.catalogues`).
    """
    if language_of(locale) not in languages():
        raise UnknownLocale(f"there are no sentences in {locale!r}, only in {', '.join(languages())}")
    return in_language(texts, locale)
