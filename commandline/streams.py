"""Files or standard streams by name; a file is written whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

from commandline.whole_output import write_standard_output, write_whole
from scheduler.errors import SchedulingError, UnreadableFile
from scheduler.files.fields import read_bytes

STANDARD_INPUT, STANDARD_OUTPUT = "standard input", "standard output"


class UnwritableFile(SchedulingError):
    """The output cannot be written; the message names it and the reason in brackets."""

    def __init__(self, name: str, reason: str | None) -> None:
        super().__init__(name, f"cannot be written ({reason})" if reason else "cannot be written")


def source_name(name: str) -> str:
    """How complaints call an input.

    Parameters
    ----------
    name : str
        A file name, or ``-``.

    Returns
    -------
    str
        The name; ``standard input`` for ``-``.
    """
    return STANDARD_INPUT if name == "-" else name


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``.

    Parameters
    ----------
    name : str
        A file name, or ``-``.

    Returns
    -------
    bytes
        Everything up to its end.

    Raises
    ------
    UnreadableFile
        It cannot be opened or read, or standard input is closed.
    """
    if name != "-":
        return read_bytes(name)
    if sys.stdin is None:
        raise UnreadableFile(STANDARD_INPUT, "is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise UnreadableFile(STANDARD_INPUT, error.strerror or "cannot be read") from error


def refuse_shared_input(**names: str | None) -> None:
    """Make sure that at most one input is standard input, which can be read only once.

    Parameters
    ----------
    **names : str or None
        By the argument that named it; None for a file nobody named.

    Raises
    ------
    UnreadableFile
        Several are ``-``; it names their arguments.
    """
    sharing = [argument for argument, name in names.items() if name == "-"]
    if len(sharing) > 1:
        raise UnreadableFile(" and ".join(sharing), "only one of them can be standard input")


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
    UnwritableFile
        No name, a folder, or one of the inputs, which would be gone.
    """
    if output == "-":
        return
    if not output:
        raise UnwritableFile("--output", "its name is empty")
    path = Path(output)
    try:
        if path.is_dir():
            raise UnwritableFile(output, "Is a directory")
        if path.is_file() and any(path.samefile(name) for name in inputs if Path(name).is_file()):
            raise UnwritableFile(output, "it is an input, which the output would replace")
    except OSError as error:
        raise UnwritableFile(output, error.strerror) from error


def write_output(name: str, text: str) -> None:
    """Write to a file, or to standard output for ``-``; what was there stays until everything is written.

    Parameters
    ----------
    name : str
        A file name, or ``-``.
    text : str
        What will be in it, as UTF-8.

    Raises
    ------
    UnwritableFile
        The folder is missing or may not be written to, or the disk is full.
    """
    if name == "-":
        _write_standard_output(text)
        return
    try:
        write_whole(Path(name), text)
    except OSError as error:
        raise UnwritableFile(name, error.strerror) from error


def _write_standard_output(text: str) -> None:
    if sys.stdout is None:
        raise UnwritableFile(STANDARD_OUTPUT, "it is closed")
    try:
        write_standard_output(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableFile(STANDARD_OUTPUT, error.strerror) from error
