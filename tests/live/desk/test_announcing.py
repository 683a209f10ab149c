"""Announcements of the desk: who reads them, for how long, and who may make them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from tests.browsers import PHONE
from tests.factories.people import make_association, make_organiser
from tests.forms_of_pages import form_of
from tests.live.evenings import Evening, make_evening
from tests.live.guests import Guests
from tests.socket_people import PageVisitor, SocketPerson
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.announcements import announced, announced_to, latest_announcement
from webapp.live.desk.announcing import announce, announce_to, take_back
from webapp.live.desk.diary import entries_of
from webapp.live.desk.refusals import NothingAnnounced, OverAlready
from webapp.live.models import AnnouncementReader, Audience, Deed
from webapp.permissions import Role

Words = list[str]


def say(evening: Evening, words: str, audience: Audience = Audience.EVERYBODY) -> None:
    announce(evening.organiser, evening.event, audience, words, now())


def read_by(role: Role, evening: Evening) -> Words:
    return [said.words for said in announced(role, 0, evening.event.id)]


def readers_of_some(evening: Evening) -> set[int]:
    """Who of all reads anything."""
    people = (evening.anna, evening.ben, evening.joinery, evening.bakery, evening.organiser)
    return {person.id for person in people if announced_to(person, evening.event.id)}


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.EVERYBODY, {Role.APPLICANT, Role.REPRESENTATIVE, Role.HELPER}),
        (Audience.APPLICANTS, {Role.APPLICANT, Role.HELPER}),
        (Audience.FIRMS, {Role.REPRESENTATIVE, Role.HELPER}),
    ],
)
def test_announcement_when_for_one_side_is_read_by_that_side_and_the_association(
    in_round_one: Evening, audience: Audience, readers: set[Role]
) -> None:
    say(in_round_one, "Noch zwei Minuten.", audience)
    everybody = (Role.APPLICANT, Role.REPRESENTATIVE, Role.HELPER)
    assert {role for role in everybody if read_by(role, in_round_one)} == readers


def test_announcement_when_taken_back_is_read_by_nobody_and_stands_in_the_diary(
    in_round_one: Evening,
) -> None:
    say(in_round_one, "Pause")
    said = latest_announcement(in_round_one.event.id)
    assert said
    take_back(in_round_one.organiser, in_round_one.event, said.id, now())
    assert read_by(Role.APPLICANT, in_round_one) == []
    deeds = [(entry.deed, entry.words) for entry in entries_of(in_round_one.event.id)]
    assert deeds == [(Deed.TAKEN_BACK, ""), (Deed.ANNOUNCED, "Pause")]
    with pytest.raises(NothingAnnounced):
        take_back(in_round_one.organiser, in_round_one.event, said.id, now())


def test_announcement_when_the_evening_is_over_is_refused(ended: Evening) -> None:
    with pytest.raises(OverAlready):
        say(ended, "Danke!")


def test_words_for_somebody_when_said_are_read_by_them_alone(in_round_one: Evening) -> None:
    announce_to(in_round_one.organiser, in_round_one.event, in_round_one.anna.id, "Bitte neu laden.", now())
    assert readers_of_some(in_round_one) == {in_round_one.anna.id}


def test_words_for_a_table_when_said_are_read_by_the_two_who_talk_there(in_round_one: Evening) -> None:
    event, joinery = in_round_one.event, in_round_one.joinery
    announce_to(in_round_one.organiser, event, joinery.id, "Bitte neu laden.", now(), also=True)
    assert readers_of_some(in_round_one) == {in_round_one.anna.id, joinery.id}


def test_words_for_somebody_when_their_account_is_deleted_are_read_by_nobody_else(
    in_round_one: Evening,
) -> None:
    announce_to(in_round_one.organiser, in_round_one.event, in_round_one.ben.id, "Du fehlst.", now())
    db.session.execute(db.delete(AnnouncementReader))
    db.session.commit()
    assert readers_of_some(in_round_one) == set()


def test_words_for_somebody_of_another_evening_when_said_are_refused(in_round_one: Evening) -> None:
    other = make_evening(now())
    with pytest.raises(NotFound):
        announce_to(in_round_one.organiser, in_round_one.event, other.anna.id, "Hallo", now())


@pytest.mark.server
def test_words_for_somebody_when_said_reach_their_page_at_once_and_no_other(
    in_round_one: Evening,
    connected: Callable[..., SocketPerson],
    visitor: Callable[[Account], PageVisitor],
) -> None:
    anna, joinery = connected(in_round_one.anna), connected(in_round_one.joinery)
    for person in (anna, joinery):
        person.check_in(in_round_one.event.id)
    page = f"/events/{in_round_one.event.id}/people/{in_round_one.anna.id}"
    visitor(in_round_one.organiser).press(page, f"{page}/say", words="Bitte neu laden.")
    heard = [person.hear("announcements")["announcements"] for person in (anna, joinery)]
    assert [[said["words"] for said in each] for each in heard] == [["Bitte neu laden."], []]


def test_announcement_when_made_by_another_association_is_not_found(in_round_one: Evening) -> None:
    stranger = make_organiser(make_association())
    with pytest.raises(NotFound):
        announce(stranger, in_round_one.event, Audience.EVERYBODY, "Hallo", now())


@pytest.mark.parametrize(
    "wrong", [{"words": ""}, {"words": "a" * 301}, {"audience": "nobody"}, {"audience": ""}]
)
def test_announcement_when_wrong_is_answered_with_a_sentence_and_not_made(
    app: Flask, in_round_one: Evening, wrong: dict[str, str]
) -> None:
    organiser = app.test_client(user=db.session.get_one(Account, in_round_one.organiser.id))
    event = f"/events/{in_round_one.event.id}"
    form = form_of(organiser.get(f"{event}/desk"), f"{event}/announcements")
    answers = form.answered({"words": "Noch zwei Minuten.", "audience": "everybody", **wrong})
    page = organiser.post(form.action, data=answers, follow_redirects=True)
    assert "notice-danger" in page.text
    assert latest_announcement(in_round_one.event.id) is None


@pytest.mark.server
def test_announcement_when_made_is_heard_at_once_and_told_to_who_comes_later(
    in_round_one: Evening,
    connected: Callable[..., SocketPerson],
    visitor: Callable[[Account], PageVisitor],
) -> None:
    anna = connected(in_round_one.anna)
    assert anna.check_in(in_round_one.event.id)["announcements"] == []
    desk, event = visitor(in_round_one.organiser), f"/events/{in_round_one.event.id}"
    desk.press(f"{event}/desk", f"{event}/announcements", words="Noch zwei Minuten.", audience="applicants")
    heard = [said["words"] for said in anna.hear("announcements")["announcements"]]
    later = [
        [said["words"] for said in connected(person).check_in(in_round_one.event.id)["announcements"]]
        for person in (in_round_one.ben, in_round_one.joinery)
    ]
    assert (heard, later) == (["Noch zwei Minuten."], [["Noch zwei Minuten."], []])


@pytest.mark.browser
@pytest.mark.server
def test_announcement_when_read_in_the_room_goes_and_stays_read_after_a_reload(
    in_round_one: Evening, guests: Guests
) -> None:
    anna = guests.enter(in_round_one, in_round_one.anna, None, viewport=PHONE)
    desk = guests.invite(in_round_one, in_round_one.organiser, None).page
    desk.goto(anna.address.replace("/evening", "/desk"))
    desk.click("#announce summary")
    desk.click("[data-words] >> nth=0")
    desk.click("#announce button[type=submit]")
    anna.page.wait_for_selector("#announced:visible")
    assert "Noch zwei Minuten" in anna.text("#announced")
    assert desk.locator("#announced:visible").count() == 1
    anna.page.click("#announced-read")
    anna.page.reload()
    anna.wait_for_state("server", "online")
    assert anna.page.locator("#announced:visible").count() == 0
    assert guests.complaints() == []
