import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import matching
from commandline.match_command import match
from scheduler.files import read_instance

EXAMPLE = Path(matching.__file__).parent / "example"
FIRMS = (EXAMPLE / "firms.csv").read_text(encoding="utf-8")
APPLICANTS = (EXAMPLE / "applicants.csv").read_text(encoding="utf-8")


def run(folder: Path, firms: str = FIRMS, applicants: str = APPLICANTS, *options: str) -> Result:
    (folder / "firms.csv").write_text(firms, encoding="utf-8")
    (folder / "applicants.csv").write_text(applicants, encoding="utf-8")
    paths = [str(folder / name) for name in ("firms.csv", "applicants.csv")]
    return CliRunner().invoke(match, [*paths, "-o", str(folder / "instance.json"), *options])


def written(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "instance.json").read_text(encoding="utf-8"))


def test_match_when_given_the_example_then_writes_an_instance_that_the_planner_reads(tmp_path: Path) -> None:
    assert run(tmp_path, FIRMS, APPLICANTS, "--rounds", "4", "--guarantee-applicant", "2").exit_code == 0
    problem = read_instance(tmp_path / "instance.json")
    assert (problem.name, problem.rounds, problem.guarantee.applicant) == ("firms", 4, 2)
    assert len(problem.applicants) == 5
    assert [table.id for table in problem.tables if table.company == "holzwerk-lemgo"] == [
        "holzwerk-lemgo/1",
        "holzwerk-lemgo/2",
    ]


def test_match_when_a_side_said_not_this_one_then_leaves_the_pair_out(tmp_path: Path) -> None:
    run(tmp_path)
    pairs = {(applicant, table) for applicant, table, _ in written(tmp_path)["utilities"]}
    assert ("a3", "pflegedienst-blomberg/1") not in pairs
    assert ("a4", "holzwerk-lemgo/1") not in pairs
    assert ("a4", "holzwerk-lemgo/2") not in pairs
    assert len(pairs) == 5 * 5 - 3


def test_match_when_the_file_is_from_a_spreadsheet_then_reads_it_alike(tmp_path: Path) -> None:
    run(tmp_path)
    plain = written(tmp_path)
    semicolons = [text.replace(",", ";").replace("\n", "\r\n") for text in (FIRMS, APPLICANTS)]
    assert run(tmp_path, "\ufeff" + semicolons[0], semicolons[1]).exit_code == 0
    assert written(tmp_path) == plain


def test_match_when_the_output_is_a_dash_then_prints_the_instance(tmp_path: Path) -> None:
    run(tmp_path)
    paths = [str(EXAMPLE / "firms.csv"), str(EXAMPLE / "applicants.csv")]
    printed = CliRunner().invoke(match, [*paths, "-o", "-"])
    assert json.loads(printed.stdout) == written(tmp_path)


def test_match_when_an_input_is_a_dash_then_reads_it_from_there(tmp_path: Path) -> None:
    arguments = ["-", str(EXAMPLE / "applicants.csv"), "-o", "-", "--name", "firms"]
    printed = CliRunner().invoke(match, arguments, input=FIRMS.encode())
    run(tmp_path)
    assert json.loads(printed.stdout) == written(tmp_path)


def test_match_when_both_inputs_are_a_dash_then_refuses() -> None:
    assert CliRunner().invoke(match, ["-", "-", "-o", "-"]).exit_code == 2


def test_match_when_run_twice_then_writes_the_same_bytes(tmp_path: Path) -> None:
    run(tmp_path)
    first = (tmp_path / "instance.json").read_bytes()
    run(tmp_path)
    assert (tmp_path / "instance.json").read_bytes() == first


def test_match_when_candidates_are_limited_then_keeps_the_best_of_both_sides(tmp_path: Path) -> None:
    run(tmp_path, FIRMS, APPLICANTS, "--candidates", "1")
    pairs = {(applicant, table.split("/")[0]) for applicant, table, _ in written(tmp_path)["utilities"]}
    assert {applicant for applicant, _ in pairs} == {"a1", "a2", "a3", "a4", "a5"}
    assert len({company for _, company in pairs}) == 4
    assert len(pairs) <= 5 + 4


