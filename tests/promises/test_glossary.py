"""One word for a thing: the nouns of `docs/concepts.md` stand in the code, and retired ones nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ("plaintext", "matching", "scheduler", "webapp", "rehearsal", "commandline")
# What each was called before; no file, class, function, column or variable is called so again.
RETIRED = {
    "planned_date": "meeting",
    "planneddate": "meeting",
    "fixeddate": "pin",
    "fixed_date": "pin",
    "pairinround": "meeting",
    "trail": "alternating path",
    "trails": "alternating paths",
    "crowding": "reduced problem",
    "looking": "the page of an event, in `pages/`",
    "round_times": "rounds_of",
    "edge_coloring": "edge_colouring",
}


def rows(root: Path) -> list[tuple[list[str], list[str]]]:
    """The words of each row of the glossary, and where it says they are."""
    page = (root / "docs" / "concepts.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| ([^|]+) \| [^|]+ \| .+ \| ([^|]+) \|$", page, re.MULTILINE)
    return [
        ([word.strip() for word in words.split(",")], re.findall(r"`([^`]+)`", places))
        for words, places in found
        if "`" in places
    ]


def names_in(path: Path) -> set[str]:
    """Every name a Python file defines or uses, in small letters."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    defined = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found |= {node.name for node in ast.walk(tree) if isinstance(node, defined)}
    return {name.lower() for name in found} | {path.stem.lower()}


def python_files(root: Path, *places: str) -> Iterator[Path]:
    """The Python files of some places, each a file or a folder."""
    for place in places:
        path = root / place
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def test_word_of_the_glossary_when_looked_for_is_a_name_where_the_page_says(project_root: Path) -> None:
    missing = []
    for words, places in rows(project_root):
        names: set[str] = set()
        for path in python_files(project_root, *places):
            names |= names_in(path)
        text = " ".join(names)
        for word in words:
            noun = re.sub(r"[^a-z_]", "", word.lower().replace(" ", "_").replace("-", "_"))
            if noun not in text and noun.replace("_", "") not in text:
                missing.append((word, places))
    assert missing == []


def test_word_that_is_retired_when_looked_for_is_no_name_any_more(project_root: Path) -> None:
    back = [
        (str(path.relative_to(project_root)), name)
        for path in python_files(project_root, *PACKAGES)
        if "migrations" not in path.parts
        for name in sorted(names_in(path) & set(RETIRED))
    ]
    assert back == []
