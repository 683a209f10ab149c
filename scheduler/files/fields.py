"""Reading single values out of a JSON document, with complaints that name the place."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scheduler.errors import (
    DuplicateKey,
    MissingKey,
    UnreadableFile,
    WrongFormat,
    WrongNumber,
    WrongType,
)

Document = Mapping[str, Any]
Note = Callable[[str], None]
"""Takes a remark about what is no mistake, but perhaps not meant."""


def unheard(_remark: str) -> None:
    """Take a remark nobody asked for.

    Parameters
    ----------
    _remark : str
        Left aside.
    """


def read_document(text: bytes, place: str, expected_format: str) -> Document:
    """Parse UTF-8 JSON and make sure that it is an object of the expected format.

    Parameters
    ----------
    text : bytes
        A file; a byte order mark may come first.
    place : str
        What to call the file in complaints.
    expected_format : str
        Such as ``speed-dating-instance/1``.

    Returns
    -------
    mapping
        The document; its values are not looked at.

    Raises
    ------
    UnreadableFile
        Not UTF-8 or not JSON.
    DuplicateKey
        An object has a key twice, and nobody knows which of the two is meant.
    MissingKey
        There is no ``format``.
    WrongFormat
        Not an object, or its ``format`` says something else.
    """
    try:
        document = _loaded(text.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(place, f"not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableFile(place, f"not JSON ({error.msg}, {where})") from error
    except DuplicateKey:
        raise
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(place, f"not JSON that can be read ({error})") from error
    if not isinstance(document, dict):
        raise WrongFormat(place, f"an object is expected, not {kind_of(document)}")
    if required(document, "format") != expected_format:
        raise WrongFormat("format", f"{document.get('format')!r} instead of {expected_format!r}")
    return document


def _loaded(text: str) -> Any:
    """What the JSON says."""
    repeating: list[tuple[object, str]] = []

    def as_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        row = dict(pairs)
        if len(row) < len(pairs):
            names = [name for name, _ in pairs]
            repeating.append((row, next(name for name in names if names.count(name) > 1)))
        return row

    document = json.loads(text, object_pairs_hook=as_dict)
    if repeating:
        culprit, key = repeating[-1]  # none further out, so it has not been lost itself
        raise DuplicateKey(joined(_place_of(culprit, document) or "", key), "is there twice")
    return document


def _place_of(culprit: object, value: object, place: str = "") -> str | None:
    """Where a value is inside another, or None."""
    if value is culprit:
        return place
    inside: list[tuple[str, object]] = []
    if isinstance(value, dict):
        inside = [(joined(place, key), each) for key, each in value.items()]
    elif isinstance(value, list):
        inside = [(f"{place}[{i}]", each) for i, each in enumerate(value)]
    found = (_place_of(culprit, each, there) for there, each in inside)
    return next((there for there in found if there is not None), None)


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file.

    Parameters
    ----------
    path : str or Path
        The file; it is read as a whole.

    Returns
    -------
    bytes
        What is in it.

    Raises
    ------
    UnreadableFile
        It cannot be opened or read.
    """
    if not str(path):
        raise UnreadableFile("file name", "is empty")
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "cannot be read") from error


def kind_of(value: object) -> str:
    """What JSON calls the kind of a value, for complaints.

    Parameters
    ----------
    value : object
        Anything that JSON can hold.

    Returns
    -------
    str
        Such as ``a list`` or ``null``; the name of a type that JSON does not know.
    """
    if value is None:
        return "null"
    kinds: dict[type, str] = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "an object",
    }
    return kinds.get(type(value), type(value).__name__)


def required(document: Document, key: str, place: str = "") -> Any:
    """The value of a key that must be there.

    Parameters
    ----------
    document : mapping
        An object of the file.
    key : str
        What it must have.
    place : str
        Where the object stands, such as ``tables[3]``; empty for the document itself.

    Returns
    -------
    object
        As it stands there.

    Raises
    ------
    MissingKey
        It does not have it.
    """
    if key not in document:
        raise MissingKey(joined(place, key), "is missing")
    return document[key]


def note_unknown_keys(row: Document, known: Collection[str], place: str, note: Note) -> None:
    """Note keys that mean nothing, because a key that is misspelled is left out without a trace.

    Parameters
    ----------
    row : mapping
        An object of the file.
    known : collection of str
        The keys it can have.
    place : str
        Where it stands; empty for the document itself.
    note : callable
        Takes one sentence for each unknown key.
    """
    for key in row:
        if key not in known:
            close = get_close_matches(key, known, 1)
            meant = f" (is {close[0]} meant?)" if close else ""
            note(f"{joined(place, key)}: is not known and does not count{meant}")


def joined(place: str, key: str) -> str:
    """The place of a key inside a place.

    Parameters
    ----------
    place : str
        Such as ``tables[3]``; empty for the document itself.
    key : str
        A key of the object there.

    Returns
    -------
    str
        Such as ``tables[3].id``.
    """
    return f"{place}.{key}" if place else key


def as_text(value: object, place: str) -> str:
    """A text that can be written again, or a complaint.

    Parameters
    ----------
    value : object
        A value of the file.
    place : str
        Where it stands, such as ``tables[3].id``.

    Returns
    -------
    str
        The value.

    Raises
    ------
    WrongType
        It is none, or holds half of a surrogate pair.
    """
    if not isinstance(value, str):
        raise WrongType(place, f"a text is expected, not {kind_of(value)}")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise WrongType(place, f"{value!r} is not a valid text (half of a surrogate pair)")
    return value


def as_list(value: object, place: str) -> list[Any]:
    """A list, or a complaint.

    Parameters
    ----------
    value : object
        A value of the file.
    place : str
        Where it stands, such as ``tables``.

    Returns
    -------
    list
        The value; its elements are not looked at.

    Raises
    ------
    WrongType
        It is none.
    """
    if not isinstance(value, list):
        raise WrongType(place, f"a list is expected, not {kind_of(value)}")
    return value


def as_object(value: object, place: str) -> Document:
    """An object, or a complaint.

    Parameters
    ----------
    value : object
        A value of the file.
    place : str
        Where it stands, such as ``tables[3]``.

    Returns
    -------
    mapping
        The value; what it holds is not looked at.

    Raises
    ------
    WrongType
        It is none.
    """
    if not isinstance(value, dict):
        raise WrongType(place, f"an object is expected, not {kind_of(value)}")
    return value


def as_integer(value: object, place: str) -> int:
    """A whole number, or a complaint; true and false are none.

    Parameters
    ----------
    value : object
        A value of the file.
    place : str
        Where it stands, such as ``pins[0].round``.

    Returns
    -------
    int
        The value, of any size.

    Raises
    ------
    WrongType
        It is none; 3.0 is none either.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        shown = repr(value) if isinstance(value, float) else kind_of(value)
        raise WrongType(place, f"a whole number is expected, not {shown}")
    return value


def as_count(value: object, place: str, least: int = 0) -> int:
    """A whole number that is at least `least`, or a complaint.

    Parameters
    ----------
    value : object
        A value of the file.
    place : str
        Where it stands, such as ``rounds``.
    least : int
        The smallest number that makes sense.

    Returns
    -------
    int
        At least `least`.

    Raises
    ------
    WrongType
        It is no whole number.
    WrongNumber
        It is less than `least`.
    """
    count = as_integer(value, place)
    if count < least:
        raise WrongNumber(place, f"{count} is less than {least}")
    return count
