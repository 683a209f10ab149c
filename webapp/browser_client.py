"""Copy what npm installed for the browser to `static/vendor/`, which git ignores. Needs only Python."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "webapp" / "static" / "vendor"
FONT = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-{}-wght-normal.woff2"
FILES = {
    "socket.io-client/dist/socket.io.esm.min.js": "socket.io.esm.min.js",
    FONT.format("latin"): "fonts/atkinson-latin.woff2",
    FONT.format("latin-ext"): "fonts/atkinson-latin-ext.woff2",
}


def main() -> None:
    """Copy each file to where the pages expect it."""
    for source, target in FILES.items():
        destination = VENDOR / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / source, destination)


if __name__ == "__main__":
    main()
