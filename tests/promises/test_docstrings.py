"""Every public function of the planner and the score says what goes in and what comes out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest


def public_functions(root: Path, package: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield place and node of each module's public functions; of a command the docstring is its help."""
    for path in sorted((root / package).rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if not any("click" in ast.unparse(decorator) for decorator in node.decorator_list):
                yield f"{path.relative_to(root)}:{node.lineno} {node.name}", node


def sections_missing(node: ast.FunctionDef) -> list[str]:
    """List the numpydoc sections a function owes."""
    words = ast.get_docstring(node) or ""
    returns = node.returns is not None and ast.unparse(node.returns) != "None"
    takes = bool(node.args.posonlyargs + node.args.args + node.args.kwonlyargs)
    missing = []
    if takes and "Parameters\n----------\n" not in words:
        missing.append("Parameters")
    if returns and not any(f"{name}\n{'-' * len(name)}\n" in words for name in ("Returns", "Yields")):
        missing.append("Returns")
    return missing


@pytest.mark.parametrize("package", ["plaintext", "matching", "scheduler"])
def test_public_function_when_it_takes_or_gives_something_documents_it(
    project_root: Path, package: str
) -> None:
    owed = {place: sections_missing(node) for place, node in public_functions(project_root, package)}
    assert {place: missing for place, missing in owed.items() if missing} == {}
