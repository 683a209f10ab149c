"""The page where organisers set talks by hand, and the buttons that lead to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_account
from tests.forms_of_pages import error_at, fill, forms_of, send
from tests.planning.evenings import Evening, add_wish, make_evening, planned
from webapp.database import now
from webapp.events.models import WishSide
from webapp.extensions import db
from webapp.permissions import Role
from webapp.planning.queries import bans_of, pins_of, published_plan

FIX, APART = "Dieses Gespräch festlegen", "Diese beiden sollen sich nicht treffen"


@pytest.fixture
def evening(app: Flask) -> Evening:
    start = now() + timedelta(days=30)
    return make_evening(firms=3, people=4, starts_at=start, registration_closes_at=start - timedelta(days=2))


@pytest.fixture
def client(app: Flask, evening: Evening) -> FlaskClient:
    return app.test_client(user=evening.organiser)


def path(evening: Evening) -> str:
    return f"/events/{evening.event.id}/plan/by-hand"


def pair(evening: Evening, applicant: int, table: int) -> dict[str, str]:
    return {
        "applicant": str(evening.applicants[applicant].id),
        "table": str(evening.event.tables[table].id),
    }


def test_page_when_a_pair_is_chosen_fixes_it_and_lists_it(client: FlaskClient, evening: Evening) -> None:
    fill(client, path(evening), "by-hand", {**pair(evening, 0, 1), "round": "2"}, FIX)
    (pin,) = pins_of(evening.event.id)
    assert (pin.applicant_id, pin.table_id, pin.round) == (
        evening.applicants[0].id, evening.event.tables[1].id, 2,
    )  # fmt: skip
    page = client.get(path(evening)).get_data(as_text=True)
    assert f"{evening.applicants[0].account.name} &amp; {evening.companies[1].name}" in page


def test_page_when_a_fixed_talk_is_released_leaves_it_to_the_planner(
    client: FlaskClient, evening: Evening
) -> None:
    fill(client, path(evening), "by-hand", pair(evening, 0, 1), FIX)
    fill(client, path(evening), "/take-back")
    assert pins_of(evening.event.id) == []
    assert "Zurückgenommen" in client.get(path(evening)).get_data(as_text=True)


def test_page_when_two_are_kept_apart_lists_them_and_lifts_it_again(
    client: FlaskClient, evening: Evening
) -> None:
    fill(client, path(evening), "by-hand", pair(evening, 0, 1), APART)
    (ban,) = bans_of(evening.event.id)
    assert (ban.applicant_id, ban.company_id) == (evening.applicants[0].id, evening.companies[1].id)
    fill(client, path(evening), "/take-back")
    assert bans_of(evening.event.id) == []


def test_page_when_a_button_was_pressed_twice_says_it_was_taken_back(
    client: FlaskClient, evening: Evening
) -> None:
    fill(client, path(evening), "by-hand", pair(evening, 0, 1), FIX)
    page = client.get(path(evening))
    send(client, page, "/take-back")
    send(client, page, "/take-back")
    assert "Das war schon zurückgenommen" in client.get(path(evening)).get_data(as_text=True)


def test_page_when_a_rule_forbids_it_says_so_and_keeps_what_was_chosen(
    client: FlaskClient, evening: Evening
) -> None:
    add_wish(evening, WishSide.COMPANY, 0, 1, rank=None, unwanted=True)
    answer = fill(client, path(evening), "by-hand", {**pair(evening, 0, 1), "round": "3"}, FIX)
    assert answer.status_code == 422
    assert "Dabei bleibt es" in answer.get_data(as_text=True)
    kept = next(form for form in forms_of(answer) if form.id == "by-hand").values
    assert (kept["applicant"], kept["round"]) == (str(evening.applicants[0].id), "3")
    assert pins_of(evening.event.id) == []


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("applicant", "", "Bitte wählen Sie, um wen es geht."),
        ("table", "", "Bitte wählen Sie einen Tisch."),
        ("applicant", "999999", "Bitte eine der Antworten wählen."),
        ("round", "99", "Bitte eine der Antworten wählen."),
        ("round", "x", "Bitte eine der Antworten wählen."),
    ],
)
def test_page_when_nothing_sensible_is_chosen_says_so_at_the_field(
    client: FlaskClient, evening: Evening, field: str, value: str, sentence: str
) -> None:
    answers = {**pair(evening, 0, 1), field: value}
    answer = fill(client, path(evening), "by-hand", answers, FIX)
    assert answer.status_code == 422
    assert error_at(answer, field) == sentence
    assert pins_of(evening.event.id) == []


def test_meeting_when_opened_fixes_its_talk_with_one_click(client: FlaskClient, evening: Evening) -> None:
    plan = planned(evening, [(2, 0, 1)])
    fill(client, f"/events/{evening.event.id}/plan/meetings/{plan.meetings[0].id}", "by-hand", {}, FIX)
    assert [pin.round for pin in pins_of(evening.event.id)] == [2]


def test_meeting_when_its_talk_is_fixed_moves_it_to_another_round(
    client: FlaskClient, evening: Evening
) -> None:
    plan = planned(evening, [(2, 0, 1)])
    meeting = f"/events/{evening.event.id}/plan/meetings/{plan.meetings[0].id}"
    fill(client, meeting, "by-hand", {}, FIX)
    fill(client, meeting, "by-hand", {"round": "3"}, "Runde übernehmen")
    assert [pin.round for pin in pins_of(evening.event.id)] == [3]


def test_publish_when_something_was_set_by_hand_since_asks_to_plan_again(
    client: FlaskClient, evening: Evening
) -> None:
    planned(evening, [(1, 0, 0)])
    fill(client, path(evening), "by-hand", pair(evening, 0, 0), FIX)
    plan = f"/events/{evening.event.id}/plan"
    fill(client, path(evening), "by-hand", {**pair(evening, 0, 0), "round": "2"}, FIX)
    fill(client, plan, f"{plan}/1/publish")
    assert "Ihre Festlegungen von Hand geändert" in client.get(plan).get_data(as_text=True)
    assert published_plan(evening.event.id) is None


def test_meeting_when_opened_keeps_its_two_apart_with_one_click(
    client: FlaskClient, evening: Evening
) -> None:
    plan = planned(evening, [(2, 0, 1)])
    meeting = f"/events/{evening.event.id}/plan/meetings/{plan.meetings[0].id}"
    fill(client, meeting, "by-hand", {}, APART)
    assert len(bans_of(evening.event.id)) == 1
    assert "Das haben Sie festgelegt" in client.get(meeting).get_data(as_text=True)


def test_plan_when_a_talk_is_fixed_marks_it_in_the_grid(client: FlaskClient, evening: Evening) -> None:
    planned(evening, [(2, 0, 1)])
    fill(client, path(evening), "by-hand", {**pair(evening, 0, 1), "round": "2"}, FIX)
    page = client.get(f"/events/{evening.event.id}/plan").get_data(as_text=True)
    assert page.count("wished-0 fixed") == 2
    assert "von Hand festgelegt" in page


def test_open_wish_when_clicked_fills_in_its_pair(client: FlaskClient, evening: Evening) -> None:
    add_wish(evening, WishSide.APPLICANT, 2, 1, rank=1)
    planned(evening, [(1, 0, 0)])
    page = client.get(f"/events/{evening.event.id}/plan").get_data(as_text=True)
    link = page.split(f'href="{path(evening)}?', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    form = next(f for f in forms_of(client.get(f"{path(evening)}?{link}")) if f.id == "by-hand")
    assert {name: form.values[name] for name in ("applicant", "table")} == pair(evening, 2, 1)


def test_page_when_asked_for_by_a_helper_is_refused(app: Flask, evening: Evening) -> None:
    helper = make_account(evening.event.association, Role.HELPER)
    plan = planned(evening, [(2, 0, 1)])
    db.session.commit()
    client = app.test_client(user=helper)
    assert client.get(path(evening)).status_code == 403
    meeting = client.get(f"/events/{evening.event.id}/plan/meetings/{plan.meetings[0].id}")
    assert not [form for form in forms_of(meeting) if form.id == "by-hand"]


def test_take_back_when_the_pin_is_of_another_evening_leaves_it_alone(
    app: Flask, client: FlaskClient, evening: Evening
) -> None:
    fill(client, path(evening), "by-hand", pair(evening, 0, 1), FIX)
    other = make_evening(firms=1, people=1)
    stranger = app.test_client(user=other.organiser)
    fill(stranger, path(other), "by-hand", pair(other, 0, 0), FIX)
    (pin,) = pins_of(evening.event.id)
    form = next(f for f in forms_of(stranger.get(path(other))) if f.action.endswith("/take-back"))
    token = form.values["csrf_token"]
    stranger.post(f"{path(other)}/take-back", data={"csrf_token": token, "pin": pin.id})
    assert len(pins_of(evening.event.id)) == 1
