"""Where somebody goes after signing in: a page of ours, never another server."""

from __future__ import annotations

from flask import url_for

LONGEST_PATH = 200


def local_path(path: str | None) -> str:
    """Return the path if it leads to a page of this service, else the start page."""
    return path if path and is_local(path) else url_for("pages.start")


def is_local(path: str) -> bool:
    """Whether a browser would stay here: one slash in front, and nothing it rewrites or skips."""
    plain = all(" " < character < "\x7f" and character != "\\" for character in path)
    return plain and len(path) <= LONGEST_PATH and path.startswith("/") and not path.startswith("//")
