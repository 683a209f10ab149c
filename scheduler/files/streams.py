"""Files or standard streams by name; a file is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from scheduler.errors import SchedulingError
from scheduler.files.fields import read_bytes


class UnwritableFile(SchedulingError):
    """The output cannot be written."""


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``."""
    return sys.stdin.buffer.read() if name == "-" else read_bytes(name)


def write_output(name: str, text: str) -> None:
    """Write to a file, or to standard output for ``-``; what was there stays until everything is written.

    Raises
    ------
    UnwritableFile
        The folder is missing or may not be written to.
    """
    if name == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    try:
        if path.exists() and not path.is_file():  # a device or pipe cannot be replaced
            path.write_text(text, encoding="utf-8")
        else:
            _replace(path.resolve(), text)
    except OSError as error:
        raise UnwritableFile(name, error.strerror or "cannot be written") from error


def _replace(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
