"""The words of our files: their format, which others read too, says ``dates`` where the code says meetings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def in_file_words(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Figures under the names they have in a file.

    Parameters
    ----------
    figures : mapping
        By the names of the code, such as ``fewest_table_meetings``.

    Returns
    -------
    dict
        By the names of the format, such as ``fewest_table_dates``; in the same order.
    """
    return {name.replace("meetings", "dates"): figure for name, figure in figures.items()}
