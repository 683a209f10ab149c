"""Bring German words into one form, so that spellings which mean the same are the same."""

from __future__ import annotations

import re
import unicodedata

_GENDER_MARK = re.compile(r"[:*_/·]-?(?:i|in|inn|inne|innen|r|e|f|fr|fra|frau)?(?!\w)")  # also half typed
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_UMLAUTS = str.maketrans({"ß": "ss", "ä": "a", "ö": "o", "ü": "u"})
_SAME_SOUND = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_STOP_WORDS = frozenset(
    {"und", "fur", "im", "in", "der", "die", "den", "zum", "zur", "fachrichtung", "schwerpunkt"}
)
_PLURALS = (("kaufleute", "kaufmann"), ("fachleute", "fachmann"), ("innen", "in"))
_ABBREVIATIONS = {"kfm": "kaufmann", "kffr": "kauffrau"}


def fold(text: str) -> str:
    """Small letters without umlauts, accents and gender marks: ``"Bäcker:in"`` becomes ``"backer"``.

    >>> fold("Erzieher*innen"), fold("Groß-  und AUSSENHANDEL")
    ('erzieher', 'gross und aussenhandel')

    Parameters
    ----------
    text : str
        German or English, in any spelling.

    Returns
    -------
    str
        Lower case, one blank between words.
    """
    text = unicodedata.normalize("NFC", text).lower()
    text = _GENDER_MARK.sub("", text).translate(_UMLAUTS)
    for spelling, form in _SAME_SOUND:
        text = text.replace(spelling, form)
    decomposed = unicodedata.normalize("NFKD", text)
    return _NO_LETTERS.sub(" ", decomposed.encode("ascii", "ignore").decode()).strip()


def search_words(text: str) -> list[str]:
    """Folded words of what somebody typed, singular, without words that say nothing, unless alone.

    Parameters
    ----------
    text : str
        What somebody typed, complete or not.

    Returns
    -------
    list of str
        In their order; empty for a text without letters and digits.
    """
    words = [_singular(word) for word in fold(text).split()]
    return [word for word in words if word not in _STOP_WORDS] or words


def term_words(term: str) -> list[str]:
    """Folded words under which a term is found; hyphenated words count apart and joined.

    Parameters
    ----------
    term : str
        A title or an everyday name of an occupation.

    Returns
    -------
    list of str
        In their order.
    """
    joined = [fold(part.replace("-", "")) for part in term.split() if "-" in part.strip("-")]
    return list(dict.fromkeys([*fold(term).split(), *(word for part in joined for word in part.split())]))


def _singular(word: str) -> str:
    for plural, singular in _PLURALS:
        if word.endswith(plural):
            return word.removesuffix(plural) + singular
    return _ABBREVIATIONS.get(word, word)
