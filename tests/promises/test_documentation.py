"""Documentation that cannot go stale: what it lists is compared with the code."""

from __future__ import annotations

import re
from pathlib import Path

from webapp.config import PREFIX, SETTINGS


def page(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def test_settings_page_when_read_lists_every_setting_with_its_default(project_root: Path) -> None:
    rows = set(
        re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", page(project_root, "docs/settings.md"), re.MULTILINE)
    )
    assert rows == {(s.variable, f"`{s.default}`" if s.default else "empty", s.meaning) for s in SETTINGS}


def test_environment_example_when_read_names_only_settings_that_exist(project_root: Path) -> None:
    named = set(re.findall(r"^#?\s?([A-Z_]+)=", page(project_root, ".env.example"), re.MULTILINE))
    assert named <= {s.variable for s in SETTINGS}
    assert PREFIX + "BASE_URL" in named


def test_readme_when_it_names_a_make_target_means_one_that_exists(project_root: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", page(project_root, "Makefile"), re.MULTILINE))
    named = set(
        re.findall(
            r"`?make ([a-z]+)", page(project_root, "README.md") + page(project_root, "CONTRIBUTING.md")
        )
    )
    assert named - {"sure", "it", "the", "a"} <= targets


def test_link_between_pages_when_followed_leads_somewhere(project_root: Path) -> None:
    pages = [*project_root.glob("*.md"), *project_root.glob("docs/**/*.md"), *project_root.glob("m*/*.md")]
    broken = [
        f"{source.name}: {target}"
        for source in pages
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", source.read_text(encoding="utf-8"))
        if not (source.parent / target).exists()
    ]
    assert broken == []
