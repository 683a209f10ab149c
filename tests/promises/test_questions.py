"""What cannot be undone by another tap asks before it is done, also without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.promises.test_forms import templates

# Mails that leave, people who lose their talks, things that are gone.
FINAL = [
    "planning.publish",
    "events.cancel",
    "events.withdraw",
    "associations.decline",
    "companies.remove_offer",
]


@pytest.mark.parametrize("address", FINAL)
def test_button_when_its_deed_is_final_stands_behind_a_question(address: str, project_root: Path) -> None:
    asked, bare = 0, []
    for path in templates(project_root):
        text = path.read_text(encoding="utf-8")
        for place in re.finditer(rf"""(\w+\()?url_for\(["']{re.escape(address)}["']""", text):
            if place.group(1) == "asked_form(":
                asked += 1
            else:
                bare.append(f"{path.relative_to(project_root)}: {place.group(0)}")
    assert bare == []
    assert asked > 0


def test_start_when_asked_for_is_a_page_and_a_press(schema: Flask) -> None:
    rules = [rule for rule in schema.url_map.iter_rules() if str(rule) == "/events/<int:event_id>/start"]
    assert sorted(method for rule in rules for method in rule.methods or () if method in {"GET", "POST"}) == [
        "GET",
        "POST",
    ]
