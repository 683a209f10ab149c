"""Take every picture of `docs/screens.md`, and write the page around them; about a minute."""

from __future__ import annotations

import os
from pathlib import Path

from tests.screens.camera import camera
from tests.screens.scenes import SCENES
from webapp.extensions import db

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER = DOCS / "pictures" / "screens"
HEAD = """# Screens of the live evening

Made by `.venv/bin/python -m tests.screens`: a real server, a real Chromium, people and firms of the demo. The camera
shows one colour.
"""


def page() -> str:
    """Return the page that shows them all."""
    parts = [
        f"## {picture.caption}\n\n![{picture.caption}](pictures/screens/{picture.name}.jpg)\n"
        for scene in SCENES
        for picture in scene.pictures
    ]
    return "\n".join((HEAD, *parts))


def main() -> None:
    """Take them."""
    os.environ.pop("DATABASE_URL", None)
    with camera(FOLDER) as camera_:
        for scene in SCENES:
            scene.take(camera_)
            db.session.remove()
            print(*(picture.name for picture in scene.pictures), flush=True)
    (DOCS / "screens.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
