import csv
import doctest
import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

import matching
from commandline.profile_files import (
    APPLICANT_COLUMNS,
    FIRM_COLUMNS,
    MORE_APPLICANT_COLUMNS,
    MORE_FIRM_COLUMNS,
)
from matching.occupations import KLDB_CREDIT
from matching.postcodes import POSTCODES_CREDIT
from matching.weights import Weights

HERE = Path(matching.__file__).parent
README = (HERE / "README.md").read_text(encoding="utf-8")


def test_readme_when_its_examples_run_then_print_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE.parent)
    result = doctest.testfile(str(HERE / "README.md"), module_relative=False, encoding="utf-8")
    assert result.attempted > 5
    assert result.failed == 0


@pytest.mark.parametrize("name", ["folding", "tables.compile"])
def test_docstrings_when_their_examples_run_then_print_what_they_say(name: str) -> None:
    result = doctest.testmod(import_module(f"matching.{name}"))
    assert result.attempted > 0
    assert result.failed == 0


def test_readme_when_it_lists_columns_lists_all_and_no_other() -> None:
    listed = set(re.findall(r"^\| `(\w+)` \| (?:firms|applicants|both) \|", README, re.M))
    assert listed == {*FIRM_COLUMNS, *MORE_FIRM_COLUMNS, *APPLICANT_COLUMNS, *MORE_APPLICANT_COLUMNS}


@pytest.mark.parametrize("name", ["firms.csv", "applicants.csv"])
def test_readme_when_it_shows_the_example_files_then_shows_what_is_in_them(name: str) -> None:
    with (HERE / "example" / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert f"| {' | '.join(header)} |" in README
    for row in rows:
        assert re.search(
            rf"^\| {re.escape(row[0])} \| .*\b{re.escape(row[header.index('postcode')])}\b", README, re.M
        )


def test_readme_when_it_lists_the_files_then_forgets_none() -> None:
    listed = set(re.findall(r"`(\w+\.py)`", README[README.index("## The files") :]))
    assert listed == {path.name for path in HERE.glob("*.py")} - {"__init__.py"}


def test_readme_when_it_lists_criteria_then_has_their_usual_weights() -> None:
    shown = dict(re.findall(r"^\| (\w[\w ]+) \| .* \| (?:both|applicant|firm) \| (\d+) \|$", README, re.M))
    usual = {field.name.replace("_", " "): f"{getattr(Weights(), field.name):g}" for field in fields(Weights)}
    assert shown == usual


def test_credits_when_read_then_stand_in_the_readme_of_the_tables() -> None:
    text = (HERE / "tables" / "README.md").read_text(encoding="utf-8")
    assert POSTCODES_CREDIT in text
    assert KLDB_CREDIT in text
