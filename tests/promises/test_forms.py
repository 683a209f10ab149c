"""Every form is protected against being sent by somebody else's page."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from tests.promises.test_rights import our_rules

JINJA = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
FORM = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", re.IGNORECASE | re.DOTALL)
TOKEN = re.compile(r"csrf_token|hidden_tag\(\)")


def templates(root: Path) -> list[Path]:
    return sorted((root / "webapp").rglob("templates/**/*.html"))


def test_post_when_sent_without_token_is_refused(app: Flask) -> None:
    arguments = {name: 1 for rule in our_rules(app) for name in rule.arguments}
    open_doors = []
    for rule in our_rules(app):
        if "POST" in rule.methods:
            url = rule.build({**arguments, "slug": "a", "token": "a"}, append_unknown=False)[1]
            if app.test_client().post(url, data={}).status_code not in {302, 400}:
                open_doors.append(str(rule))
    assert open_doors == []


def test_form_when_written_carries_the_token(project_root: Path) -> None:
    bare = [
        f"{path.relative_to(project_root)}: {form[:60]}"
        for path in templates(project_root)
        for form in FORM.findall(path.read_text(encoding="utf-8"))
        if not TOKEN.search(form)
    ]
    assert bare == []


def test_page_when_written_has_no_inline_script_or_style_and_asks_no_third_party(project_root: Path) -> None:
    forbidden = re.compile(
        r"\sstyle=|<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son\w+=|(src|href)=\"https?:"
    )
    found = [
        f"{path.relative_to(project_root)}: {match.group(0)}"
        for path in templates(project_root)
        for match in forbidden.finditer(JINJA.sub("", path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_page_when_it_is_a_whole_page_has_a_title(project_root: Path) -> None:
    untitled = [
        str(path.relative_to(project_root))
        for path in templates(project_root)
        if "{% extends" in (text := path.read_text(encoding="utf-8")) and "{% block title %}" not in text
    ]
    assert untitled == []
