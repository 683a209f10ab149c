"""Read a CSV file cell by cell, with complaints that name file, row and column."""

from __future__ import annotations

import csv
import io
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from matching.errors import InvalidTable

BETWEEN = "|"  # between several values in one cell

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts as a spreadsheet does, the header being row 1."""

    file: str
    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        if not self.cells.get(column):
            raise self.complaint(column, "is empty")
        return self.cells[column]

    def identifier(self, column: str) -> str:
        """A cell that must not be empty and that can be read wherever it is shown."""
        text = self.text(column)
        if any(unicodedata.category(character) == "Cc" for character in text):
            raise self.complaint(column, f"{text!r} has a control character in it")
        return text

    def optional(self, column: str) -> str:
        """A cell that may be empty or whose column may be missing."""
        return self.cells.get(column, "")

    def several(self, column: str) -> list[str]:
        """The values of a cell that holds several, separated by ``|``; none when it is empty."""
        return [value.strip() for value in self.optional(column).split(BETWEEN) if value.strip()]

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


def read_rows(path: str, required: Sequence[str], optional: Sequence[str]) -> list[Row]:
    """Read a file with a header; commas or semicolons, whichever the header has; blank rows do not count.

    Parameters
    ----------
    path : str
        ``"-"`` is standard input.
    required, optional : sequences of str
        Columns that must and that may be there, in any order.

    Returns
    -------
    list of Row
        At least one, in the order of the file.

    Raises
    ------
    InvalidTable
        When it cannot be read, has a missing or unknown column, a row with too many cells, or no rows.
    """
    file = "standard input" if path == "-" else path or "file name"
    records = _records(_text(path, file), file)
    if not records:
        raise InvalidTable(file, "is empty")
    header = [name.strip() for name in records[0][1]]
    _check_header(file, header, required, optional)
    rows = [_row(file, number, header, cells) for number, cells in records[1:] if any(map(str.strip, cells))]
    if not rows:
        raise InvalidTable(file, "has a header, but no rows")
    return rows


def _text(path: str, file: str) -> str:
    if not path:
        raise InvalidTable(file, "is empty")
    if path == "-" and sys.stdin is None:
        raise InvalidTable(file, "is closed")
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = 'save it in the spreadsheet as "CSV UTF-8"'
        raise InvalidTable(file, f"is not UTF-8 (byte {error.start}): {hint}") from error
    except OSError as error:
        raise InvalidTable(file, f"cannot be read ({error.strerror})") from error


def _records(text: str, file: str) -> list[tuple[int, list[str]]]:
    """Cells of each row with its number."""
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    try:
        return list(
            enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), start=1)
        )
    except csv.Error as error:
        raise InvalidTable(file, f"is not a CSV file ({error})") from error


def _check_header(file: str, header: list[str], required: Sequence[str], optional: Sequence[str]) -> None:
    known = [*required, *optional]
    for name in header:
        if name not in known:
            raise InvalidTable(f"{file}, row 1", f"column {name!r} is not one of {', '.join(known)}")
        if header.count(name) > 1:
            raise InvalidTable(f"{file}, row 1", f"column {name!r} is there twice")
    for name in required:
        if name not in header:
            raise InvalidTable(f"{file}, row 1", f"column {name!r} is missing")


def _row(file: str, number: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) > len(header):
        raise InvalidTable(f"{file}, row {number}", f"{len(cells)} cells, but the header has {len(header)}")
    return Row(file, number, {name: cell.strip() for name, cell in zip(header, cells, strict=False)})
