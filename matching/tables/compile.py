"""Write the product's own tables from a folder of facts: ``python -m matching.tables.compile FOLDER``.

FOLDER holds ``occupations.csv``, ``kldb.csv``, ``postcodes_de.csv`` and ``postcodes_owl.csv``; it is needed
here only, never when the product runs. README.md beside this file says where the facts come from.
Hand-written and not touched: ``synonyms.csv``, ``frequent.csv``,
``abbreviations.csv``.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable
from pathlib import Path

Rows = list[dict[str, str]]

HERE = Path(__file__).parent
OCCUPATION_COLUMNS = ("id", "name_m", "name_f", "name_neutral", "kldb", "months", "group", "field")
SHORTER = (  # tried in this order; a pattern is the male title, a slash, and the same as female title
    (r"([\w-]+e)r (\w+)/\1 \2in\b", r"\1:r \2:in"),  # Technischer Modellbauer/Technische Modellbauerin
    (r"([\w-]+e)r (\w+)e/\1 \2in\b", r"\1:r \2e:in"),  # Medizinischer Technologe/Medizinische Technologin
    (r"([\w-]+e)r (\w+e)r/\1 \2\b", r"\1:r \2:r"),  # Medizinischer Fachangestellter/...
    (r"([\w-]+- und \w+e)r/\1\b", r"\1:r"),  # Rechtsanwalts- und Notarfachangestellter/...
    (r"([\w-]+e)r/\1\b", r"\1:r"),  # Steuerfachangestellter/Steuerfachangestellte
    (r"(\w+) und (\w+)/\1in und \2in\b", r"\1:in und \2:in"),  # Maler und Lackierer/...
    (r"(\w+)-Textil/\1in-Textil", r"\1:in Textil"),
    (r"([\w, -]*[kK]auf|[\w, -]*[fF]ach|Werkfeuerwehr|Berg- und Maschinen)mann/\1frau\b", r"\1mann/-frau"),
    (r"\b([\w, -]*\w)/\1in\b", r"\1:in"),  # Tischler/Tischlerin
    (r"\b([\w -]+)e/\1in\b", r"\1e:in"),  # Logopäde/Logopädin
    (r" (?:Fachrichtung|Schwerpunkt) (.+)$", r" (\1)"),  # Gärtner:in (Gemüsebau)
)
POSTCODE_COLUMNS = ("postcode", "place", "district", "lat", "lon")


def main(facts: Path, target: Path = HERE) -> None:
    """Compile every table from the facts in a folder.

    Parameters
    ----------
    facts : Path
        Folder with the CSV files of facts.
    target : Path
        Folder the tables are written to.
    """
    occupations = compiled_occupations(rows_of(facts / "occupations.csv"))
    kldb = compiled_kldb(rows_of(facts / "kldb.csv"), {row["kldb"] for row in occupations})
    postcodes = compiled_postcodes(rows_of(facts / "postcodes_de.csv"), rows_of(facts / "postcodes_owl.csv"))
    write(target / "occupations.csv", OCCUPATION_COLUMNS, occupations)
    write(target / "kldb.csv", ("code", "label"), kldb)
    write(target / "postcodes.csv", POSTCODE_COLUMNS, postcodes)


def compiled_occupations(facts: Rows) -> Rows:
    """Own form of the occupations: short neutral names, groups in their order, no notes.

    Parameters
    ----------
    facts : list of dict
        Rows of the list of training occupations.

    Returns
    -------
    list of dict
        Rows of ``occupations.csv``.
    """
    return [
        {column: row[column] for column in OCCUPATION_COLUMNS}
        | {"name_neutral": short_neutral(row["name_neutral"])}
        for row in facts
    ]


def compiled_kldb(facts: Rows, codes: set[str]) -> Rows:
    """Labels of the codes that our occupations carry and of everything above them.

    Parameters
    ----------
    facts : list of dict
        Rows of the whole classification.
    codes : set of str
        Five digits each.

    Returns
    -------
    list of dict
        Rows of ``kldb.csv``.

    Raises
    ------
    SystemExit
        A code is not among the facts.
    """
    needed = {code[:length] for code in codes for length in range(1, 6)}
    missing = needed - {row["code"] for row in facts}
    if missing:
        raise SystemExit(f"kldb.csv: codes {sorted(missing)} of our occupations are not there")
    return [{"code": row["code"], "label": row["label_de"]} for row in facts if row["code"] in needed]


def compiled_postcodes(germany: Rows, region: Rows) -> Rows:
    """All of Germany, with the region's hand-checked rows in place of the general ones.

    Parameters
    ----------
    germany, region : lists of dict
        Rows with a postcode, its place and position.

    Returns
    -------
    list of dict
        Rows of ``postcodes.csv``.
    """
    merged = {row["postcode"]: row for row in germany} | {row["postcode"]: row for row in region}
    return [_rounded(merged[postcode]) for postcode in sorted(merged)]


def short_neutral(name: str) -> str:
    """Shorten ``Tischler/Tischlerin`` to ``Tischler:in``, ``Angestellter/Angestellte`` to ``Angestellte:r``.

    >>> short_neutral("Technischer Modellbauer/Technische Modellbauerin")
    'Technische:r Modellbauer:in'

    Parameters
    ----------
    name : str
        Both forms with a slash between them, or one for everybody.

    Returns
    -------
    str
        The short form; the name itself where there is none.
    """
    for long, short in SHORTER:
        name = re.sub(long, short, name)
    return name


def _rounded(row: dict[str, str]) -> dict[str, str]:
    """Three decimals (about 100 m) are finer than the facts are (about 1 km)."""
    return row | {"lat": f"{float(row['lat']):.3f}", "lon": f"{float(row['lon']):.3f}"}


def rows_of(path: Path) -> Rows:
    """Read a CSV file of facts.

    Parameters
    ----------
    path : Path
        UTF-8, with a header.

    Returns
    -------
    list of dict
        One a row, by column.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: Iterable[str], rows: Rows) -> None:
    """Write a table, sorted as given.

    Parameters
    ----------
    path : Path
        What stood there is replaced.
    columns : iterable of str
        The header, in its order.
    rows : list of dict
        Other columns are left out.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(columns), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m matching.tables.compile FOLDER")
    main(Path(sys.argv[1]))
