"""Ids that look the same are the same, in every file, and what is written has the instance's spelling."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commandline.planner_commands import check, plan, replan
from scheduler.errors import DuplicateId, PairListedTwice
from scheduler.files import parse_instance, parse_request
from scheduler.request import PresenceChange

NFC, NFD = "Jürgen", "Ju\u0308rgen"
OTHERWISE = [NFD, "Jürgen\u00a0", " Jürgen", "Jür\u200bgen", "\ufeffJürgen", "Jür\u00adgen"]


def instance(*applicants: str, utilities: list[list[object]], **more: object) -> bytes:
    document = {
        "format": "speed-dating-instance/1",
        "rounds": 2,
        "tables": [{"id": "Bäckerei/1", "company": "Bäckerei"}, {"id": "t2", "company": "c2"}],
        "applicants": [{"id": each} for each in applicants],
        "utilities": utilities,
    }
    return json.dumps(document | more).encode()


@pytest.mark.parametrize("otherwise", OTHERWISE)
def test_instance_when_an_id_is_there_in_two_forms_then_it_is_there_twice(otherwise: str) -> None:
    with pytest.raises(DuplicateId) as raised:
        parse_instance(instance(NFC, otherwise, utilities=[]))
    assert raised.value.place == "applicants[1].id"
    assert raised.value.complaint.endswith("is already applicants[0]")


@pytest.mark.parametrize("otherwise", OTHERWISE)
def test_instance_when_a_reference_is_in_another_form_then_means_the_same(otherwise: str) -> None:
    rows = [[otherwise, "Ba\u0308ckerei/1", 0.5], [NFC, "t2", 0.4]]
    problem = parse_instance(instance(NFC, utilities=rows, pins=[{"applicant": otherwise, "table": "t2"}]))
    assert [(row.applicant, row.table) for row in problem.utilities] == [(NFC, "Bäckerei/1"), (NFC, "t2")]
    assert problem.pins[0].applicant == NFC


def test_instance_when_a_pair_is_listed_in_two_forms_then_it_is_listed_twice() -> None:
    with pytest.raises(PairListedTwice) as raised:
        parse_instance(instance(NFC, utilities=[[NFC, "t2", 0.5], [NFD, "t2", 0.4]]))
    assert raised.value.place == "utilities[1]"


def test_instance_when_a_firm_is_spelled_in_two_forms_then_it_is_one_firm() -> None:
    tables = [{"id": "t1", "company": "Bäckerei"}, {"id": "t2", "company": "Ba\u0308ckerei"}]
    problem = parse_instance(instance(NFC, utilities=[], tables=tables))
    assert {table.company for table in problem.tables} == {"Bäckerei"}


def test_instance_when_nothing_of_an_id_is_seen_then_it_is_taken_as_it_is() -> None:
    problem = parse_instance(instance("\u200b", " ", utilities=[["\u200b", "t2", 0.5]]))
    assert [row.id for row in problem.applicants] == ["\u200b", " "]


@pytest.mark.parametrize("otherwise", OTHERWISE)
def test_request_when_it_spells_somebody_otherwise_then_means_them(otherwise: str) -> None:
    problem = parse_instance(instance(NFC, utilities=[]))
    absent = [{"side": "applicant", "id": otherwise}]
    text = json.dumps({"format": "speed-dating-replan/1", "now": 0, "absent": absent}).encode()
    assert parse_request(text, problem).absent == (PresenceChange("applicant", NFC),)


def test_commands_when_files_spell_ids_otherwise_then_work_and_write_the_instances_spelling(
    tmp_path: Path,
) -> None:
    paths = {name: str(tmp_path / f"{name}.json") for name in ("instance", "before", "request", "after")}
    Path(paths["instance"]).write_bytes(instance(NFD, "a2", utilities=[[NFC, "t2", 0.5], ["a2", "t2", 0.4]]))

    def ran(command: object, *arguments: str) -> Result:
        result = CliRunner().invoke(command, arguments)  # type: ignore[arg-type]
        assert result.exit_code == 0, result.output
        return result

    ran(plan, paths["instance"], "-o", paths["before"])
    planned = json.loads(Path(paths["before"]).read_text(encoding="utf-8"))
    assert {row["applicant"] for row in planned["dates"]} == {NFD, "a2"}
    for row in planned["dates"]:
        row["applicant"] = row["applicant"].replace(NFD, NFC)
    Path(paths["before"]).write_text(json.dumps(planned), encoding="utf-8")
    ran(check, paths["instance"], paths["before"])
    absent = [{"side": "applicant", "id": NFC}]
    request = {"format": "speed-dating-replan/1", "now": 0, "absent": absent}
    Path(paths["request"]).write_text(json.dumps(request), encoding="utf-8")
    given = ("--before", paths["before"], "--request", paths["request"])
    ran(replan, paths["instance"], *given, "-o", paths["after"])
    ran(check, paths["instance"], paths["after"], *given)
