"""Write a file whole or not at all, or into what cannot be replaced: a device, a pipe, standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path


class CannotWrite(ValueError):
    """The output cannot be written; the message starts with its name."""

    def __init__(self, name: str, reason: str | None) -> None:
        super().__init__(f"{name}: cannot be written ({reason})")


def refuse_output(output: str, *inputs: str) -> None:
    """Complain before any work is done about an output that can be known to be wrong.

    Raises
    ------
    CannotWrite
        No name, a folder, or one of the inputs, which would be gone.
    """
    if output == "-":
        return
    if not output:
        raise CannotWrite("--output", "the name is empty")
    path = Path(output)
    try:
        if path.is_dir():
            raise CannotWrite(output, "Is a directory")
        if path.is_file() and any(path.samefile(name) for name in inputs if Path(name).is_file()):
            raise CannotWrite(output, "it is an input, which the output would replace")
    except OSError as error:
        raise CannotWrite(output, error.strerror) from error


def write_output(output: str, text: str) -> None:
    """Write to a file, or to standard output for ``-``; what was there stays until everything is written.

    Raises
    ------
    CannotWrite
        The folder is missing or may not be written to, or the disk is full.
    """
    if output == "-":
        _write_standard_output(text)
        return
    path = Path(output)
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
        else:
            _replace(path.resolve(), text)
    except OSError as error:
        raise CannotWrite(output, error.strerror) from error


def _write_standard_output(text: str) -> None:
    if sys.stdout is None:
        raise CannotWrite("standard output", "it is closed")
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # the reader has seen enough: no mistake, and click ends quietly
    except OSError as error:
        _forget_standard_output()
        raise CannotWrite("standard output", error.strerror) from error


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
