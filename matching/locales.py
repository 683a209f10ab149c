"""The languages in which reasons are written."""

from __future__ import annotations

from collections.abc import Mapping

from matching.errors import UnknownLocale

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
        The text in that language.

    Raises
    ------
    UnknownLocale
        For any language but German and English.
    """
    language = locale.replace("_", "-").split("-")[0]
    if language not in texts:
        raise UnknownLocale(f"there are no sentences in {locale!r}, only in 'de' and 'en'")
    return texts[language]
