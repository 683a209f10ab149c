"""The .mo files that the running service reads, made of the .po files that people write."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(root: Path) -> None:
    """Write the .mo file beside each .po file below a folder."""
    for path in root.glob("**/translations/*/LC_MESSAGES/messages.po"):
        with path.open("rb") as file:
            catalogue = read_po(file)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
