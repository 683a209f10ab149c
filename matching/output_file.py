"""Write a file whole or not at all, or into what cannot be replaced: a device, a pipe, standard output."""

from __future__ import annotations

import sys
from pathlib import Path

from commandline.whole_output import write_standard_output, write_whole


class CannotWrite(ValueError):
    """The output cannot be written; the message starts with its name."""

    def __init__(self, name: str, reason: str | None) -> None:
        super().__init__(f"{name}: cannot be written ({reason})")


def refuse_output(output: str, *inputs: str) -> None:
    """Complain before any work is done about an output that can be known to be wrong.

    Parameters
    ----------
    output : str
        A file name, or ``-``, which is never wrong.
    *inputs : str
        Files that are read and must stay.

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

    Parameters
    ----------
    output : str
        A file name, or ``-``.
    text : str
        What will be in it, as UTF-8.

    Raises
    ------
    CannotWrite
        The folder is missing or may not be written to, or the disk is full.
    """
    if output == "-":
        _write_standard_output(text)
        return
    try:
        write_whole(Path(output), text)
    except OSError as error:
        raise CannotWrite(output, error.strerror) from error


def _write_standard_output(text: str) -> None:
    if sys.stdout is None:
        raise CannotWrite("standard output", "it is closed")
    try:
        write_standard_output(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite("standard output", error.strerror) from error
