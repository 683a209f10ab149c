import csv
import re
from pathlib import Path

import pytest

from matching.tables import compile as tables
from matching.tables import read_table

REGION = ("32756", "33098", "37671", "32657", "33102", "34414", "32825")
FACTS = {
    "occupations.csv": "id,name_m,name_f,name_neutral,kldb,months,field,group,note\n"
    "tischler,Tischler,Tischlerin,Tischler/Tischlerin,22342,36,handwerk,Holz,a note\n",
    "kldb.csv": "code,level,label_de\n2,1,A\n22,2,B\n223,3,C\n2234,4,D\n22342,5,E\n9,1,Unused\n",
    "postcodes_de.csv": "postcode,place,district,lat,lon\n"
    "32756,Far away,Elsewhere,1.0,2.0\n01067,Dresden,D,51.05,13.7\n",
    "postcodes_owl.csv": "postcode,place,district,lat,lon\n32756,Detmold,Kreis Lippe,51.9360,8.8783\n",
}


def facts_in(folder: Path, **changed: str) -> Path:
    for name, text in (FACTS | changed).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_occupations_have_unique_ids() -> None:
    ids = [row["id"] for row in read_table("occupations.csv")]
    assert len(ids) == len(set(ids))


def test_occupations_are_about_as_many_as_there_are() -> None:
    assert 330 <= len(read_table("occupations.csv")) <= 400


def test_occupations_have_three_names_a_group_and_unique_titles() -> None:
    rows = read_table("occupations.csv")
    assert all(row["name_m"] and row["name_f"] and row["name_neutral"] and row["group"] for row in rows)
    assert len({row["name_m"] for row in rows}) == len({row["name_neutral"] for row in rows}) == len(rows)


def test_occupations_have_kldb_codes_that_exist_on_every_level() -> None:
    labels = {row["code"]: row["label"] for row in read_table("kldb.csv")}
    for row in read_table("occupations.csv"):
        assert re.fullmatch(r"[0-9]{5}", row["kldb"]), row
        assert all(labels[row["kldb"][:length]] for length in range(1, 6)), row


def test_occupations_of_the_vocational_training_act_last_two_to_three_and_a_half_years() -> None:
    regulated = [
        row for row in read_table("occupations.csv") if row["field"] not in ("", "oeffentlicher_dienst")
    ]
    assert len(regulated) > 300
    assert {row["months"] for row in regulated} == {"24", "36", "42"}


def test_occupations_outside_it_last_one_to_three_and_a_half_years() -> None:
    assert {int(row["months"]) for row in read_table("occupations.csv")} <= {12, 24, 30, 36, 42}


def test_neutral_names_are_no_longer_than_both_titles() -> None:
    for row in read_table("occupations.csv"):
        assert len(row["name_neutral"]) <= len(row["name_m"]) + len(row["name_f"]) + 1, row


@pytest.mark.parametrize("table", ["synonyms.csv", "frequent.csv", "abbreviations.csv"])
def test_hand_written_tables_name_only_occupations_that_exist(table: str) -> None:
    known = {row["id"] for row in read_table("occupations.csv")}
    named = {name for row in read_table(table) for name in row.get("occupations", row.get("id", "")).split()}
    assert named
    assert named <= known


def test_synonyms_are_unique() -> None:
    terms = [row["term"] for row in read_table("synonyms.csv")]
    assert len(terms) == len(set(terms))


def test_postcodes_are_unique_and_five_digits_with_leading_zeros() -> None:
    postcodes = [row["postcode"] for row in read_table("postcodes.csv")]
    assert len(postcodes) == len(set(postcodes)) > 8000
    assert all(re.fullmatch(r"[0-9]{5}", postcode) for postcode in postcodes)
    assert "01067" in postcodes


def test_postcodes_lie_in_germany_and_have_a_place_and_a_district() -> None:
    for row in read_table("postcodes.csv"):
        assert row["place"], row
        assert row["district"], row
        assert 47.2 < float(row["lat"]) < 55.1, row
        assert 5.8 < float(row["lon"]) < 15.1, row


@pytest.mark.parametrize("postcode", REGION)
def test_postcodes_of_the_region_are_there(postcode: str) -> None:
    assert postcode in {row["postcode"] for row in read_table("postcodes.csv")}


def test_compile_when_run_on_facts_then_writes_our_own_form(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    target.mkdir()
    tables.main(facts_in(tmp_path), target)
    with (target / "occupations.csv").open(encoding="utf-8") as file:
        row = next(csv.DictReader(file))
    assert row["name_neutral"] == "Tischler:in"
    assert "note" not in row


def test_compile_when_two_files_know_a_postcode_then_takes_the_regions(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    target.mkdir()
    tables.main(facts_in(tmp_path), target)
    assert (target / "postcodes.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "01067,Dresden,D,51.050,13.700",
        "32756,Detmold,Kreis Lippe,51.936,8.878",
    ]


def test_compile_when_a_code_is_unknown_then_refuses(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="22342"):
        tables.main(facts_in(tmp_path, **{"kldb.csv": "code,level,label_de\n2,1,A\n"}), tmp_path)


@pytest.mark.parametrize(
    ("official", "short"),
    [
        ("Tischler/Tischlerin", "Tischler:in"),
        ("Logopäde/Logopädin", "Logopäde:in"),
        ("Steuerfachangestellter/Steuerfachangestellte", "Steuerfachangestellte:r"),
        ("Medizinischer Fachangestellter/Medizinische Fachangestellte", "Medizinische:r Fachangestellte:r"),
        ("Maler und Lackierer/Malerin und Lackiererin", "Maler:in und Lackierer:in"),
        ("Kaufmann/Kauffrau für Büromanagement", "Kaufmann/-frau für Büromanagement"),
        ("Gärtner/Gärtnerin Fachrichtung Gemüsebau", "Gärtner:in (Gemüsebau)"),
        ("Fachkraft für Lagerlogistik", "Fachkraft für Lagerlogistik"),
        ("Koch/Köchin", "Koch/Köchin"),
    ],
)
def test_short_neutral_when_given_an_official_pair_then_shortens_it(official: str, short: str) -> None:
    assert tables.short_neutral(official) == short
