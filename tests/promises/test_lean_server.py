"""The process that runs the evening carries nothing that only the planner's process needs."""

from __future__ import annotations

import json
import subprocess
import sys

LOADED = """
import json, sys
from webapp import create_app
import webapp.server
create_app({"TISCHWECHSEL_SECRET_KEY": "0123456789abcdef" * 3, "DATABASE_URL": "sqlite:///none"}, testing=True)
print(json.dumps(sorted(sys.modules)))
"""
ONLY_FOR_THE_PLANNER = (
    "scipy",
    "scheduler.solve",
    "scheduler.replan",
    "scheduler.choosing",
    "scheduler.placing",
)


def test_server_when_it_has_made_its_app_then_has_loaded_no_optimiser() -> None:
    finished = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded = json.loads(finished.stdout.splitlines()[-1])

    assert "webapp.server" in loaded
    assert [
        name for name in loaded if f"{name}.".startswith(tuple(f"{p}." for p in ONLY_FOR_THE_PLANNER))
    ] == []
