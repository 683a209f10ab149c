"""The one cleaning of text that people type and paste, for forms, files and messages alike.

What nobody sees goes: a text that looks right is right. Each function takes time in proportion to the length
of the text; how long it may be is asked before, of the text as it came.
"""

from __future__ import annotations

import re
import unicodedata

# A text as it comes may have more signs than what is left of it: letters taken apart, signs that nobody sees.
SIGNS_A_CHARACTER = 4
# No language writes more marks on one letter; sorting them takes time in the square of their number.
MOST_MARKS = 10

JOINERS = frozenset("\u200c\u200d")  # they shape letters in Persian or Hindi, and pictures of several persons
SELECTORS = frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180E), 0x180F))
)
# Format signs that are read: Arabic and Kaithi signs before numbers.
SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Letters and marks without a picture.
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffc\U0001d159")
BLANK_PATTERN = "\u2800"

LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
BLANKS = re.compile("[ \t]+")
EMPTY_LINES = re.compile("\n{3,}")
APOSTROPHES = re.compile("[\u0060\u00b4\u02ca\u02cb\u201b\u2032\u2035\u1fbd\u1fbf\uff07\uff40]")
DASHES = re.compile("[\u02d7\u058a\u05be\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\u2796\ufe58\ufe63\uff0d]")


def is_within(text: str, most: int) -> bool:
    """Whether a text, as it came, can be one of so many characters; asked before anything is done with it.

    Parameters
    ----------
    text : str
        As it came.
    most : int
        Characters of the cleaned text.

    Returns
    -------
    bool
        False for a text that has too many signs to be looked at.
    """
    return len(text) <= SIGNS_A_CHARACTER * most


def several_lines(text: str) -> str:
    r"""Clean a text of any number of lines, of which no two in a row are empty.

    >>> several_lines("Gu\u0308nter\u200b \r\n\r\n\r\n\u00a0gru\u0308ßt\u202e ")
    'Günter\n\n grüßt'

    Parameters
    ----------
    text : str
        As it was typed or pasted, or read from a file.

    Returns
    -------
    str
        In NFC, with ``\n`` between lines, without blanks around; empty if there is nothing to be seen.
    """
    lines = LINE_BREAK.sub("\n", text)
    if not lines.isascii():
        lines = unicodedata.normalize("NFC", "".join(_seen(lines)))
    lines = "\n".join(line.rstrip() for line in lines.split("\n"))
    return EMPTY_LINES.sub("\n\n", lines).strip()


def one_line(text: str) -> str:
    r"""Clean a text and write it on one line, with one blank between words.

    >>> one_line("\ufeffAnna\u00a0 \tLena\nAlt\u00admann")
    'Anna Lena Altmann'

    Parameters
    ----------
    text : str
        As it was typed or pasted, or read from a file.

    Returns
    -------
    str
        In NFC, without blanks around; empty if there is nothing to be seen.
    """
    return BLANKS.sub(" ", several_lines(text).replace("\n", " "))


def name(text: str) -> str:
    """Clean the name of somebody or something: every sign that is used as an apostrophe is one.

    >>> name("D´Angelo"), name("Rock `n` Roll")
    ('D’Angelo', 'Rock ’n’ Roll')

    Parameters
    ----------
    text : str
        As it was typed or pasted, or read from a file.

    Returns
    -------
    str
        On one line; ``'`` and ``’`` stay as they were typed.
    """
    return APOSTROPHES.sub("’", one_line(text))


def with_hyphens(text: str) -> str:
    """Clean what is dialled, called up or hyphenated: every dash and every minus is ``-``.

    >>> with_hyphens("05231 – 123456"), with_hyphens("Anna‑Lena")
    ('05231 - 123456', 'Anna-Lena')

    Parameters
    ----------
    text : str
        As it was typed or pasted, or read from a file.

    Returns
    -------
    str
        On one line.
    """
    return DASHES.sub("-", one_line(text))


def unwritable(text: str) -> bool:
    r"""Whether a text holds control characters or halves of characters, which no database and no page takes.

    >>> unwritable("a\x00b"), unwritable("a\tb\n")
    (True, False)

    Parameters
    ----------
    text : str
        Cleaned or not; tabs and ends of lines are no control characters here.

    Returns
    -------
    bool
        True if it must be refused.
    """
    return any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t" for sign in text)


def _seen(text: str) -> list[str]:
    """Signs of a text that are seen, each blank as a blank, marks and joiners only where they can be."""
    seen: list[str] = []
    marks, joiner = 0, ""
    for sign in text:
        category = unicodedata.category(sign)
        if sign in JOINERS:
            joiner = sign
            continue
        if (category == "Cf" and sign not in SEEN) or sign in UNSEEN:
            continue
        marks = marks + 1 if category[0] == "M" else 0
        if marks > MOST_MARKS or (sign in SELECTORS and not _can_be_varied(seen)):
            continue
        if joiner and seen and _is_joined(seen[-1]) and _is_joined(sign):
            seen.append(joiner)
        joiner = ""
        seen.append(" " if category == "Zs" or sign == BLANK_PATTERN else sign)
    return seen


def _can_be_varied(seen: list[str]) -> bool:
    """Whether there is a sign before a selector of its form."""
    return bool(seen) and not seen[-1].isspace() and seen[-1] not in SELECTORS


def _is_joined(sign: str) -> bool:
    """Whether joiners beside a sign matter: beside letters with their marks, and in pictures."""
    return unicodedata.category(sign) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "So", "Sk"}
