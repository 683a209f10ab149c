"""Translations: `collect` what the code says into each feature's .po, `compile` them for the running service.

Every feature keeps its own `translations/<language>/LC_MESSAGES/messages.po`; what stands outside the features is the
house's. Message ids are English; German is the first translation. `collect nl` begins another one. It then also says
the sentences of `matching` and `scheduler`, whose German stands beside their English: they are the house's messages.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from webapp.translation_files import compile_all

ROOT = Path(__file__).resolve().parent
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# Said by `to_reader` in one of these tones.
IN_TONES: dict[str, Any] = {"to_reader": None}
TONES = ("to an applicant", "to a firm")
WRITTEN_TWICE = ("matching", "scheduler")
# A folder with one of these keeps its own messages.
MARKS = ("views", "views.py", "translations")


def features() -> list[Path]:
    """List the folders that keep their own messages."""
    return sorted({path.parent for path in ROOT.glob("*/*") if path.name in MARKS and path.parent != ROOT})


def collected(folder: Path) -> Catalog:
    """Return the messages of a feature, or of the house if the folder is the package itself."""
    inner = {path.name for path in features()} if folder == ROOT else set()
    catalog = Catalog(project="Tischwechsel", charset="utf-8")
    found = extract_from_dir(folder, METHODS, keywords=KEYWORDS, strip_comment_tags=True)
    for filename, _line, message, comments, context in found:
        if Path(filename).parts[0] not in inner:
            catalog.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    for filename, _line, message, _comments, _context in extract_from_dir(folder, METHODS, keywords=IN_TONES):
        for tone in TONES if Path(filename).parts[0] not in inner else ():
            catalog.add(message, None, [(filename, 0)], context=tone)
    return catalog


def written_twice() -> Iterator[str]:
    """Yield the English of every sentence that stands beside its German in `matching` and `scheduler`."""
    for package in WRITTEN_TWICE:
        for path in sorted((ROOT.parent / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                pair = constants_of(node) if isinstance(node, ast.Dict) else {}
                if pair.keys() == {"de", "en"}:
                    yield pair["en"]


def constants_of(node: ast.Dict) -> dict[str, str]:
    """Return the texts of a literal dict by their keys."""
    pairs = zip(node.keys, node.values, strict=True)
    return {
        str(key.value): str(value.value)
        for key, value in pairs
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
    }


def languages() -> list[str]:
    """List the languages the house is translated into."""
    return sorted(path.name for path in (ROOT / "translations").iterdir() if path.is_dir())


def po_file(folder: Path, language: str) -> Path:
    """Return where the messages of a feature stand in a language."""
    return folder / "translations" / language / "LC_MESSAGES" / "messages.po"


def translations(language: str) -> dict[tuple[str | None, object], Any]:
    """Return what is translated anywhere, by context and message: code that moves keeps its translation."""
    known: dict[tuple[str | None, object], Any] = {}
    for folder in (ROOT, *sorted(path for path in ROOT.iterdir() if path.is_dir())):
        if (path := po_file(folder, language)).exists():
            with path.open("rb") as file:
                known |= {(m.context, m.id): m.string for m in read_po(file) if m.id and translated(m.string)}
    return known


def collect(folder: Path, language: str, known: dict[tuple[str | None, object], Any]) -> int:
    """Bring a .po file up to date with the code; return how many messages lack a translation."""
    path, template = po_file(folder, language), collected(folder)
    for sentence in written_twice() if folder == ROOT and language != "de" else ():
        template.add(sentence, None, [("matching-or-scheduler.py", 0)])
    if not len(template):
        return 0
    catalog = Catalog(locale=language, project="Tischwechsel")
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        if message.id and not translated(message.string):
            message.string = known.get((message.context, message.id), message.string)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, omit_header=False, width=110, include_lineno=False)
    return sum(1 for message in catalog if message.id and not translated(message.string))


def translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether every form of a message has a translation."""
    return all(map(bool, string)) if isinstance(string, tuple | list) else bool(string)


def main(command: str, *added: str) -> None:
    """Collect, for further languages too, or compile."""
    if command == "collect":
        known = {language: translations(language) for language in {*languages(), *added}}
        for folder in (ROOT, *features()):
            for language in sorted(known):
                missing = collect(folder, language, known[language])
                print(f"{folder.name} {language}: {missing} without translation")
    compile_all(ROOT)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["compile"]))
