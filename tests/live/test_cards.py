"""The prep card shows what helps a talk, and nothing that must not decide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.factories.plans import keep_reasons
from tests.live.evenings import Evening, make_evening
from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db
from webapp.live.cards import Card, occupation_name
from webapp.live.own_evening import whole_evening
from webapp.live.snapshot import snapshot


@pytest.fixture
def evening(app: Flask) -> Iterator[Evening]:
    arranged = make_evening(now())
    arranged.anna.first_name, arranged.anna.last_name = "Anna", "Geheimnis"
    applicant = arranged.anna_joinery.applicant
    applicant.about, applicant.strengths, applicant.needs = "Ich baue Möbel.", "genau", "Untertitel"
    company = arranged.anna_joinery.table.company
    company.about, company.employees = "Wir bauen Treppen.", 9
    keep_reasons(arranged.event, arranged.plan.meetings)
    with app.test_request_context("/"), force_locale("de"):
        yield arranged


def first_card(evening: Evening, account: Account) -> Card:
    card: Card = snapshot(whole_evening(evening.event, account), now())["agenda"][0]["partner"]
    return card


def test_card_when_an_applicant_reads_it_says_what_the_firm_is_and_offers(evening: Evening) -> None:
    card = first_card(evening, evening.anna)
    assert card["subtitle"] == "Tischler:in"
    assert card["facts"] == [
        "Wir bauen Treppen.",
        "Hier arbeiten 9 Menschen",
        "Paderborn",
        "Tischler:in: 1 Platz ab 2027",
    ]
    assert len(card["questions"]) == 3


def test_card_when_a_firm_reads_it_says_what_the_applicant_brings(evening: Evening) -> None:
    card = first_card(evening, evening.joinery)
    assert (card["name"], card["company"], card["subtitle"]) == ("Anna", "", "Tischler:in")
    assert card["facts"][:2] == ["Ich baue Möbel.", "Stärken: genau"]
    assert card["facts"][3:] == ["Detmold", "Möchte 2027 anfangen"]


def test_card_when_a_firm_reads_it_tells_no_surname_age_address_or_needs(evening: Evening) -> None:
    told = str(first_card(evening, evening.joinery))
    applicant = evening.anna_joinery.applicant
    secrets = [
        "Geheimnis",
        str(applicant.birth_year),
        applicant.postcode,
        applicant.account.email,
        "Untertitel",
    ]
    assert [secret for secret in secrets if secret in told] == []


def test_card_when_both_read_it_says_the_same_of_what_they_have_in_common(evening: Evening) -> None:
    common = first_card(evening, evening.anna)["in_common"]
    assert common == first_card(evening, evening.joinery)["in_common"]
    assert "Beide möchten 2027 anfangen." in common
    assert not any("wenig gemeinsam" in sentence for sentence in common)


def test_card_when_the_table_has_nobody_named_still_names_the_firm(evening: Evening) -> None:
    evening.anna_joinery.table.representative_account_id = None
    db.session.commit()
    card = first_card(evening, evening.anna)
    assert (card["name"], card["company"]) == ("", evening.anna_joinery.table.company.name)


def test_occupation_when_not_in_our_table_is_shown_by_its_id() -> None:
    assert occupation_name("raumfahrer") == "raumfahrer"
