"""German by default, English for who asks, and every language somebody adds a catalogue for.

A language is a folder: `translations/<language>/LC_MESSAGES/messages.po` of the house and of each feature, or one such
file in the instance folder of an installation.
"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from flask import Flask, current_app, has_request_context, request, session
from flask_babel import pgettext, refresh
from flask_login import current_user
from jinja2 import pass_context
from jinja2.runtime import Context

from plaintext import catalogues
from webapp.extensions import babel
from webapp.translation_files import compile_all

DEFAULT_LANGUAGE = "de"
LONGEST_WISH = 400  # of a browser that asks for twenty languages; comparing takes time


def languages() -> dict[str, str]:
    """Return the languages of this installation, each by its own name."""
    known: dict[str, str] = current_app.extensions["languages"]
    return known


def reader_language() -> str:
    """Choose the language: what was picked, else the account's, else the browser's, else German."""
    if not has_request_context():  # a command or the planner's listener
        return DEFAULT_LANGUAGE
    picked = session.get("language")
    if picked in languages():
        return str(picked)
    if current_user.is_authenticated:
        return str(current_user.locale)
    if len(request.headers.get("Accept-Language", "")) > LONGEST_WISH:
        return DEFAULT_LANGUAGE
    return request.accept_languages.best_match(list(languages())) or DEFAULT_LANGUAGE


def language_of_session() -> str:
    """Choose the language without asking the database, where that is busy or must be spared."""
    picked = session.get("language")
    return str(picked) if picked in languages() else DEFAULT_LANGUAGE


def pick_language(language: str | None) -> None:
    """Go on in this language, from this very page on; anything we do not speak changes nothing."""
    if language in languages():
        session["language"] = language
        refresh()


def translation_folders(root: Path, instance: Path) -> list[Path]:
    """List the translation folders of the house, of each feature, and of the installation."""
    return [*sorted(root.glob("**/translations")), *instance.glob("translations")]


def own_name(language: str) -> str:
    """Return what a language is called in itself."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def init_languages(app: Flask) -> None:
    """Find the languages there are, bind Babel, and give the templates their list."""
    folders = translation_folders(Path(app.root_path), Path(app.config["INSTANCE_PATH"]))
    compile_all(Path(app.config["INSTANCE_PATH"]))
    catalogues.look_in(folders)
    app.extensions["languages"] = {language: own_name(language) for language in catalogues.languages()}
    babel.init_app(
        app,
        locale_selector=reader_language,
        default_translation_directories=";".join(map(str, folders)),
    )
    app.jinja_env.globals.update(
        languages=app.extensions["languages"], reader_language=reader_language, to_reader=to_reader
    )


@pass_context
def to_reader(context: Context, message: str, **values: object) -> str:
    """Say a sentence in the tone of its reader: in German "Du" to applicants and "Sie" to everybody else.

    The catalogue has it twice, under "to an applicant" and "to a firm"; the reader is that of the mail or the page.
    """
    role = getattr(context.get("reader") or current_user, "role", None)
    return pgettext("to an applicant" if role == "applicant" else "to a firm", message, **values)


def local_zone(app: Flask) -> ZoneInfo:
    """Return the zone in which people read and type times."""
    return ZoneInfo(app.config["TIME_ZONE"])