def test_match_when_a_weight_is_given_then_uses_it(tmp_path: Path) -> None:
    run(tmp_path)
    usual = written(tmp_path)
    run(tmp_path, FIRMS, APPLICANTS, "--weight", "distance", "50")
    assert written(tmp_path)["utilities"] != usual["utilities"]


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("firms", "Tischler:in", "Tischlr", "firms.csv, row 2, column occupation: 'Tischlr' is not"),
        (
            "firms",
            "32657,,2027",
            "3265,,2027",
            "firms.csv, row 3, column postcode: '3265' is not five digits",
        ),
        ("firms", ",2027,,1,", ",soon,,1,", "firms.csv, row 2, column start_year: 'soon' is not a year"),
        ("firms", ",2027,,1,", ",1027,,1,", "firms.csv, row 2, column start_year: 1027 is not a year"),
        ("firms", ",2027,,1,", ",2027,,1_0,", "firms.csv, row 2, column tables: '1_0' is not a whole number"),
        ("firms", ",2027,,1,", ",2_027,,1,", "firms.csv, row 2, column start_year: '2_027' is not a year"),
        ("applicants", "32791,20", "32791,2_0", "applicants.csv, row 2, column radius_km: '2_0' is not"),
        ("applicants", "a2,", "a\x002,", r"applicants.csv, row 3, column applicant: 'a\x002' has a control"),
        ("applicants", "a2,", '"a\n2",', r"applicants.csv, row 3, column applicant: 'a\n2' has a control"),
        ("applicants", "a2,", "a\x852,", r"applicants.csv, row 3, column applicant: 'a\x852' has a control"),
        ("firms", "fisi-27", "fi\x1bsi", r"firms.csv, row 5, column offer: 'fi\x1bsi' has a control"),
        ("firms", "\nholzwerk", "\nholz\x07werk", r"firms.csv, row 3, column firm: 'holz\x07werk-lemgo' has"),
        ("firms", ",2027,,1,", ",2027,,-1,", "firms.csv, row 2, column tables: -1 is not from 1 to 100"),
        (
            "firms",
            ",2027,,1,",
            ",2027,,10000,",
            "firms.csv, row 2, column tables: 10000 is not from 1 to 100",
        ),
        (
            "firms",
            "2027,en,,,",
            "2027,en,3,,",
            "firms.csv, row 4, column tables: firm 'holzwerk-lemgo' has already",
        ),
        (
            "firms",
            "fisi-27",
            "tischler-27",
            "firms.csv, row 5, column offer: 'tischler-27' is already in row 2",
        ),
        ("firms", "a3|a1", "a3|a9", "firms.csv, row 5, column wishes: there is no 'a9' in the other file"),
        (
            "firms",
            "a3|a1",
            "a3|a3",
            "firms.csv, row 5, column wishes: something has already been said about 'a3'",
        ),
        (
            "firms",
            ",en,1,",
            ",xx,1,",
            "firms.csv, row 5, column languages: 'xx' is not a language in our list",
        ),
        (
            "firms",
            "Hauptschulabschluss",
            "Diplom",
            "firms.csv, row 2, column minimum_qualification: 'Diplom' is not",
        ),
        ("firms", "firm,offer", "firma,offer", "firms.csv, row 1: column 'firma' is not one of firm, offer"),
        ("firms", "firm,offer", "offer,offer", "firms.csv, row 1: column 'offer' is there twice"),
        (
            "firms",
            ",a2,\n",
            ",a2,,,x\n",
            "firms.csv, row 2, column 12: 'x' stands in a column without a name",
        ),
        (
            "applicants",
            "32791,20",
            "1067,20",
            "applicants.csv, row 2, column postcode: '1067' is not five digits; s",
        ),
        (
            "firms",
            ",2027,,1,",
            ",19.07.1905,,1,",
            "firms.csv, row 2, column start_year: '19.07.1905' is what sp",
        ),
        (
            "firms",
            ",2027,,1,",
            ",2027/28,,1,",
            "firms.csv, row 2, column start_year: '2027/28' is not a year",
        ),
        ("applicants", "a2,", "a1,", "applicants.csv, row 3, column applicant: 'a1' is already in row 2"),
        (
            "applicants",
            "32791,20",
            "32791,far",
            "applicants.csv, row 2, column radius_km: 'far' is not a number",
        ),
        (
            "applicants",
            "32791,20",
            "32791,nan",
            "applicants.csv, row 2, column radius_km: nan is not a number above 0",
        ),
        ("applicants", "32791,20", ",20", "applicants.csv, row 2, column postcode: is empty"),
        ("applicants", "Abitur", "", "applicants.csv, row 4, column qualification: is empty"),
        (
            "applicants",
            "Tischler|Zimmerer",
            "Tischler|Tischlerin",
            "applicants.csv, row 2, column occupations: one is",
        ),
        (
            "applicants",
            "fisi-27,pflege-26",
            "fisi-27,fisi-27",
            "applicants.csv, row 4, column not_this_one: something",
        ),
        ("applicants", "applicant,", "applicant,name,", "applicants.csv, row 1: column 'name' is not one of"),
    ],
)
def test_match_when_a_cell_is_wrong_then_says_where_and_writes_nothing(
    tmp_path: Path, file: str, old: str, new: str, place: str
) -> None:
    texts = {"firms": FIRMS, "applicants": APPLICANTS}
    assert old in texts[file]
    result = run(tmp_path, **texts | {file: texts[file].replace(old, new, 1)})
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {tmp_path}/{place}")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "instance.json").exists()


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"", "is empty"),
        (b"firm,offer,occupation,postcode,start_year\n", "has a header, but no rows"),
        (b"firm,offer\nx,y\n", "row 1: column 'occupation' is missing"),
        (b"firm,offer\x81", 'is not UTF-8 (byte 10): save it in the spreadsheet as "CSV UTF-8"'),
        (b'firm,"offer\n', "is not a CSV file"),
        (b"\xff\xfef\x00i", 'is not UTF-16-LE (byte 4): save it in the spreadsheet as "CSV UTF-8"'),
        (b"PK\x03\x04rest", 'is a workbook and no CSV file: save it in the spreadsheet as "CSV UTF-8"'),
    ],
)
def test_match_when_a_file_is_not_what_it_should_be_then_says_so(
    tmp_path: Path, raw: bytes, complaint: str
) -> None:
    (tmp_path / "firms.csv").write_bytes(raw)
    result = CliRunner().invoke(
        match, [str(tmp_path / "firms.csv"), str(EXAMPLE / "applicants.csv"), "-o", "-"]
    )
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert result.stdout == ""


