"""What the server says that cannot begin, and where its links lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers import Server, ServerDidNotStart, free_port
from webapp.start.readiness import environ_at, unknown_variables

REFUSED = {
    "TISCHWECHSEL_TIME_ZONE": "MEZ",
    "TISCHWECHSEL_SECRET_KEY": "a",
    "TISCHWECHSEL_HTTPS": "yes",
}


def refusal(tmp_path: Path, **given: str) -> tuple[str, int]:
    """What a server says that cannot begin, and its exit status."""
    environ = {"TISCHWECHSEL_INSTANCE_PATH": str(tmp_path), "DATABASE_URL": "", **given}
    server = Server({**environ, "TISCHWECHSEL_DEVELOPMENT": "yes"}, free_port())
    with pytest.raises(ServerDidNotStart) as said:
        server.start()
    assert "Traceback" not in said.value.args[0]
    return str(said.value.args[0]), server.running.wait(30)


@pytest.mark.server
@pytest.mark.parametrize("name", REFUSED)
def test_server_when_a_setting_makes_no_sense_ends_with_its_name_and_status_2(
    name: str, tmp_path: Path
) -> None:
    said, status = refusal(tmp_path, **{name: REFUSED[name]})
    assert (name in said, status) == (True, 2)


@pytest.mark.server
def test_server_when_the_storage_of_rate_limits_does_not_answer_says_so(tmp_path: Path) -> None:
    place = f"redis://127.0.0.1:{free_port()}"
    assert "does not answer" in refusal(tmp_path, TISCHWECHSEL_RATE_LIMIT_STORAGE=place)[0]


@pytest.mark.server
def test_server_when_the_database_does_not_answer_says_so(tmp_path: Path) -> None:
    place = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    assert "DATABASE_URL" in refusal(tmp_path, DATABASE_URL=place)[0]


def test_links_when_no_address_is_set_lead_to_the_port() -> None:
    assert environ_at({}, 8312)["TISCHWECHSEL_BASE_URL"] == "http://127.0.0.1:8312"


def test_links_when_an_address_is_set_lead_there() -> None:
    given = {"TISCHWECHSEL_BASE_URL": "https://dating.example"}
    assert environ_at(given, 8312) == given


def test_variable_when_mistyped_is_named() -> None:
    assert unknown_variables({"TISCHWECHSEL_BASEURL": "x", "TISCHWECHSEL_HTTPS": "no", "HOME": "/"}) == [
        "TISCHWECHSEL_BASEURL"
    ]
