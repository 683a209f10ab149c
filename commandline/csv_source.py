"""From the bytes of a CSV file to its rows of cells, however a spreadsheet wrote them."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Collection

from matching.errors import InvalidTable
from plaintext.cleaning import one_line

Note = Callable[[str], None]
"""Takes a remark about what is no mistake, but perhaps not meant."""

DELIMITERS = (";", "\t", ",", "|")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAVE = 'save it in the spreadsheet as "CSV UTF-8"'
_DECLARED = re.compile(r'\s*"?sep=(.)"?[;,\t| ]*(?:\r\n|\r|\n|$)', re.I)
_NOT_ASCII = re.compile(r"\w*[^\W\x00-\x7f]\w*")


def decoded(raw: bytes, file: str, note: Note) -> str:
    """The text of a file: UTF-8, UTF-16 or, where it is none, Windows-1252.

    Parameters
    ----------
    raw : bytes
        What is in it.
    file : str
        What to call it in complaints.
    note : callable
        Hears that it was read as Windows-1252, which is a guess.

    Returns
    -------
    str
        Without byte order mark.

    Raises
    ------
    InvalidTable
        It is a workbook, or in none of the three.
    """
    if raw.startswith(_WORKBOOKS):
        raise InvalidTable(file, f"is a workbook and no CSV file: {_SAVE}")
    try:
        return raw.decode(_wide(raw) or "utf-8-sig").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        complaint = f"is not {error.encoding.upper()} (byte {error.start}): {_SAVE}"
        if error.encoding != "utf-8":
            raise InvalidTable(file, complaint) from error
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise InvalidTable(file, complaint) from None
    note(f"{file}: is not UTF-8 and is read as Windows-1252{_example(text)}")
    return text


def records(text: str, file: str, known: Collection[str]) -> list[tuple[int, list[str]]]:
    """Cells of each row with its number, as a spreadsheet counts them.

    Parameters
    ----------
    text : str
        From `decoded`; its first line may declare the delimiter: ``sep=;``.
    file : str
        What to call it in complaints.
    known : collection of str
        Names that columns can have: the delimiter is the one that finds most of them.

    Returns
    -------
    list of (int, list of str)
        Without empty rows; those count, a line with ``sep=`` does not.

    Raises
    ------
    InvalidTable
        Something is wrong with its quotation marks.
    """
    declared = _DECLARED.match(text)
    candidates: tuple[str, ...] = DELIMITERS
    if declared:
        text, candidates = text[declared.end() :], (declared[1], *DELIMITERS)
    header = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    delimiter = max(candidates, key=lambda one: _columns(header, one, known))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [(number, cells) for number, cells in enumerate(reader, start=1) if any(map(str.strip, cells))]
    except csv.Error as error:
        raise InvalidTable(file, f"is not a CSV file ({error}, line {reader.line_num})") from error


def column_name(cell: str) -> str:
    """The name in a cell of the header, whatever its capitals and blanks.

    Parameters
    ----------
    cell : str
        Such as ``Start Year``.

    Returns
    -------
    str
        Such as ``start_year``.
    """
    return re.sub(r"[ -]+", "_", one_line(cell).casefold())


def _columns(header: str, delimiter: str, known: Collection[str]) -> int:
    """How many known columns a header has if this is its delimiter."""
    cells = next(csv.reader([header], delimiter=delimiter), [])
    return sum(column_name(cell) in known for cell in cells)


def _wide(raw: bytes) -> str | None:
    """The encoding of a file with two or four bytes a letter; with or without a byte order mark."""
    for mark, encoding in _WIDE:
        if raw.startswith(mark):
            return encoding
    if len(raw) > 1 and 0 in raw[:2]:
        return "utf-16-be" if raw[0] == 0 else "utf-16-le"
    return None


def _example(text: str) -> str:
    found = _NOT_ASCII.search(text)
    return f": please look whether {found[0]!r} is right" if found else ""
