"""The walks through the house in `docs/architecture.md` lead through files that exist, and stay short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

MOST_FILES = {
    "A wish from tap to plan": 12,
    "A round from form to hand-over to rating": 14,
    "A plan from click to mail": 12,
    "A socket message in and out": 9,
}


def walks(root: Path) -> dict[str, list[str]]:
    """The files of each walk, in order."""
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    found = re.findall(r"^### (.+) \(at most (\d+) files\)\n\n((?:\d+\. .+\n)+)", page, re.MULTILINE)
    assert {name: int(most) for name, most, _steps in found} == MOST_FILES
    return {name: re.findall(r"^\d+\. `([^`]+)`", steps, re.MULTILINE) for name, _most, steps in found}


@pytest.mark.parametrize("name", MOST_FILES)
def test_walk_when_followed_leads_through_files_that_exist_each_once_and_no_more_than_promised(
    project_root: Path, name: str
) -> None:
    files = walks(project_root)[name]
    assert [file for file in files if not (project_root / file).is_file()] == []
    assert len(set(files)) == len(files) <= MOST_FILES[name]
