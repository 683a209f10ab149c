"""Languages that people can name in a profile, by their ISO 639-1 code."""

from __future__ import annotations

from matching.locales import Texts, in_locale

LANGUAGES: dict[str, Texts] = {
    "de": {"de": "Deutsch", "en": "German"},
    "en": {"de": "Englisch", "en": "English"},
    "ar": {"de": "Arabisch", "en": "Arabic"},
    "bg": {"de": "Bulgarisch", "en": "Bulgarian"},
    "bs": {"de": "Bosnisch", "en": "Bosnian"},
    "cs": {"de": "Tschechisch", "en": "Czech"},
    "el": {"de": "Griechisch", "en": "Greek"},
    "es": {"de": "Spanisch", "en": "Spanish"},
    "fa": {"de": "Persisch", "en": "Persian"},
    "fr": {"de": "Französisch", "en": "French"},
    "hi": {"de": "Hindi", "en": "Hindi"},
    "hr": {"de": "Kroatisch", "en": "Croatian"},
    "hu": {"de": "Ungarisch", "en": "Hungarian"},
    "it": {"de": "Italienisch", "en": "Italian"},
    "ku": {"de": "Kurdisch", "en": "Kurdish"},
    "nl": {"de": "Niederländisch", "en": "Dutch"},
    "pl": {"de": "Polnisch", "en": "Polish"},
    "ps": {"de": "Paschtu", "en": "Pashto"},
    "pt": {"de": "Portugiesisch", "en": "Portuguese"},
    "ro": {"de": "Rumänisch", "en": "Romanian"},
    "ru": {"de": "Russisch", "en": "Russian"},
    "so": {"de": "Somali", "en": "Somali"},
    "sq": {"de": "Albanisch", "en": "Albanian"},
    "sr": {"de": "Serbisch", "en": "Serbian"},
    "ta": {"de": "Tamil", "en": "Tamil"},
    "ti": {"de": "Tigrinya", "en": "Tigrinya"},
    "tr": {"de": "Türkisch", "en": "Turkish"},
    "uk": {"de": "Ukrainisch", "en": "Ukrainian"},
    "ur": {"de": "Urdu", "en": "Urdu"},
    "vi": {"de": "Vietnamesisch", "en": "Vietnamese"},
    "zh": {"de": "Chinesisch", "en": "Chinese"},
}


def language_names(codes: frozenset[str], locale: str) -> str:
    """Names of languages, in the order of the list, as part of a sentence.

    Parameters
    ----------
    codes : frozenset of str
        Keys of `LANGUAGES`; others are left out.
    locale : str
        ``"de"`` or ``"en"``, also with a country; any other raises `UnknownLocale`.

    Returns
    -------
    str
        Joined by commas; empty for none.
    """
    return ", ".join(in_locale(names, locale) for code, names in LANGUAGES.items() if code in codes)
