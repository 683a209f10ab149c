"""What counts, per evening: the form, its defaults, and what bad input is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matching.criteria import CRITERIA
from matching.weights import Weights
from tests.factories.people import make_account
from tests.forms_of_pages import error_at, fill, form_of
from tests.planning.evenings import Evening, make_evening
from webapp.database import now
from webapp.events.models import EventState
from webapp.extensions import db
from webapp.fit.weight_example import example_of
from webapp.permissions import Role
from webapp.planning.problem import build_problem

NAMES = [criterion.name for criterion in CRITERIA]


@pytest.fixture
def evening(app: Flask) -> Evening:
    start = now() + timedelta(days=30)
    return make_evening(firms=2, people=2, starts_at=start, registration_closes_at=start - timedelta(days=2))


@pytest.fixture
def client(app: Flask, evening: Evening) -> FlaskClient:
    return app.test_client(user=evening.organiser)


def path(evening: Evening) -> str:
    return f"/events/{evening.event.id}/weights"


def kept(evening: Evening) -> dict[str, float]:
    db.session.refresh(evening.event)
    return evening.event.weights


def test_form_when_nothing_was_changed_shows_the_usual_numbers(client: FlaskClient, evening: Evening) -> None:
    values = form_of(client.get(path(evening)), "weights").values
    assert {name: float(values[name]) for name in NAMES} == {name: getattr(Weights(), name) for name in NAMES}


def test_form_when_sent_keeps_the_numbers_and_the_planner_is_told(
    client: FlaskClient, evening: Evening
) -> None:
    before = [u.utility for u in build_problem(evening.event).utilities]
    fill(client, path(evening), "weights", {"distance": "40", "languages": "0"})
    assert (kept(evening)["distance"], kept(evening)["languages"]) == (40, 0)
    assert [u.utility for u in build_problem(evening.event).utilities] != before


def test_form_when_everything_shall_be_as_usual_forgets_the_numbers(
    client: FlaskClient, evening: Evening
) -> None:
    fill(client, path(evening), "weights", {"distance": "40"})
    fill(client, path(evening), "weights", {}, "Wieder wie üblich")
    assert kept(evening) == {}
    assert form_of(client.get(path(evening)), "weights").values["distance"] == "3"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Bitte geben Sie eine Zahl ein; 0, wenn es nicht zählen soll."),
        ("-1", "Bitte eine Zahl von 0 bis 100 eingeben."),
        ("101", "Bitte eine Zahl von 0 bis 100 eingeben."),
        ("viel", "Bitte eine ganze Zahl eingeben, zum Beispiel 12."),
        ("nan", "Bitte eine ganze Zahl eingeben, zum Beispiel 12."),
        ("1e3", "Bitte eine ganze Zahl eingeben, zum Beispiel 12."),
    ],
)
def test_form_when_a_number_is_none_says_so_at_the_field_and_keeps_nothing(
    client: FlaskClient, evening: Evening, typed: str, sentence: str
) -> None:
    answer = fill(client, path(evening), "weights", {"occupation": typed, "distance": "7"})
    assert (answer.status_code, error_at(answer, "occupation")) == (422, sentence)
    assert form_of(answer, "weights").values["distance"] == "7"
    assert kept(evening) == {}


@pytest.mark.parametrize(("left", "who"), [("qualification", "Bewerber:innen"), ("distance", "Betriebe")])
def test_form_when_nothing_is_left_for_a_side_says_for_whom(
    client: FlaskClient, evening: Evening, left: str, who: str
) -> None:
    answer = fill(client, path(evening), "weights", {**dict.fromkeys(NAMES, "0"), left: "5"})
    assert answer.status_code == 422
    assert f"So zählte für die {who} nichts mehr." in error_at(answer, "occupation")
    assert kept(evening) == {}


def test_page_when_the_plan_is_published_says_that_it_stays(client: FlaskClient, evening: Evening) -> None:
    evening.event.state = EventState.PUBLISHED
    db.session.commit()
    assert "bleibt, wie er ist" in client.get(path(evening)).get_data(as_text=True)
    fill(client, path(evening), "weights", {"distance": "9"})
    assert evening.event.state is EventState.PUBLISHED


def test_page_when_the_evening_has_begun_changes_nothing(client: FlaskClient, evening: Evening) -> None:
    token = form_of(client.get(path(evening)), "weights").values
    evening.event.starts_at = now() - timedelta(minutes=1)
    db.session.commit()
    client.post(path(evening), data={**token, "distance": "9"})
    assert kept(evening) == {}
    assert form_of(client.get(path(evening)), "weights").buttons == []


def test_page_when_asked_for_by_a_helper_is_refused(app: Flask, evening: Evening) -> None:
    helper = make_account(evening.event.association, Role.HELPER)
    db.session.commit()
    assert app.test_client(user=helper).get(path(evening)).status_code == 403


def test_example_when_distance_counts_most_puts_the_same_town_first(app: Flask) -> None:
    usual, near = example_of(Weights()), example_of(Weights(occupation=1, distance=50))
    assert [one.place for one in usual] == [1, 2, 3]
    assert "40 km" in usual[0].words
    assert "40 km" in near[2].words
    assert near[2].usual_place == 1
    assert all(0 <= one.fit <= 1 for one in (*usual, *near))
