"""The real demo, with short rounds and nobody in the windows: bots meet, and the server dies once."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.rehearsal.running import RunningDemo, Window, wait_until_gone
from tests.servers import free_port

pytestmark = [pytest.mark.server, pytest.mark.crowded]

OPTIONS = ("--start-in=30", "--rounds=2", "--round-seconds=25", "--changeover-seconds=5")


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDemo]:
    """An evening that is over; its server was killed in the first round."""
    demo = RunningDemo.started(tmp_path_factory.mktemp("demo"), free_port(), *OPTIONS)
    demo.wait_for("Round 1 of 2")
    os.kill(demo.children()[0], signal.SIGKILL)
    demo.wait_for("The server ended unexpectedly (-9); it is started again.")
    demo.wait_for("times both said yes")
    yield demo
    if demo.process.poll() is None:
        demo.end(signal.SIGTERM)


def count(demo: RunningDemo, what: str) -> int:
    with closing(sqlite3.connect(demo.folder / "demo.sqlite")) as database:
        (number,) = database.execute(what).fetchone()
    return int(number)


def all_links(demo: RunningDemo) -> list[str]:
    links = demo.links()
    return [str(links["organiser"]), *links["applicants"], *links["representatives"]]


def test_links_when_written_are_five_with_a_host_name_each(evening: RunningDemo) -> None:
    links = evening.links()
    assert list(links) == ["organiser", "applicants", "representatives"]
    assert (len(links["applicants"]), len(links["representatives"])) == (2, 2)
    hosts = {urlsplit(link).hostname or "" for link in all_links(evening)}
    assert len(hosts) == 5
    assert all(host.endswith(".localhost") for host in hosts)
    assert {urlsplit(link).port for link in all_links(evening)} == {evening.port}


def test_links_when_written_are_for_the_owner_of_the_file_only(evening: RunningDemo) -> None:
    assert (evening.folder / "demo-links.json").stat().st_mode & 0o077 == 0


def test_links_when_opened_lead_into_the_evening_or_to_the_desk(evening: RunningDemo) -> None:
    places = []
    for link in all_links(evening):
        window = Window()
        window.open(link)
        places.append(window.at)
    assert places == ["/events/1/desk", *["/events/1/evening"] * 4]


def test_bots_when_the_evening_is_over_have_rated_and_answered_every_meeting_of_theirs(
    evening: RunningDemo,
) -> None:
    both_came = """
        SELECT count(*) FROM meeting d JOIN applicant a ON a.id = d.applicant_id
        JOIN event_table t ON t.id = d.table_id
        WHERE a.account_id IN (SELECT account_id FROM presence)
        AND t.representative_account_id IN (SELECT account_id FROM presence)"""
    meetings_of_bots = count(evening, both_came)
    assert meetings_of_bots >= 12
    assert count(evening, "SELECT count(*) FROM presence") == 48
    by_bots = "SELECT count(*) FROM {} WHERE account_id IN (SELECT account_id FROM presence)"
    assert count(evening, by_bots.format("rating")) >= 2 * meetings_of_bots
    assert count(evening, by_bots.format("answer")) >= 2 * meetings_of_bots


def test_bots_when_they_speak_say_first_that_they_are_bots(evening: RunningDemo) -> None:
    first_lines = "FROM text_line WHERE id IN (SELECT min(id) FROM text_line GROUP BY meeting_id, account_id)"
    assert count(evening, f"SELECT count(*) {first_lines}") >= 1
    assert count(evening, f"SELECT count(*) {first_lines} AND text NOT LIKE '%ein Bot der Vorführung%'") == 0


def test_report_when_the_evening_is_over_shows_the_mutual_yeses(evening: RunningDemo) -> None:
    mutual = count(
        evening,
        """SELECT count(*) FROM meeting d WHERE 2 = (
            SELECT count(*) FROM answer a WHERE a.meeting_id = d.id AND a.yes)""",
    )
    assert mutual >= 1
    window = Window()
    window.open(str(evening.links()["organiser"]))
    report = window.open(f"http://127.0.0.1:{evening.port}/events/1/report")
    assert f"<dt>mal haben beide Ja gesagt</dt><dd>{mutual}</dd>" in report
    assert f"{mutual} times both said yes" in evening.said[-1]


def test_people_when_they_come_late_find_their_meetings_with_both_firms_of_people(
    evening: RunningDemo,
) -> None:
    links = evening.links()
    for link in links["applicants"]:
        window = Window()
        window.open(link)
        page = window.open(f"http://127.0.0.1:{evening.port}/events/1/answers")
        assert "Tischlerei Hobelbank" in page
        assert "Paderbyte Software" in page


def test_database_when_the_demo_ran_is_the_demos_own(evening: RunningDemo) -> None:
    assert {path.name for path in evening.folder.glob("*.sqlite")} == {"demo.sqlite"}


def test_interrupt_when_sent_ends_every_process_without_an_error(evening: RunningDemo) -> None:
    pids = evening.children()
    assert pids
    assert evening.end(signal.SIGINT) == 0
    wait_until_gone(pids)
    assert "The demo has ended." in evening.wait_for("The demo has ended.")


def test_demo_when_killed_hard_leaves_no_process(tmp_path: Path) -> None:
    demo = RunningDemo.started(tmp_path, free_port(), "--start-in=3600")
    demo.wait_for("People arrive.")
    pids = demo.children()
    assert len(pids) == 2
    demo.end(signal.SIGKILL)
    wait_until_gone(pids)
