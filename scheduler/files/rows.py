"""How our files are laid out: one row a line."""

from __future__ import annotations

import json

from scheduler.files.fields import Document


def one_row_a_line(document: Document) -> str:
    """JSON with every element of a top-level list on a line of its own, so that differences can be read.

    Parameters
    ----------
    document : mapping
        For JSON; NaN and infinities are refused with a ValueError.

    Returns
    -------
    str
        Ends with a line break.
    """
    lines = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in value)
            text = f"[\n  {rows}\n ]"
        else:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        lines.append(f" {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}\n"
