"""Directions between the packages hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_imports_when_followed_keep_every_contract(project_root: Path) -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=project_root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
