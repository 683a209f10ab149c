"""Keys under which a title is the same for a man, a woman and several, and however it is hyphenated."""

from __future__ import annotations

import re

from matching.advertised import says_something, without_advertising
from matching.folding import fold

_SILENT = frozenset(
    re.findall(
        r"\w+",
        """und oder bzw u fur f im in i der die das den des dem fachrichtung fachrichtungen schwerpunkt
        schwerpunkte einsatzgebiet einsatzgebiete vertiefung fr sp generalistisch generalistische""",
    )
)
_WRITTEN_OUT = {
    "kfm": "kaufmann", "kffr": "kauffrau", "kfr": "kauffrau", "kaufm": "kaufmannisch", "techn": "technisch",
    "med": "medizinisch", "zahnmed": "zahnmedizinisch", "tiermed": "tiermedizinisch",
    "pharm": "pharmazeutisch", "angest": "angestellte", "fachangest": "fachangestellte",
    "ass": "assistent", "fi": "fachinformatiker",
    "a": "anwendungsentwicklung",  # AE, folded
    "si": "systemintegration",
    "shk": "sanitar heizungs klimatechnik", "galabau": "garten landschaftsbau",
}  # fmt: skip
_BEGINNINGS = {"kfz": "kraftfahrzeug"}
_PEOPLE = re.compile(r"(?<=\w)(?:leute|frau)$")
_FEMALE = ("innen", "in")
_SEVERAL = ("en", "e")
_SHORTEST = 4  # letters that stay
_ADJECTIVE = re.compile(r"(isch|lich|iv|stellt|amt)(?:er|en|e)$")  # technischer, Angestellte
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


def title_keys(text: str) -> list[str]:
    """Keys of a title, the most exact first; two titles that share one mean the same occupation.

    >>> title_keys("Bäcker*in (m/w/d)") == title_keys("Ausbildung zur Bäckerin") == title_keys("Bäcker")
    True

    Parameters
    ----------
    text : str
        As somebody wrote it; long texts are cut.

    Returns
    -------
    list of str
        Words in any order with hyphens closed, with hyphens open, and without blanks; empty for no words.
    """
    plain = without_advertising(text)
    closed, opened = _stems(_HYPHEN.sub("", plain)), _stems(plain)
    keys = [" ".join(sorted(closed)), " ".join(sorted(opened)), "".join(closed)]
    return list(dict.fromkeys(key for key in keys if key))


def _stems(text: str) -> list[str]:
    """Stems of the words that say something, each once, in their order."""
    words = [word for written in fold(text).split() for word in _written_out(written).split()]
    stems = [_stem(word) for word in words if word not in _SILENT and says_something(word)]
    return list(dict.fromkeys(stems))


def _written_out(word: str) -> str:
    for short, long in _BEGINNINGS.items():
        if word.startswith(short):
            return long + word.removeprefix(short)
    return _WRITTEN_OUT.get(word, word)


def _stem(word: str) -> str:
    word = _PEOPLE.sub("mann", _ADJECTIVE.sub(r"\1", word))
    for endings in (_FEMALE, _SEVERAL):
        ending = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= _SHORTEST), "")
        word = word.removesuffix(ending)
    return word
