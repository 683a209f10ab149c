"""A language is a folder: somebody adds a catalogue, and the pages, the score and the planner speak it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from matching.errors import UnknownLocale
from matching.locales import in_locale
from plaintext import catalogues
from scheduler.explaining.sentences import reason
from scheduler.plan import Explanation
from tests.workers import database_of_worker
from webapp import create_app
from webapp.languages import translation_folders
from webapp.messages import written_twice

SIGN_IN = "Sign in"
CHANCE = "Every talk is a chance; that always counts a little."
CATALOGUE = f"""
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "{SIGN_IN}"
msgstr "Aanmelden"

msgid "{CHANCE}"
msgstr "Elk gesprek is een kans; dat telt altijd een beetje."

msgid "{{not_met}}no talks are allowed there."
msgstr "{{not_met}}daar zijn geen gesprekken toegestaan."
"""
TEXTS = {"de": "Jedes Gespräch ist eine Gelegenheit; dafür gibt es immer etwas.", "en": CHANCE}


@pytest.fixture
def dutch(tmp_path: Path) -> Iterator[Flask]:
    """An installation whose operator has added one file."""
    catalogue = tmp_path / "translations" / "nl" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    settings = {"TISCHWECHSEL_DEVELOPMENT": "yes", "DATABASE_URL": database_of_worker()}
    app = create_app({**settings, "TISCHWECHSEL_INSTANCE_PATH": str(tmp_path)}, testing=True)
    yield app
    catalogues.look_in(translation_folders(Path(app.root_path), tmp_path / "none"))


def page(app: Flask, language: str) -> str:
    """The page to sign in, for a browser that asks for a language."""
    answer = app.test_client().get("/sign-in", headers={"Accept-Language": language})
    return answer.get_data(as_text=True)


def test_page_when_a_catalogue_was_added_is_read_in_that_language(app: Flask, dutch: Flask) -> None:
    told = page(dutch, "nl")
    assert ('<html lang="nl"' in told, "Aanmelden" in told) == (True, True)


def test_switch_when_a_catalogue_was_added_offers_the_language_by_its_own_name(
    app: Flask, dutch: Flask
) -> None:
    assert "Nederlands" in page(dutch, "de")


def test_reason_when_a_catalogue_was_added_is_said_in_that_language(dutch: Flask) -> None:
    assert in_locale(TEXTS, "nl_NL") == "Elk gesprek is een kans; dat telt altijd een beetje."


def test_explanation_when_a_catalogue_was_added_is_said_in_that_language(dutch: Flask) -> None:
    closed = Explanation("wish_table_closed", "a1", "t1", {})
    assert reason(closed, "nl") == "Daar zijn geen gesprekken toegestaan."


def test_sentence_when_the_catalogue_lacks_it_is_said_in_english(dutch: Flask) -> None:
    assert in_locale({"de": "Ohne.", "en": "Without."}, "nl") == "Without."


def test_language_when_nobody_added_it_is_refused_by_name(app: Flask) -> None:
    with pytest.raises(UnknownLocale, match="'nl'"):
        in_locale(TEXTS, "nl")


def test_sentences_of_score_and_planner_when_collected_are_all_there(app: Flask) -> None:
    collected = set(written_twice())
    assert {CHANCE, "{not_met}no talks are allowed there."} <= collected
