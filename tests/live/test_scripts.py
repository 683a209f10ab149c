"""The pure parts of the evening's scripts, specified in JavaScript and run by Node's own test runner."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def test_scripts_when_run_by_node_do_what_is_specified(project_root: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    files = sorted(str(path) for path in (project_root / "tests/live/javascript").glob("*.test.mjs"))
    assert files
    run = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stdout
