"""Files as they come out of spreadsheets are read as they are meant."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commandline.match_command import match

FIRMS = """firm;offer;occupation;postcode;start_year;tables;wishes
Bäckerei Göke;o1;Bäcker:in;32756;2027;1;Jürgen
schreinerei;o2;Tischler:in;32657;2027;2;
"""
APPLICANTS = """applicant;occupations;postcode;qualification;start_year;radius_km;wishes
Jürgen;Tischler|Bäcker;32756;none;2027;20,5;o1|o2
Özlem;Tischler;32657;none;2027;;
"""


def run(folder: Path, firms: str | bytes, applicants: str | bytes = APPLICANTS, *options: str) -> Result:
    paths = [folder / "firms.csv", folder / "applicants.csv"]
    for path, content in zip(paths, (firms, applicants), strict=True):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    command = [*map(str, paths), "-o", str(folder / "instance.json"), "--rounds", "2", *options]
    return CliRunner().invoke(match, command)


def written(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "instance.json").read_text(encoding="utf-8"))


@pytest.fixture
def plain(tmp_path: Path) -> dict[str, Any]:
    """What the two files say when nothing has happened to them."""
    folder = tmp_path / "plain"
    folder.mkdir()
    assert run(folder, FIRMS).exit_code == 0
    return written(folder)


CHANGES: dict[str, Callable[[str], str | bytes]] = {
    "empty columns": lambda text: text.replace("\n", ";;;\r\n"),
    "empty cells": lambda text: text.replace("\n", ";;\n").replace(";;\n", "\n", 1),
    "empty column in the middle": lambda text: "".join(f";{line}\n" for line in text.splitlines()),
    "sep line": lambda text: "sep=;\r\n" + text,
    "sep line with cells": lambda text: "\ufeffSEP=;;;;\r\n" + text,
    "tabs": lambda text: text.replace(";", "\t"),
    "commas": lambda text: text.replace("20,5", '"20,5"').replace(";", ","),
    "pipes": lambda text: (
        text.replace("Tischler|Bäcker", '"Tischler|Bäcker"').replace("o1|o2", '"o1|o2"').replace(";", "|")
    ),
    "capitals": lambda text: text.replace(text.splitlines()[0], text.splitlines()[0].upper()),
    "header with blanks": lambda text: text.replace("start_year", " Start\u00a0Year\u200b "),
    "byte order mark": lambda text: "\ufeff" + text,
    "two byte order marks": lambda text: "\ufeff\ufeff" + text,
    "UTF-16 with mark": lambda text: text.encode("utf-16"),
    "UTF-16 without mark": lambda text: text.encode("utf-16-le"),
    "UTF-16 with tabs": lambda text: text.replace(";", "\t").encode("utf-16"),
    "CR": lambda text: text.replace("\n", "\r"),
    "blank lines": lambda text: "\n" + text.replace("\n", "\n\n;;\n"),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "blanks nobody sees": lambda text: text.replace(";", "\u00a0\u200b;\ufeff"),
    "dates for years": lambda text: text.replace("2027", "01.08.2027", 1).replace(
        ";2027", ";2027-08-01 00:00:00"
    ),
    "decimals": lambda text: (
        text.replace("2027", "2027.0").replace(";1;", ";1,0;").replace("20,5", "20.5 km")
    ),
    "formulas of text": lambda text: text.replace("32756", '="32756"').replace("2027", '"=""2027"""'),
    "apostrophes before digits": lambda text: text.replace("32756", "'32756").replace("2027", "'2027"),
    "postcodes": lambda text: text.replace("32756", "D-32756").replace("32657", "32 657"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("side", ["firms", "applicants"])
def test_match_when_a_file_comes_as_spreadsheets_write_it_then_reads_it_alike(
    tmp_path: Path, plain: dict[str, Any], change: Callable[[str], str | bytes], side: str
) -> None:
    texts: dict[str, str | bytes] = {"firms": FIRMS, "applicants": APPLICANTS}
    changed = change(str(texts[side]))
    result = run(tmp_path, **texts | {side: changed})
    assert (result.exit_code, result.stderr) == (0, "")
    assert changed != texts[side]
    assert written(tmp_path) == plain


def test_match_when_wishes_stand_on_lines_of_their_own_then_reads_them(
    tmp_path: Path, plain: dict[str, Any]
) -> None:
    lines = APPLICANTS.replace("o1|o2", '"o1\r\no2|\n"').replace("Tischler|Bäcker", '"Tischler\nBäcker|"')
    assert run(tmp_path, FIRMS, lines).exit_code == 0
    assert written(tmp_path) == plain


def test_match_when_a_spreadsheet_begins_languages_with_a_capital_then_reads_them(tmp_path: Path) -> None:
    header, *rows = APPLICANTS.splitlines()
    spoken = "\n".join([f"{header};languages", *(f"{row};De|TR" for row in rows)])
    result = run(tmp_path, FIRMS, spoken)
    assert (result.exit_code, result.stderr) == (0, "")


def test_match_when_wishes_are_separated_by_something_else_then_says_what_separates(tmp_path: Path) -> None:
    result = run(tmp_path, FIRMS, APPLICANTS.replace("o1|o2", "o1, o2"))
    assert result.stderr.endswith(
        "row 2, column wishes: there is no 'o1, o2' in the other file; several are separated by | or line breaks\n"
    )


def test_match_when_a_file_is_windows_1252_then_reads_it_and_says_so(
    tmp_path: Path, plain: dict[str, Any]
) -> None:
    result = run(tmp_path, FIRMS.encode("cp1252"))
    guess = "is not UTF-8 and is read as Windows-1252: please look whether 'Bäckerei' is right"
    assert (result.exit_code, result.stderr) == (0, f"Note: {tmp_path}/firms.csv: {guess}\n")
    assert written(tmp_path) == plain


def test_match_when_a_row_of_a_quoted_cell_is_wrong_then_counts_as_a_spreadsheet_does(tmp_path: Path) -> None:
    quoted = "sep=;\n" + APPLICANTS.replace("o1|o2", '"o1\no2"').replace("Özlem;Tischler", "Özlem;Astronaut")
    assert (
        f"{tmp_path}/applicants.csv, row 3, column occupations: 'Astronaut'"
        in run(tmp_path, FIRMS, quoted).stderr
    )


@pytest.mark.parametrize("twice", ["Ju\u0308rgen", "Jürgen\u00a0", "Jür\u200bgen", "Jür\u00adgen"])
def test_match_when_an_id_is_there_in_two_forms_then_it_is_there_twice(tmp_path: Path, twice: str) -> None:
    result = run(tmp_path, FIRMS, APPLICANTS.replace("Özlem", twice))
    assert result.exit_code == 2
    assert result.stderr.endswith("row 3, column applicant: 'Jürgen' is already in row 2\n")


def test_match_when_postcodes_lost_their_zero_then_mends_them_on_demand_and_notes_it(tmp_path: Path) -> None:
    result = run(tmp_path, FIRMS, APPLICANTS.replace("32756", "1067"), "--mend-postcodes")
    place = f"{tmp_path}/applicants.csv, row 2, column postcode"
    assert (result.exit_code, result.stderr) == (0, f"Note: {place}: 1067 is read as 01067\n")


def test_match_when_postcodes_are_too_short_for_any_place_then_mends_nothing(tmp_path: Path) -> None:
    result = run(tmp_path, FIRMS, APPLICANTS.replace("32756", "0000"), "--mend-postcodes")
    assert result.stderr.endswith("column postcode: '0000' is not five digits\n")
