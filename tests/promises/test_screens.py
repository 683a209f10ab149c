"""`docs/screens.md` shows each picture that is taken, and each is there."""

from __future__ import annotations

from pathlib import Path

from tests.screens.__main__ import page
from tests.screens.scenes import SCENES


def test_page_of_screens_when_read_shows_every_picture_there_is(project_root: Path) -> None:
    docs = project_root / "docs"
    assert (docs / "screens.md").read_text(encoding="utf-8") == page()
    names = {picture.name for scene in SCENES for picture in scene.pictures}
    assert {path.stem for path in (docs / "pictures" / "screens").glob("*.jpg")} == names
