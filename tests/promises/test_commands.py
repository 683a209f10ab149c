"""The two commands: what they ask of a machine, said in one line."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest


def make(root: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PATH": path} if path is not None else {})}
    command = ["/usr/bin/make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder_with(tmp_path: Path):
    """A folder for PATH that holds only these commands, each a script."""

    def build(**scripts: str) -> str:
        for name, line in scripts.items():
            script = tmp_path / name
            script.write_text(f"#!/bin/sh\n{line}\n")
            script.chmod(0o755)
        return f"{tmp_path}"

    return build


def test_make_when_called_alone_lists_the_targets(project_root: Path) -> None:
    told = make(project_root)
    assert told.returncode == 0
    assert all(f"make {target}" in told.stdout for target in ("demo", "test", "check", "run"))


def test_setup_when_node_is_missing_says_so_in_one_line(project_root: Path, folder_with) -> None:
    told = make(project_root, "requirements", path=folder_with(python3="echo fine"))
    assert told.returncode != 0
    assert len(told.stderr.strip().splitlines()) == 1
    assert "needs Node.js 20" in told.stderr


def test_setup_when_python_is_too_old_says_so_in_one_line(project_root: Path, folder_with) -> None:
    old = 'if [ "$1" = -V ]; then echo Python 3.9.2; else echo old; fi'
    told = make(project_root, "requirements", path=folder_with(python3=old, node="echo fine"))
    assert told.returncode != 0
    assert len(told.stderr.strip().splitlines()) == 1
    assert "needs Python 3.11 or newer; here is Python 3.9.2" in told.stderr