def test_match_when_a_file_is_missing_then_says_so() -> None:
    result = CliRunner().invoke(match, ["missing.csv", str(EXAMPLE / "applicants.csv"), "-o", "-"])
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: missing.csv: cannot be read (No such file or directory)\n",
    )


def test_match_when_the_output_cannot_be_written_then_says_so(tmp_path: Path) -> None:
    result = run(tmp_path, FIRMS, APPLICANTS, "-o", str(tmp_path / "missing" / "instance.json"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["--rounds", "0"],
        ["--rounds", "1001"],
        ["--guarantee-applicant", "-1"],
        ["--candidates", "0"],
        ["--weight", "age", "1"],
        ["--weight", "distance", "nan"],
        ["--weight", "distance", "-1"],
        ["--weight", "distance", "1", "--weight", "distance", "2"],
        ["--name", "\udcff"],
        ["-o", "."],
        ["-o", ""],
    ],
)
def test_match_when_an_option_makes_no_sense_then_refuses(tmp_path: Path, options: list[str]) -> None:
    assert run(tmp_path, FIRMS, APPLICANTS, *options).exit_code == 2
    assert not (tmp_path / "instance.json").exists()


def test_match_when_the_output_is_a_pipe_then_writes_into_it_and_leaves_it_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_text, encoding="utf-8")
        result = run(tmp_path, FIRMS, APPLICANTS, "-o", str(pipe))
        text = read.result(timeout=60)

    assert result.exit_code == 0
    assert json.loads(text)["rounds"] == 12
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["firms.csv", "applicants.csv", "link.csv"])
def test_match_when_the_output_is_an_input_then_refuses_and_keeps_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "firms.csv")

    result = run(tmp_path, FIRMS, APPLICANTS, "-o", str(tmp_path / name))

    assert result.exit_code == 2
    assert (tmp_path / "firms.csv").read_text(encoding="utf-8") == FIRMS
    assert (tmp_path / "applicants.csv").read_text(encoding="utf-8") == APPLICANTS


@pytest.mark.parametrize("postcode", ["99999", "00000"])
def test_match_when_no_place_has_a_postcode_then_notes_the_row_and_goes_on(
    tmp_path: Path, postcode: str
) -> None:
    result = run(tmp_path, FIRMS, APPLICANTS.replace("32791", postcode, 1))

    place = f"{tmp_path}/applicants.csv, row 2, column postcode"
    assert result.exit_code == 0
    assert result.stderr == f"Note: {place}: {postcode} is not in our table, so no distance is known\n"


def test_match_when_a_title_names_a_field_that_is_not_in_the_table_then_notes_how_it_is_read(
    tmp_path: Path,
) -> None:
    advertised = "Metallbauer/in (m/w/d), Fachrichtung Konstruktionstechnik"
    result = run(tmp_path, FIRMS.replace("Tischler:in", f'"{advertised}"', 1))

    place = f"{tmp_path}/firms.csv, row 2, column occupation"
    assert result.exit_code == 0
    assert result.stderr == f"Note: {place}: {advertised!r} is read as 'Metallbauer:in'\n"


def test_match_when_an_occupation_is_not_clear_then_says_what_may_be_meant(tmp_path: Path) -> None:
    result = run(
        tmp_path, FIRMS.replace("Tischler:in", "Verwaltungsfachangestellte/r - Kommunalverwaltung", 1)
    )

    assert result.exit_code == 2
    assert "did you mean 'Verwaltungsfachangestellte:r'?" in result.stderr


def test_match_when_standard_output_is_closed_then_says_so() -> None:
    command = [sys.executable, "-m", "commandline", "match", "-o", "-"]
    finished = subprocess.run(
        [*command, EXAMPLE / "firms.csv", EXAMPLE / "applicants.csv"],
        check=False,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(os.close, 1),
    )

    sentence = "Error: standard output: cannot be written (it is closed)\n"
    assert (finished.returncode, finished.stderr) == (2, sentence)


def test_match_when_a_file_name_steers_a_terminal_then_the_complaint_shows_it_escaped() -> None:
    result = CliRunner().invoke(match, ["no\n\x1b[31m.csv", "applicants.csv", "-o", "-"])

    assert result.stderr == "Error: no\\n\\x1b[31m.csv: cannot be read (No such file or directory)\n"
