"""The product's own reference tables, one CSV file each, and how they are read."""

from __future__ import annotations

import csv
from importlib import resources


def read_table(name: str) -> list[dict[str, str]]:
    """Read one of the tables beside this file.

    Parameters
    ----------
    name : str
        File name, such as ``"occupations.csv"``.

    Returns
    -------
    list of dict
        One dictionary a row; every value is text, so leading zeros stay.
    """
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
