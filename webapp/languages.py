"""German by default, English for who asks; later languages are one more translation folder each."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask, has_request_context, request, session
from flask_babel import refresh
from flask_login import current_user

from webapp.extensions import babel

LANGUAGES = {"de": "Deutsch", "en": "English"}
DEFAULT_LANGUAGE = "de"
LONGEST_WISH = 400  # of a browser that asks for twenty languages; comparing takes time


def reader_language() -> str:
    """Choose the language: what was picked, else the account's, else the browser's, else German."""
    if not has_request_context():  # a command or the planner's listener
        return DEFAULT_LANGUAGE
    picked = session.get("language")
    if picked in LANGUAGES:
        return str(picked)
    if current_user.is_authenticated:
        return str(current_user.locale)
    if len(request.headers.get("Accept-Language", "")) > LONGEST_WISH:
        return DEFAULT_LANGUAGE
    return request.accept_languages.best_match(list(LANGUAGES)) or DEFAULT_LANGUAGE


def language_of_session() -> str:
    """Choose the language without asking the database, where that is busy or must be spared."""
    picked = session.get("language")
    return str(picked) if picked in LANGUAGES else DEFAULT_LANGUAGE


def pick_language(language: str | None) -> None:
    """Go on in this language, from this very page on; anything we do not speak changes nothing."""
    if language in LANGUAGES:
        session["language"] = language
        refresh()


def translation_folders(root: Path) -> list[str]:
    """List the translation folders of the house and of each feature."""
    return [str(path) for path in sorted(root.glob("**/translations"))]


def init_languages(app: Flask) -> None:
    """Bind Babel and give the templates the list of languages."""
    folders = ";".join(translation_folders(Path(app.root_path)))
    babel.init_app(app, locale_selector=reader_language, default_translation_directories=folders)
    app.jinja_env.globals.update(languages=LANGUAGES, reader_language=reader_language)


def local_zone(app: Flask) -> ZoneInfo:
    """Return the zone in which people read and type times."""
    return ZoneInfo(app.config["TIME_ZONE"])
