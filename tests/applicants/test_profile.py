"""The profile: saved as it is typed, or with the button; only what is fine, and only one's own."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.people import make_applicant, make_association, make_company
from tests.forms_of_pages import fill, form_of
from webapp.applicants.models import Applicant
from webapp.applicants.queries import applicant_of, progress_of
from webapp.extensions import db


@pytest.fixture
def mia(app: Flask) -> Applicant:
    person = make_applicant(make_association(), occupations=("tischler", "maurer"), start_year=2027)
    person.account.last_name = "Muster"
    db.session.commit()
    return person


@pytest.fixture
def client(app: Flask, mia: Applicant) -> FlaskClient:
    return app.test_client(user=mia.account)


def typed(client: FlaskClient, **answers: object) -> dict[str, object]:
    """Send what the page's script sends while somebody types."""
    form = form_of(client.get("/profile"), "profile")
    data = form.answered(answers)  # type: ignore[arg-type]
    token = data.pop("csrf_token")
    answer = client.post("/profile/answers", data=data, headers={"X-CSRFToken": token})
    assert answer.status_code == 200
    told: dict[str, object] = answer.get_json()
    return told


def test_profile_when_saved_keeps_every_answer(client: FlaskClient, mia: Applicant) -> None:
    answers = {
        "strengths": "Ich arbeite sorgfältig.",
        "about": "Ich baue gern.\r\nUnd ich rede gern.",
        "radius_km": "25",
        "needs": "Untertitel",
        "occupations": ["koch"],
        "first_name": "Mia",
    }
    assert fill(client, "/profile", "profile", answers).status_code == 302
    assert (mia.strengths, mia.radius_km, mia.needs) == ("Ich arbeite sorgfältig.", 25, "Untertitel")
    assert mia.about.splitlines() == ["Ich baue gern.", "Und ich rede gern."]
    assert [wished.occupation_id for wished in mia.occupations] == ["koch"]
    assert mia.account.first_name == "Mia"


def test_answer_when_typed_is_saved_and_counted(client: FlaskClient, mia: Applicant) -> None:
    assert typed(client, about="Ich baue gern.") == {"errors": {}, "done": 2, "parts": 4}
    assert mia.about == "Ich baue gern."


def test_answers_when_one_cannot_be_saves_the_others_and_says_which(
    client: FlaskClient, mia: Applicant
) -> None:
    told = typed(client, about="Ich baue gern.", radius_km="weit", postcode="ABCDE")
    assert told["errors"] == {
        "radius_km": "Bitte eine ganze Zahl eingeben, zum Beispiel 12.",
        "postcode": "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 32756.",
    }
    assert (mia.about, mia.radius_km, mia.postcode) == ("Ich baue gern.", None, "32756")


@pytest.mark.parametrize(
    ("field", "typed_text"),
    [
        ("about", "x" * 1001),
        ("about", "eins\x00zwei"),
        ("strengths", "x" * 401),
        ("needs", "\x07"),
        ("radius_km", "0"),
        ("radius_km", "501"),
        ("radius_km", "-5"),
        ("first_name", "😀"),
        ("occupations", ["koch", "koch"]),
    ],
)
def test_profile_when_an_answer_cannot_be_says_so_and_changes_nothing(
    client: FlaskClient, mia: Applicant, field: str, typed_text: str
) -> None:
    before = (mia.about, mia.strengths, mia.needs, mia.radius_km, mia.account.first_name)
    page = fill(client, "/profile", "profile", {field: typed_text})
    assert f'id="{field}-error"' in page.get_data(as_text=True)
    db.session.expire_all()
    assert (mia.about, mia.strengths, mia.needs, mia.radius_km, mia.account.first_name) == before


def test_languages_when_ticked_are_kept_and_shown(client: FlaskClient, mia: Applicant) -> None:
    fill(client, "/profile", "profile", {"languages": ["tr", "en"]})
    assert mia.languages == ["en", "tr"]
    assert "Englisch, Türkisch" in client.get("/profile").get_data(as_text=True)


def test_languages_when_no_longer_ticked_are_gone(client: FlaskClient, mia: Applicant) -> None:
    mia.languages = ["en"]
    db.session.commit()
    fill(client, "/profile", "profile", {"languages": []})
    assert mia.languages == []


@pytest.mark.parametrize("made_up", ["xx", "de", ""])
def test_languages_when_not_on_the_list_are_refused_and_change_nothing(
    client: FlaskClient, mia: Applicant, made_up: str
) -> None:
    assert typed(client, languages=["en", made_up])["errors"] == {"languages": "Bitte aus der Liste wählen."}
    assert mia.languages == []


def test_occupations_when_their_order_changes_are_kept_in_the_new_order(
    client: FlaskClient, mia: Applicant
) -> None:
    fill(client, "/profile", "profile", {"occupations": ["maurer", "tischler", "koch"]})
    assert [(o.position, o.occupation_id) for o in mia.occupations] == [
        (1, "maurer"),
        (2, "tischler"),
        (3, "koch"),
    ]


def test_start_year_when_it_lies_back_can_be_kept(client: FlaskClient, mia: Applicant) -> None:
    mia.start_year = 2020
    db.session.commit()
    assert fill(client, "/profile", "profile", {}).status_code == 302
    assert mia.start_year == 2020


def test_answers_when_sent_without_token_are_refused(client: FlaskClient, mia: Applicant) -> None:
    assert client.post("/profile/answers", data={"about": "fremd"}).status_code == 400
    assert mia.about == ""


def test_profile_when_a_firm_asks_for_it_is_refused(app: Flask, mia: Applicant) -> None:
    firm = make_company(mia.account.association)
    db.session.commit()
    browser = app.test_client(user=firm.representatives[0].account)
    assert browser.get("/profile").status_code == 403


def test_applicant_when_the_account_is_a_firm_s_is_none(app: Flask, mia: Applicant) -> None:
    firm = make_company(mia.account.association)
    assert applicant_of(firm.representatives[0].account) is None
    assert applicant_of(None) is None
    assert applicant_of(mia.account) is mia


def test_progress_when_nothing_optional_is_told_counts_sign_up_alone(mia: Applicant) -> None:
    assert progress_of(mia) == (1, 4)
