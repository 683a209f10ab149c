"""Who asks is the address at the other end of the line, or what trusted proxies say of it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from flask import Flask, request

from tests.forms_of_pages import send
from tests.rate_limits import limited
from webapp import create_app

FORGED = "203.0.113.7"
REAL = "198.51.100.9"


def seen(environ: Mapping[str, str], proxies: int, **headers: str) -> tuple[str | None, str]:
    """Who asks and under which address, as the service sees a request with these headers."""
    app = create_app({**environ, "TISCHWECHSEL_TRUSTED_PROXIES": str(proxies)}, testing=True)
    sent = {f"X-Forwarded-{name.capitalize()}": value for name, value in headers.items()}
    with app.test_client() as browser:
        browser.get("/imprint", headers=sent, environ_overrides={"REMOTE_ADDR": "127.0.0.1"})
        return request.remote_addr, request.url_root


def test_request_when_no_proxy_is_trusted_is_seen_as_it_came(app: Flask, environ: Mapping[str, str]) -> None:
    told = {"for": FORGED, "proto": "https", "host": "elsewhere.example"}
    assert seen(environ, 0, **told) == ("127.0.0.1", "http://localhost/")


def test_request_when_it_comes_through_a_trusted_proxy_is_seen_as_the_proxy_says(
    app: Flask, environ: Mapping[str, str]
) -> None:
    told = {"for": REAL, "proto": "https", "host": "azubi.example"}
    assert seen(environ, 1, **told) == (REAL, "https://azubi.example/")


@pytest.mark.parametrize(("proxies", "written"), [(1, REAL), (2, f"{REAL}, 10.0.0.1")])
def test_request_when_it_says_itself_who_asks_is_not_believed(
    proxies: int, written: str, app: Flask, environ: Mapping[str, str]
) -> None:
    assert seen(environ, proxies, **{"for": f"{FORGED}, {written}"})[0] == REAL


@pytest.mark.parametrize(("proxies", "last"), [("0", 429), ("1", 302)])
def test_rate_limit_when_many_come_through_one_proxy_counts_each_of_them_if_it_is_trusted(
    proxies: str, last: int, app: Flask, environ: Mapping[str, str]
) -> None:
    with limited({**environ, "TISCHWECHSEL_TRUSTED_PROXIES": proxies}) as browser:
        page = browser.get("/sign-in")
        for number in range(31):
            answers = {"email": f"somebody{number}@example.org"}
            headers = {"X-Forwarded-For": f"198.51.100.{number}"}
            answer = send(browser, page, "sign-in", answers, headers=headers)
    assert answer.status_code == last
