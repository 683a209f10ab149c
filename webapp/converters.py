"""What may stand in an address: numbers a database can hold, and short names of associations."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, Map

LARGEST_ROW_NUMBER = 2**31 - 1
ROW_NUMBER = re.compile(r"[0-9]{1,10}")


class RowNumber(IntegerConverter):
    """The number of a row; a larger one than the database can hold is simply not found."""

    regex = r"[0-9]{1,10}"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST_ROW_NUMBER)


class Slug(BaseConverter):
    """The name of an association in addresses."""

    regex = r"[a-z0-9][a-z0-9-]{0,39}"


def row_number(typed: str) -> int:
    """Read the number of a row that was sent; a ValueError if the database can hold none like that."""
    if not ROW_NUMBER.fullmatch(typed) or int(typed) > LARGEST_ROW_NUMBER:
        raise ValueError("no number of a row")
    return int(typed)


def init_converters(app: Flask) -> None:
    """Use them in every address of the app."""
    app.url_map.converters.update(int=RowNumber, slug=Slug)
