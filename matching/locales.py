"""The languages in which reasons are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from matching.errors import UnknownLocale

Locale = Literal["de", "en"]


def in_locale(texts: Mapping[Locale, str], locale: str) -> str:
    """Choose the text for a locale; ``"de_DE"`` and ``"de-DE"`` mean ``"de"``.

    Raises
    ------
    UnknownLocale
        For any language but German and English.
    """
    match locale.replace("_", "-").split("-")[0]:
        case "de":
            return texts["de"]
        case "en":
            return texts["en"]
    raise UnknownLocale(f"there are no sentences in {locale!r}, only in 'de' and 'en'")
