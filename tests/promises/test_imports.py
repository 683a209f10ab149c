"""Directions between the packages hold."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path


def test_imports_when_followed_keep_every_contract(project_root: Path) -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [linter, "--no-cache"], cwd=project_root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def imported(path: Path) -> set[str]:
    """The modules a file imports, with the names taken from them, because a name may be a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_feature_when_it_needs_another_takes_neither_its_views_nor_its_forms(project_root: Path) -> None:
    """Only `pages`, on top of all, shows what several features bring."""
    crossings = []
    for path in sorted((project_root / "webapp").glob("*/**/*.py")):
        feature = path.relative_to(project_root / "webapp").parts[0]
        for module in imported(path):
            parts = module.split(".")
            if (
                parts[0] == "webapp"
                and len(parts) > 2
                and feature not in {parts[1], "pages"}
                and parts[2] in {"views", "forms"}
            ):
                crossings.append(f"{path.relative_to(project_root)}: {module}")
    assert crossings == []


def test_commit_when_made_is_made_by_a_service(project_root: Path) -> None:
    elsewhere = [
        str(path.relative_to(project_root))
        for name in ("views.py", "views/*.py", "sockets.py")
        for path in sorted((project_root / "webapp").glob(f"*/{name}"))
        if "session.commit(" in path.read_text(encoding="utf-8")
    ]
    assert elsewhere == []
