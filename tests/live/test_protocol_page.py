"""`docs/live-protocol.md` lists exactly the events there are, with the members they carry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.live.evenings import Evening
from webapp.database import now
from webapp.live.broadcasts import ServerEvent
from webapp.live.own_evening import whole_evening
from webapp.live.payloads import Payload
from webapp.live.snapshot import agenda
from webapp.live.sockets import EVENTS

SENT_BY_PEOPLE = "## Events a person sends"
SENT_BY_SERVER = "## Events the server sends"


@pytest.fixture
def page(project_root: Path) -> str:
    return (project_root / "docs" / "live-protocol.md").read_text(encoding="utf-8")


def chapter(page: str, heading: str) -> str:
    """The text between a heading of the second level and the next one."""
    return page.split(heading + "\n", 1)[1].split("\n## ", 1)[0]


def sections(page: str, heading: str) -> dict[str, str]:
    """The sections of a chapter, by the name of the event."""
    parts = re.split(r"^### `(\w+)`$", chapter(page, heading), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def members(payload: type[Payload]) -> set[str]:
    return set(payload.model_fields)


def test_page_when_read_has_a_section_for_each_event_people_send(page: str) -> None:
    assert set(sections(page, SENT_BY_PEOPLE)) == set(EVENTS)


def test_page_when_read_has_a_section_for_each_event_the_server_sends(page: str) -> None:
    assert set(sections(page, SENT_BY_SERVER)) == {event.value for event in ServerEvent}


def test_section_when_read_names_sender_answer_errors_and_right(page: str) -> None:
    for name, text in sections(page, SENT_BY_PEOPLE).items():
        assert [word for word in ("Sender:", "Payload:", "Answer:", "Errors:") if word not in text] == [], (
            name
        )
        assert f"Right: `{EVENTS[name].right.__name__}`" in text, name


def test_section_when_read_shows_every_member_of_the_payload_and_no_other(page: str) -> None:
    for name, text in sections(page, SENT_BY_PEOPLE).items():
        payload = text.split("Payload:", 1)[1].split("`")[1]
        assert set(re.findall(r'"(\w+)":', payload)) == members(EVENTS[name].payload), name


def test_server_when_it_emits_does_so_in_one_place(project_root: Path) -> None:
    live = project_root / "webapp"
    emitting = [
        path.name for path in live.rglob("*.py") if re.search(r"\bemit\(", path.read_text(encoding="utf-8"))
    ]
    assert emitting == ["broadcasts.py"]


def test_meeting_of_an_agenda_when_sent_has_the_members_the_page_lists(
    page: str, in_round_one: Evening
) -> None:
    shape = page.split("`AgendaMeeting`: `", 1)[1].split("`\n\n", 1)[0]
    listed = re.findall(r'"(\w+)": ', re.sub(r"(: )\{[^{}]*\}", r"\1", shape.replace("\n", " ")))
    sent = agenda(whole_evening(in_round_one.event, in_round_one.anna), now())[0]
    assert sorted(listed) == sorted(sent)
