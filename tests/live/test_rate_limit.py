"""Floods run dry by connection, person and address; a school behind one address passes."""

from __future__ import annotations

import pytest

from webapp.live import rate_limit
from webapp.transport.bucket import Buckets


@pytest.fixture(autouse=True)
def nobody_has_come_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "owners", {})
    monkeypatch.setattr(rate_limit, "patience", Buckets(rate_limit.MOST_REFUSED, 0))
    monkeypatch.setattr(rate_limit, "connections", Buckets(rate_limit.CAPACITY, 0))
    monkeypatch.setattr(rate_limit, "people", Buckets(rate_limit.OF_A_PERSON, 0))
    monkeypatch.setattr(rate_limit, "addresses", Buckets(rate_limit.OF_AN_ADDRESS, 0))
    monkeypatch.setattr(rate_limit, "arrivals", Buckets(rate_limit.ARRIVALS_OF_AN_ADDRESS, 0))


def test_connection_when_it_sends_more_than_a_page_is_stopped() -> None:
    passed = sum(rate_limit.may_send("one", "192.0.2.1") for _ in range(1_000))
    assert passed == rate_limit.CAPACITY


def test_person_when_they_come_again_and_again_has_no_new_bucket() -> None:
    passed = 0
    for number in range(50):
        connection = f"connection {number}"
        passed += rate_limit.may_enter(connection, 7)
        passed += sum(rate_limit.may_send(connection, "192.0.2.1") for _ in range(100))
        rate_limit.forget(connection)
    assert passed == rate_limit.OF_A_PERSON


def test_school_when_600_people_of_one_address_arrive_at_once_gets_in() -> None:
    assert all(rate_limit.may_arrive("192.0.2.1") and rate_limit.may_enter(f"{n}", n) for n in range(600))


def test_school_when_600_people_of_one_address_change_partners_at_once_is_heard() -> None:
    came = [rate_limit.may_enter(f"connection {person}", person) for person in range(600)]
    sent = [
        rate_limit.may_send(f"connection {person}", "192.0.2.1")
        for person in range(600)
        for _message in range(60)
    ]
    assert all(came + sent)


def test_address_when_thousands_of_accounts_flood_from_it_is_stopped_alone() -> None:
    sent = [
        rate_limit.may_send(f"connection {account}", "2001:db8::1")
        for account in range(700)
        for _message in range(rate_limit.CAPACITY)
    ]
    assert sum(sent) == rate_limit.OF_AN_ADDRESS
    assert not rate_limit.may_send("another", "2001:db8::ffff")
    assert rate_limit.may_send("another", "2001:db8:0:1::1")
