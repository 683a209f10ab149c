"""A talk to come in the desk's hand: moved, or called off; nothing that has begun is touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from tests.forms_of_pages import form_of
from tests.live.evenings import make_evening
from tests.live.replanning.evenings import WaitingEvening, make_waiting_evening
from tests.socket_people import PageVisitor, SocketPerson
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.desk.diary import entries_of
from webapp.live.desk.noting import note
from webapp.live.desk.person import person_at
from webapp.live.desk.refusals import NoSuchTalk, OverAlready, RoundNotFree
from webapp.live.desk.talks import call_off_talk, move_talk
from webapp.live.models import Deed
from webapp.planning.models import Meeting

# Anna meets the first table while round one runs, and then the second one; Ben meets that in round three.
MEETINGS = [(1, 0, 0), (2, 0, 1), (3, 1, 1)]


@pytest.fixture
def evening(app: Flask) -> WaitingEvening:
    """The first of four rounds runs, and nobody has come but Anna."""
    begun = now() - timedelta(minutes=2)
    evening = make_waiting_evening(MEETINGS, rounds=4, starts_at=begun)
    evening.arrive(evening.people[0].account, at=begun)
    return evening


def talk(round_: int) -> Meeting:
    return db.session.scalars(db.select(Meeting).filter_by(round=round_)).one()


def test_talk_when_moved_is_in_the_other_round_and_stands_in_the_diary(evening: WaitingEvening) -> None:
    move_talk(evening.organiser, evening.event, talk(2).id, 4, now())
    assert (evening.pairs(2), evening.pairs(4)) == (set(), {(0, 1)})
    (entry,) = entries_of(evening.event.id)
    assert (entry.deed, entry.words, entry.about_id) == (Deed.TALK_MOVED, "4", evening.people[0].account_id)


@pytest.mark.parametrize("round_", [1, 2, 3, 5])
def test_talk_when_moved_to_a_round_that_is_not_free_stays(round_: int, evening: WaitingEvening) -> None:
    with pytest.raises(RoundNotFree):
        move_talk(evening.organiser, evening.event, talk(2).id, round_, now())
    assert evening.pairs(2) == {(0, 1)}


def test_talk_when_a_side_is_not_there_in_a_round_cannot_move_there(evening: WaitingEvening) -> None:
    evening.tables[1].available = [2, 3]
    db.session.commit()
    with pytest.raises(RoundNotFree):
        move_talk(evening.organiser, evening.event, talk(2).id, 4, now())


def test_talk_when_called_off_frees_both_and_does_not_come_back_by_itself(evening: WaitingEvening) -> None:
    evening.arrive(*(table.representative for table in evening.tables), at=now() - timedelta(minutes=1))
    call_off_talk(evening.organiser, evening.event, talk(2).id, now())
    met = {pair for round_ in (2, 3, 4) for pair in evening.pairs(round_)}
    assert (0, 1) not in met
    assert (0, 2) in met


@pytest.mark.parametrize("verb", [lambda *a: move_talk(*a[:3], 4, a[3]), call_off_talk])
def test_talk_when_it_runs_or_is_another_evenings_cannot_be_changed(
    verb: object, evening: WaitingEvening
) -> None:
    running, other = talk(1).id, make_waiting_evening([(2, 0, 0)], rounds=2)
    elsewhere = db.session.scalars(db.select(Meeting.id).filter_by(plan_id=other.plan.id)).one()
    for number in (running, elsewhere):
        with pytest.raises(NoSuchTalk):
            verb(evening.organiser, evening.event, number, now())  # type: ignore[operator]
    with pytest.raises(NotFound):
        verb(other.organiser, evening.event, talk(3).id, now())  # type: ignore[operator]


def test_talk_when_the_evening_is_over_cannot_be_moved(evening: WaitingEvening) -> None:
    with pytest.raises(OverAlready):
        move_talk(evening.organiser, evening.event, talk(2).id, 4, now() + timedelta(hours=2))


def test_page_of_somebody_when_a_talk_is_to_come_offers_the_rounds_in_which_both_are_free(
    evening: WaitingEvening,
) -> None:
    page = person_at(evening.event, evening.people[0].account_id, now())
    assert [[round_ for round_, _ in talk.open_rounds] for talk in page.talks] == [[], [4]]


def test_move_when_pressed_on_the_page_of_somebody_leads_back_there(
    app: Flask, evening: WaitingEvening
) -> None:
    desk = app.test_client(user=evening.organiser)
    page = f"/events/{evening.event.id}/people/{evening.people[0].account_id}"
    form = form_of(desk.get(page), f"{page}/talks/{talk(2).id}/move")
    answer = desk.post(form.action, data=form.answered({"round": "4"}), follow_redirects=True)
    assert "Verschoben" in answer.text
    assert evening.pairs(4) == {(0, 1)}


@pytest.mark.server
def test_talk_when_moved_is_told_to_both_and_to_nobody_else(
    app: Flask, connected: Callable[..., SocketPerson], visitor: Callable[[Account], PageVisitor]
) -> None:
    at = make_evening(now() + timedelta(minutes=10))
    at.event.rounds = 3
    db.session.commit()
    anna, joinery, ben = (connected(person) for person in (at.anna, at.joinery, at.ben))
    for person in (anna, joinery, ben):
        person.check_in(at.event.id)
    page = f"/events/{at.event.id}/people/{at.anna.id}"
    visitor(at.organiser).press(page, f"{page}/talks/{at.anna_joinery.id}/move", round="3")
    for person in (anna, joinery):
        assert person.hear("agenda") == {"event_id": at.event.id}
        talks = {talk["meeting_id"]: talk["round"] for talk in person.check_in(at.event.id)["agenda"]}
        assert talks[at.anna_joinery.id] == 3
    ben.call("ask_time", {})
    assert not ben.has_heard("agenda")


def test_note_when_kept_is_read_on_the_page_of_whom_it_is_about(evening: WaitingEvening) -> None:
    anna = evening.people[0].account_id
    note(evening.organiser, evening.event, anna, "Kommt mit der Mutter.", now())
    notes = [person_at(evening.event, person.account_id, now()).notes for person in evening.people]
    assert [[entry.words for entry in each] for each in notes] == [["Kommt mit der Mutter."], [], []]
