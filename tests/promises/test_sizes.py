"""Small rooms: no file over 400 lines, no function over 60, no name that says nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc"}
OURS = ("plaintext", "matching", "scheduler", "webapp", "rehearsal", "commandline", "tests", "benchmarks")
GENERATED = {"built", "versions", "__pycache__"}
JS_FUNCTION = re.compile(
    r"^(\s*)(?:export )?(?:default )?(?:async )?function\b|^(\s+)(?:async |static )*\w+\(.*\) \{$"
)


def our_files(root: Path, *endings: str) -> Iterator[Path]:
    for folder in OURS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in endings and not GENERATED & set(path.parts):
                yield path


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length of each Python function; the docstring counts, because it is read too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def script_functions(path: Path) -> Iterator[tuple[str, int]]:
    """First line and length of each JavaScript function, by indentation."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for start, line in enumerate(lines):
        if found := JS_FUNCTION.match(line):
            closing = (found.group(1) or found.group(2) or "") + "}"
            length = next((n for n, later in enumerate(lines[start:], 1) if later.startswith(closing)), 0)
            yield line.strip(), length


def test_file_when_written_by_us_has_at_most_400_lines(project_root: Path) -> None:
    long = {
        str(path.relative_to(project_root)): count
        for path in our_files(project_root, ".py", ".js", ".html", ".css")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES_OF_A_FILE
    }
    assert long == {}


@pytest.mark.parametrize(("ending", "measure"), [(".py", functions), (".js", script_functions)])
def test_function_when_written_by_us_has_at_most_60_lines(
    project_root: Path, ending: str, measure: object
) -> None:
    long = {
        f"{path.relative_to(project_root)}:{name}": length
        for path in our_files(project_root, ending)
        for name, length in measure(path)
        if length > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_name_when_chosen_for_a_file_says_something(project_root: Path) -> None:
    empty = [str(p) for p in our_files(project_root, ".py", ".js") if EMPTY_NAMES & {p.stem, p.parent.name}]
    assert empty == []


def test_measure_when_a_function_is_long_counts_its_lines(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("def long() -> None:\n" + "    pass\n" * 60)
    (tmp_path / "long.js").write_text("export function long() {\n" + "  go();\n" * 60 + "}\n")
    assert list(functions(tmp_path / "long.py")) == [("long", 61)]
    assert list(script_functions(tmp_path / "long.js")) == [("export function long() {", 62)]
