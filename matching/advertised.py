"""What advertisements write around an occupation: "Ausbildung zum Koch (m/w/d) ab 01.08.2027"."""

from __future__ import annotations

import re

from plaintext.cleaning import DASHES, one_line

LONGEST = 200  # characters that are looked at; no title of ours comes near

_BLANKS = re.compile(r"\s+")
_ONE = r"(?:männlich|weiblich|divers|div\.?|gn|[mwdfxita]|\*)"
_IN_BRACKETS = re.compile(rf"[(\[{{] ?{_ONE}(?: ?[/|,;·.+&:-]? ?{_ONE})* ?[/|,;]? ?(?:[)\]}}]|$)", re.I)
_WITHOUT = re.compile(rf"(?<!\w){_ONE}(?: ?[/|] ?{_ONE}){{1,4}}(?!\w)", re.I)
_EVERYBODY = re.compile(r"\(?\b(?:all(?:e)? (?:genders?|geschlechter))\b\)?", re.I)
_SECOND_FORM = r"-? ?(?:innen|in|er|r|n|e|frau|mann|leute)"
_GENDER_MARK = re.compile(rf"(?<=\w) ?(?:[/:*_·•|] ?{_SECOND_FORM}(?!\w)|\({_SECOND_FORM}\))", re.I)
_FIELD = re.compile(
    r"[ (,;-]*\b(?:fachrichtung(?:en)?|schwerpunkte?|einsatzgebiete?|vertiefung|FR|SP)\b[\s:.]*", re.I
)
_PART = re.compile(r"[()\[\]/|,;:]| - ")
_BREAK = re.compile(r" [-/] |[,;:(\[|]")
_NOISE = frozenset(
    re.findall(
        r"\w+",
        """ausbildung ausbildungsplatz ausbildungsplatze ausbildungsstelle ausbildungsstellen ausbildungsberuf
        ausbildungsbeginn ausbildungsstart azubi azubis azubine auszubildende auszubildender auszubildenden
        lehre lehrling lehrlinge lehrstelle lehrberuf beruf duale als zum zur zu ab ein eine einen einer wir
        suchen gesucht start beginn sofort vollzeit teilzeit ihk hwk jahr januar februar marz april mai juni
        juli august september oktober november dezember""",
    )
)


def without_advertising(text: str) -> str:
    """Leave out for whom a place is, and both forms of a title: ``"Koch/Köchin (m/w/d)"``, ``"Bäcker*in"``.

    >>> without_advertising("Technische/r Produktdesigner/-in (m/w/d)")
    'Technische Produktdesigner'

    Parameters
    ----------
    text : str
        Of any length; the first 200 characters count.

    Returns
    -------
    str
        Cleaned, with single blanks and every dash as a hyphen.
    """
    text = DASHES.sub("-", one_line(text[:LONGEST]))
    for around in (_IN_BRACKETS, _EVERYBODY, _WITHOUT, _GENDER_MARK):
        text = around.sub("", text)
    return _BLANKS.sub(" ", text).strip(" -,;:/|*")


def says_something(word: str) -> bool:
    """Whether a folded word belongs to a title, and not to "Ausbildung zum ... ab 01.08.2027".

    Parameters
    ----------
    word : str
        Folded.

    Returns
    -------
    bool
        False for numbers, too: no title has one.
    """
    return word not in _NOISE and not word.isdigit()


def before_field(text: str) -> str:
    """The part before a named Fachrichtung, Schwerpunkt or Einsatzgebiet; empty where none is named.

    Parameters
    ----------
    text : str
        From `without_advertising`.

    Returns
    -------
    str
        Such as ``Metallbauer`` of ``Metallbauer, Fachrichtung Konstruktionstechnik``.
    """
    found = _FIELD.search(text)
    return text[: found.start()] if found else ""


def parts(text: str) -> list[str]:
    """What stands between brackets, commas, slashes and dashes with blanks around them.

    Parameters
    ----------
    text : str
        From `without_advertising`.

    Returns
    -------
    list of str
        Such as ``["Medizinische Fachangestellte", "MFA"]``.
    """
    return [part for each in _PART.split(text) if (part := each.strip())]


def before_break(text: str) -> str:
    """The part before the first dash, comma, colon or bracket.

    Parameters
    ----------
    text : str
        From `without_advertising`.

    Returns
    -------
    str
        The whole text where there is none.
    """
    return _BREAK.split(text, maxsplit=1)[0]
