"""Translations: `collect` what the code says into each feature's .po, `compile` them for the running service.

Every feature keeps its own `translations/de/LC_MESSAGES/messages.po`; what stands outside the features is the
house's. Message ids are English; German is the first translation, further languages are further folders.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
LANGUAGES = ("de",)


def features() -> list[Path]:
    """List the folders that keep their own messages."""
    return sorted(path.parent for name in ("views", "views.py") for path in ROOT.glob(f"*/{name}"))


def collected(folder: Path) -> Catalog:
    """Return the messages of a feature, or of the house if the folder is the package itself."""
    inner = {path.name for path in features()} if folder == ROOT else set()
    catalog = Catalog(project="Tischwechsel", charset="utf-8")
    found = extract_from_dir(folder, METHODS, keywords=KEYWORDS, strip_comment_tags=True)
    for filename, _line, message, comments, context in found:
        if Path(filename).parts[0] not in inner:
            catalog.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    return catalog


def po_file(folder: Path, language: str) -> Path:
    """Return where the messages of a feature stand in a language."""
    return folder / "translations" / language / "LC_MESSAGES" / "messages.po"


def collect(folder: Path, language: str) -> int:
    """Bring a .po file up to date with the code; return how many messages lack a translation."""
    path, template = po_file(folder, language), collected(folder)
    if not len(template):
        return 0
    catalog = Catalog(locale=language, project="Tischwechsel")
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, omit_header=False, width=110, include_lineno=False)
    return sum(1 for message in catalog if message.id and not translated(message.string))


def translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether every form of a message has a translation."""
    return all(map(bool, string)) if isinstance(string, tuple | list) else bool(string)


def compile_all() -> None:
    """Write the .mo file beside each .po file."""
    for path in ROOT.glob("**/translations/*/LC_MESSAGES/messages.po"):
        with path.open("rb") as file:
            catalog = read_po(file)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


def main(command: str) -> None:
    """Collect or compile."""
    if command == "collect":
        for folder in (ROOT, *features()):
            for language in LANGUAGES:
                print(f"{folder.name} {language}: {collect(folder, language)} without translation")
    compile_all()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "compile")
