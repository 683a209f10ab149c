"""The order in which people look for a German name in a list: DIN 5007-1, as in a dictionary.

Sorting is done here and not in SQL: databases order by code points or by whatever the machine has installed, and a
list would read differently on the next one.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from plaintext.cleaning import APOSTROPHES

LONGEST = 200  # characters that are looked at letter by letter; the rest decides ties only
# Letters of other alphabets that take nothing apart, as they are looked for here.
OTHER_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"}
)
SILENT = re.compile("['’‘]")

Chunk = tuple[int, int, str]
Order = tuple[tuple[tuple[Chunk, ...], ...], str, str, str]


def german_order(name: str) -> Order:
    """Key to sort names with: ä like a, ß like ss, capitals and accents only between names that are else alike.

    A blank or a hyphen comes before every letter, digits before letters and as the number they are.

    >>> sorted(["Zimmerei", "eBau", "Ärztehaus", "Bäckerei", "Bäcker Übel"], key=german_order)
    ['Ärztehaus', 'Bäcker Übel', 'Bäckerei', 'eBau', 'Zimmerei']

    Parameters
    ----------
    name : str
        As it is shown.

    Returns
    -------
    tuple
        Equal only for equal names.
    """
    words = _letters(name[:LONGEST]).split()
    return tuple(map(_chunks, words)), unicodedata.normalize("NFD", name.casefold()), name.swapcase(), name


def _letters(text: str) -> str:
    """Small letters without accents; what is no letter and no digit parts words, an apostrophe does not."""
    plain = SILENT.sub("", APOSTROPHES.sub("", text)).casefold().translate(OTHER_LETTERS)
    signs = (sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in signs)


def _chunks(word: str) -> tuple[Chunk, ...]:
    """Letters and numbers of a word; a longer number is the greater one."""
    return tuple(_chunk("".join(signs), number) for number, signs in groupby(word, _is_digit))


def _chunk(text: str, number: bool) -> Chunk:
    if not number:
        return (1, 0, text)
    digits = text.lstrip("0")
    return (0, len(digits), digits)


def _is_digit(sign: str) -> bool:
    return "0" <= sign <= "9"
