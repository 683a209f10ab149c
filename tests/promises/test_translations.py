"""Whoever reads German reads German everywhere."""

from __future__ import annotations

import re

from babel.messages.pofile import read_po

from webapp.messages import ROOT, collected, features, po_file, translated

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def catalogs():
    for folder in (ROOT, *features()):
        template = collected(folder)
        if len(template):
            path = po_file(folder, "de")
            assert path.exists(), f"{folder.name} has messages but no German"
            with path.open("rb") as file:
                yield folder.name, template, read_po(file, locale="de")


def test_message_when_the_code_says_it_has_a_german_translation() -> None:
    missing = [
        (name, message.id)
        for name, template, german in catalogs()
        for message in template
        if message.id
        and ((found := german.get(message.id, message.context)) is None or not translated(found.string))
    ]
    assert missing == []


def test_translation_when_it_has_placeholders_has_those_of_the_message() -> None:
    different = []
    for name, _template, german in catalogs():
        for message in german:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            wanted = set(PLACEHOLDER.findall(ids[-1] or ""))
            if message.id and any(set(PLACEHOLDER.findall(s)) - wanted for s in strings):
                different.append((name, message.id))
    assert different == []
