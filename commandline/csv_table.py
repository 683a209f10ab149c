"""Read a CSV file cell by cell, with complaints that name file, row and column."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from commandline.csv_source import Note, column_name, decoded, records
from commandline.spreadsheet_cells import as_shown
from matching.errors import InvalidTable
from plaintext.cleaning import one_line

BETWEEN = re.compile(r"[|\r\n]")  # between several values in one cell

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts as a spreadsheet does, the header being row 1; cells are as they came."""

    file: str
    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """A cell that must not be empty, cleaned: two that look the same are the same."""
        text = self.optional(column)
        if not text:
            raise self.complaint(column, "is empty")
        return text

    def identifier(self, column: str) -> str:
        """A cell that must not be empty and that can be read wherever it is shown."""
        text, written = self.text(column), self.cells[column].strip()
        if any(unicodedata.category(character) == "Cc" for character in written):
            raise self.complaint(column, f"{written!r} has a control character in it")
        return text

    def optional(self, column: str) -> str:
        """A cell that may be empty or whose column may be missing, cleaned."""
        return one_line(self.cells.get(column, ""))

    def several(self, column: str) -> list[str]:
        """The values of a cell that holds several, separated by ``|`` or on lines of their own."""
        values = map(one_line, BETWEEN.split(self.cells.get(column, "")))
        return [value for value in values if value]

    def parsed(self, column: str, parse: Callable[[str], T], meaning: str) -> T:
        """A cell turned into something else; `meaning` says what it should have been."""
        text = self.text(column)
        try:
            return parse(text)
        except ValueError:
            raise self.complaint(column, f"{text!r} is not {meaning}") from None

    def complaint(self, column: str, complaint: str) -> InvalidTable:
        """An error at a cell of this row."""
        return InvalidTable(self.place(column), complaint)

    def place(self, column: str) -> str:
        """How a message names a cell of this row."""
        return f"{self.file}, row {self.number}, column {column}"


def read_rows(path: str, required: Sequence[str], optional: Sequence[str], note: Note) -> list[Row]:
    """Read a file with a header, with any of the delimiters and encodings that spreadsheets write.

    Parameters
    ----------
    path : str
        ``"-"`` is standard input.
    required, optional : sequences of str
        Columns that must and that may be there, in any order and in any capitals.
    note : callable
        Takes a remark on how the file was read, if that is a guess.

    Returns
    -------
    list of Row
        At least one, in the order of the file; empty rows, and empty columns without a name, are left out.

    Raises
    ------
    InvalidTable
        When it cannot be read, has a missing or unknown column, something in a column without a name, or no
        rows.
    """
    file = "standard input" if path == "-" else path or "file name"
    found = records(decoded(_bytes(path, file), file, note), file, [*required, *optional])
    if not found:
        raise InvalidTable(file, "is empty")
    (number, names), *rows = found
    header = [column_name(name) for name in names]
    _check_header(f"{file}, row {number}", header, required, optional)
    if not rows:
        raise InvalidTable(file, "has a header, but no rows")
    return [_row(file, number, header, cells) for number, cells in rows]


def _bytes(path: str, file: str) -> bytes:
    if not path:
        raise InvalidTable(file, "is empty")
    if path == "-" and sys.stdin is None:
        raise InvalidTable(file, "is closed")
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InvalidTable(file, f"cannot be read ({error.strerror})") from error


def _check_header(place: str, header: list[str], required: Sequence[str], optional: Sequence[str]) -> None:
    known = [*required, *optional]
    for name in filter(None, header):
        if name not in known:
            raise InvalidTable(place, f"column {name!r} is not one of {', '.join(known)}")
        if header.count(name) > 1:
            raise InvalidTable(place, f"column {name!r} is there twice")
    for name in required:
        if name not in header:
            raise InvalidTable(place, f"column {name!r} is missing")


def _row(file: str, number: int, header: list[str], cells: list[str]) -> Row:
    """Spreadsheets write empty cells behind the last column, and empty columns between; others mean something."""
    names = [*header, *[""] * (len(cells) - len(header))]
    for place, (name, cell) in enumerate(zip(names, cells, strict=False), start=1):
        if not name and (text := one_line(cell)):
            complaint = f"{text!r} stands in a column without a name"
            raise InvalidTable(f"{file}, row {number}, column {place}", complaint)
    return Row(file, number, {name: as_shown(cell) for name, cell in zip(names, cells, strict=False) if name})
