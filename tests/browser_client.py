"""The browser client of the tests is the one whose sources lie here, however they were started."""

from __future__ import annotations

import subprocess
from pathlib import Path

WEBAPP = Path(__file__).resolve().parent.parent / "webapp"
BUILT = WEBAPP / "static" / "built"
SOURCES = {".js", ".css", ".svg", ".mjs"}


def build_when_stale() -> None:
    """Build what browsers get if a source is newer than what was built."""
    names = BUILT / "names.json"
    sources = [path for path in WEBAPP.rglob("*") if path.suffix in SOURCES and BUILT not in path.parents]
    if not names.exists() or names.stat().st_mtime < max(path.stat().st_mtime for path in sources):
        subprocess.run(["node", str(WEBAPP / "browser_client" / "build.mjs")], check=True)
