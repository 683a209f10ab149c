"""What is printed for the hall, as a browser prints it; and the projector, also when the server is away."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.live.guests import Guests
from tests.live.replanning.evenings import WaitingEvening, make_waiting_evening
from webapp.database import now
from webapp.extensions import db

pytestmark = [pytest.mark.browser, pytest.mark.server]
A5_MM, A4_LANDSCAPE_MM = (148, 210), (297, 210)


@pytest.fixture
def evening(app: Flask) -> WaitingEvening:
    """Anna meets at tables 1 and 3, Ben at table 2; Cem has no talk."""
    evening = make_waiting_evening(
        [(1, 0, 0), (1, 1, 1), (2, 0, 2)], rounds=2, starts_at=now() + timedelta(hours=1)
    )
    for person, name in zip(evening.people, ("Zoë", "Öztürk", "Aydın"), strict=True):
        person.account.last_name = name
    db.session.commit()
    return evening


def printed(guests: Guests, evening: WaitingEvening, what: str, folder: Path) -> PdfReader:
    """Print a page of the hall into a file, and read it back."""
    desk = guests.invite(evening, evening.organiser, None).page
    desk.goto(f"{guests.server.url}/events/{evening.event.id}/hall/{what}")
    desk.evaluate("document.fonts.ready")
    desk.pdf(path=str(folder / f"{what}.pdf"), prefer_css_page_size=True)
    return PdfReader(folder / f"{what}.pdf")


def millimetres(paper: PdfReader) -> tuple[int, int]:
    box = paper.pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


def test_slips_when_printed_are_one_a5_sheet_a_person_by_name_and_firms_after(
    guests: Guests, evening: WaitingEvening, tmp_path: Path
) -> None:
    paper = printed(guests, evening, "slips", tmp_path)
    texts = [page.extract_text() for page in paper.pages]
    assert (len(texts), millimetres(paper)) == (6, A5_MM)
    for text, name in zip(texts, ("Aydın", "Öztürk", "Zoë"), strict=False):
        assert name in text
    first, second = (evening.tables[place] for place in (0, 2))
    assert all(f"{t.number} {t.company.name}" in texts[2].replace("\n", " ") for t in (first, second))
    assert "noch kein gespräch geplant" in texts[0].lower()
    for slip_of_firm in texts[3:]:
        assert not any(person.account.last_name in slip_of_firm for person in evening.people)
    assert "Profil 1" in texts[2]
    assert "Profil 1" in texts[3]


def test_signs_when_printed_are_one_a4_sheet_a_table(
    guests: Guests, evening: WaitingEvening, tmp_path: Path
) -> None:
    paper = printed(guests, evening, "signs", tmp_path)
    assert (len(paper.pages), millimetres(paper)) == (3, A4_LANDSCAPE_MM)
    assert evening.tables[1].company.name in paper.pages[1].extract_text()


def test_projector_when_the_server_is_away_goes_on_counting(guests: Guests, app: Flask) -> None:
    evening = make_waiting_evening([(1, 0, 0)], starts_at=now() + timedelta(seconds=12))
    screen = guests.invite(evening, evening.organiser, None)
    screen.page.goto(f"{guests.server.url}/events/{evening.event.id}/projector")
    assert screen.text("#headline") == "Gleich geht es los"
    screen.device.context.set_offline(True)
    screen.page.wait_for_selector(".projector[data-kind=round]", timeout=20_000)
    assert screen.text("#headline") == "Runde 1 von 1"
    screen.page.wait_for_selector("#offline:visible")
    assert guests.complaints() == []
