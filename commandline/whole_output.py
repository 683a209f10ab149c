"""What a command has made goes out whole or not at all: to a file, a device, a pipe, standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file; what was there stays until everything is written. Raises `OSError`."""
    if path.exists() and not path.is_file():  # a device or pipe cannot be replaced
        path.write_text(text, encoding="utf-8")
    else:
        _replace(path.resolve(), text)


def write_standard_output(text: str) -> None:
    """Write to standard output, which must be open. Raises `OSError`."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # the reader has seen enough: no mistake, and click ends quietly
    except OSError:
        _forget_standard_output()
        raise


def _forget_standard_output() -> None:
    """What could not be written would be tried again, and complained about, when Python ends."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


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
