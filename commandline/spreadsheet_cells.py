"""Numbers, years and postcodes as spreadsheets write them, and what spreadsheets do to them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from matching.postcodes import place_of

_WHOLE = re.compile(r"([+-]?[0-9]+)(?:[.,]0+)?")
_MARKED_AS_TEXT = re.compile(r"""="(.*)"|'([0-9]+)""", re.S)
_DECIMAL = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?|[Nn]a[Nn]|[+-]?inf")
_DATES = tuple(
    re.compile(rf"{pattern}(?:[ T][0-9:.]+)?")
    for pattern in (
        r"[0-9]{1,2}[./-] ?[0-9]{1,2}[./-] ?(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})[./-][0-9]{1,2}[./-][0-9]{1,2}",
        r"[0-9]{1,2}[./-](?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})-[0-9]{1,2}",
    )
)
_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.(19[0-9]{2})")
_FIRST_DAY = date(1899, 12, 30)  # day 0 of spreadsheets
_YEARS_AS_DAYS = range(2000, 2101)
_POSTCODE = re.compile(r"(?:DE?[ -]+)?([0-9]{2} ?[0-9]{3})(?:[.,]0+)?", re.I)
_CUT_POSTCODE = re.compile(r"([0-9]{4})(?:[.,]0+)?")


def as_shown(cell: str) -> str:
    """A cell as its spreadsheet shows it: without what marks digits as text, ``="01067"`` and ``'01067``.

    >>> as_shown('="01067"')
    '01067'

    Parameters
    ----------
    cell : str
        As it came.

    Returns
    -------
    str
        Any other cell as it is.
    """
    found = _MARKED_AS_TEXT.fullmatch(cell.strip())
    return next(filter(None, found.groups()), "").replace('""', '"') if found else cell


def whole_number(text: str) -> int:
    """A whole number, also with the decimals of a spreadsheet: ``1,0``.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    int
        Of any size.

    Raises
    ------
    ValueError
        It is none.
    """
    found = _WHOLE.fullmatch(text)
    if not found:
        raise ValueError(text)
    return int(found[1])


def kilometres(text: str) -> float:
    """A number with a point or a comma, with or without "km" behind it.

    Parameters
    ----------
    text : str
        A cell, such as ``12,5 km``.

    Returns
    -------
    float
        Any.

    Raises
    ------
    ValueError
        It is none.
    """
    number = re.sub(r" ?km\.?$", "", text, flags=re.I)
    if not _DECIMAL.fullmatch(number):
        raise ValueError(text)
    return float(number.replace(",", "."))


def year(text: str) -> int:
    """A year, also of a whole date: training that starts on 01.08.2027 starts in 2027.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    int
        Of any size.

    Raises
    ------
    ValueError
        It is neither.
    """
    dates = (pattern.fullmatch(text) for pattern in _DATES)
    found = next((match["year"] for match in dates if match), None)
    return whole_number(text) if found is None else int(found)


def year_made_a_day(text: str) -> int | None:
    """The year that a spreadsheet has turned into a day of 1905, because the column is one of dates.

    >>> year_made_a_day("19.07.1905")
    2027

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    int or None
        None for anything else.
    """
    found = _DAY.fullmatch(text)
    if not found:
        return None
    day, month, calendar_year = map(int, found.groups())
    try:
        days = (date(calendar_year, month, day) - _FIRST_DAY) // timedelta(days=1)
    except ValueError:
        return None
    return days if days in _YEARS_AS_DAYS else None


def postcode(text: str) -> str:
    """A postcode without what is written around it: ``D-32756``, ``32 756``, ``32756.0``.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        Five digits, or the text as it is.
    """
    found = _POSTCODE.fullmatch(text)
    return found[1].replace(" ", "") if found else text


def with_its_zero(text: str) -> str | None:
    """The postcode of which a spreadsheet has cut the leading zero.

    Parameters
    ----------
    text : str
        A cell, such as ``1067``.

    Returns
    -------
    str or None
        Such as ``01067``; None where no place has that.
    """
    found = _CUT_POSTCODE.fullmatch(text)
    whole = f"0{found[1]}" if found else ""
    return whole if place_of(whole) else None
