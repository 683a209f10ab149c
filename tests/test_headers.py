"""Every answer carries the security headers, and each of them is listed here."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.browser_client import ADDRESS, built_names
from webapp.headers import CONTENT_SECURITY_POLICY

EXPECTED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
}


@pytest.mark.parametrize("address", ["/", "/nothing-here"])
def test_answer_when_given_carries_every_security_header(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED


def test_file_when_given_carries_every_security_header(client: FlaskClient) -> None:
    headers = client.get(ADDRESS + built_names()["house.css"]).headers
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED


def test_policy_when_read_lets_nothing_in_from_elsewhere() -> None:
    sources = {part.split(" ", 1)[1] for part in CONTENT_SECURITY_POLICY.split("; ")}
    assert sources <= {"'none'", "'self'", "'self' data:", "'self' blob:"}


def test_page_when_sent_is_not_kept_by_a_cache(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_transport_security_when_served_without_https_is_not_claimed(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers


def test_transport_security_when_served_over_https_is_demanded(app: Flask, client: FlaskClient) -> None:
    app.config["HTTPS"] = True
    try:
        assert client.get("/").headers["Strict-Transport-Security"].startswith("max-age=31536000")
    finally:
        app.config["HTTPS"] = False


def test_file_when_it_arrives_late_does_not_bring_an_older_session_back(client: FlaskClient) -> None:
    with client.session_transaction() as session:
        session.permanent = True
        session["language"] = "en"
        session["_fresh"] = False  # as Flask-Login leaves it after the first look
    assert "Set-Cookie" not in client.get(ADDRESS + built_names()["house.css"]).headers


def test_address_when_it_does_not_exist_is_kept_by_no_cache_and_leaves_no_cookie(client: FlaskClient) -> None:
    headers = client.get("/nothing-here").headers
    assert (headers["Cache-Control"], headers.get("Set-Cookie")) == ("no-store", None)
