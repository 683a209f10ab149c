"""Files or standard streams by name; a file is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from scheduler.errors import SchedulingError, UnreadableFile
from scheduler.files.fields import read_bytes

STANDARD_INPUT, STANDARD_OUTPUT = "standard input", "standard output"


class UnwritableFile(SchedulingError):
    """The output cannot be written."""


def source_name(name: str) -> str:
    """How complaints call an input."""
    return STANDARD_INPUT if name == "-" else name


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``; raises `UnreadableFile`."""
    if name != "-":
        return read_bytes(name)
    if sys.stdin is None:
        raise UnreadableFile(STANDARD_INPUT, "is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise UnreadableFile(STANDARD_INPUT, error.strerror or "cannot be read") from error


def refuse_shared_input(**names: str) -> None:
    """Raises `UnreadableFile` when more than one input is standard input, which can be read only once."""
    sharing = [argument for argument, name in names.items() if name == "-"]
    if len(sharing) > 1:
        raise UnreadableFile(" and ".join(sharing), "only one of them can be standard input")


def refuse_output(output: str, *inputs: str) -> None:
    """Complain before any work is done about an output that can be known to be wrong.

    Raises
    ------
    UnwritableFile
        No name, a folder, or one of the inputs, which would be gone.
    """
    if output == "-":
        return
    if not output:
        raise UnwritableFile("--output", "the name is empty")
    path = Path(output)
    try:
        if path.is_dir():
            raise UnwritableFile(output, "Is a directory")
        if path.is_file() and any(path.samefile(name) for name in inputs if Path(name).is_file()):
            raise UnwritableFile(output, "is an input, which the output would replace")
    except OSError as error:
        raise UnwritableFile(output, error.strerror or "cannot be written") from error


def write_output(name: str, text: str) -> None:
    """Write to a file, or to standard output for ``-``; what was there stays until everything is written.

    Raises
    ------
    UnwritableFile
        The folder is missing or may not be written to, or the disk is full.
    """
    if name == "-":
        _write_standard_output(text)
        return
    path = Path(name)
    try:
        if path.exists() and not path.is_file():  # a device or pipe cannot be replaced
            path.write_text(text, encoding="utf-8")
        else:
            _replace(path.resolve(), text)
    except OSError as error:
        raise UnwritableFile(name, error.strerror or "cannot be written") from error


def _write_standard_output(text: str) -> None:
    if sys.stdout is None:
        raise UnwritableFile(STANDARD_OUTPUT, "is closed")
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # the reader has seen enough: no mistake, and click ends quietly
    except OSError as error:
        _forget_standard_output()
        raise UnwritableFile(STANDARD_OUTPUT, error.strerror or "cannot be written") from error


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
