"""The instance folder belongs to the service alone: names, needs and links of people lie in it."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

log = logging.getLogger("webapp.server")

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(folder: Path) -> int:
    """Let nobody else into a folder, now and with whatever is written later; return how many were open."""
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    wide = [path for path in (folder, *folder.rglob("*")) if is_wide(path)]
    for path in wide:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)
    if wide:
        log.warning(
            "%d files or folders in the instance folder were open to others; they no longer are", len(wide)
        )
    return len(wide)


def is_wide(path: Path) -> bool:
    """Whether anybody but the owner may do anything with a file or folder."""
    return not path.is_symlink() and bool(path.stat().st_mode & OTHERS)
