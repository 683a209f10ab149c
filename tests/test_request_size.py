"""How much one request may carry; what is too much is answered with a page in words."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.servers import Server
from webapp.request_size import LARGEST_BODY, LONGEST_QUERY, MOST_FIELDS, MOST_PARTS

FORM = "application/x-www-form-urlencoded"
PARTS = b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na\r\n' * (MOST_PARTS + 1) + b"--x--\r\n"
TOO_MUCH = [
    (FORM, b"email=" + b"a" * LARGEST_BODY),
    (FORM, b"&".join([b"email=a"] * (MOST_FIELDS + 1))),
    ("multipart/form-data; boundary=x", PARTS),
]


@pytest.mark.parametrize(("content_type", "body"), TOO_MUCH)
@pytest.mark.parametrize(
    ("language", "words"), [("de", "Das war zu viel auf einmal"), ("en", "too much at once")]
)
def test_request_when_it_carries_too_much_is_refused_in_words(
    client: FlaskClient, content_type: str, body: bytes, language: str, words: str
) -> None:
    page = client.post(
        "/sign-in", data=body, content_type=content_type, headers={"Accept-Language": language}
    )
    assert (page.status_code, words in page.get_data(as_text=True)) == (413, True)


NAMELESS = b"--x\r\nContent-Disposition: form-data%s\r\n\r\na\r\n--x--\r\n"
NOT_TO_BE_READ = [
    ("multipart/form-data; boundary=x", NAMELESS % b""),
    ("multipart/form-data; boundary=x", NAMELESS % b"; a=b"),
    ("multipart/form-data; boundary=x", NAMELESS % b'; filename="a"'),
    (FORM, b"email=" + b"%" * 100),
    (FORM, b"%4&%zz=%"),
    (FORM, b"email=%80"),
    (FORM, b"email=%f0%9f"),
    (FORM, b"email=\xff"),
]


@pytest.mark.parametrize(("content_type", "body"), NOT_TO_BE_READ)
@pytest.mark.parametrize("address", ["/sign-in", "/language", "/nowhere"])
def test_request_when_no_browser_writes_one_like_it_is_not_understood(
    client: FlaskClient, content_type: str, body: bytes, address: str
) -> None:
    assert client.post(address, data=body, content_type=content_type).status_code in {400, 404}


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Adresse ist zu lang"), ("en", "address is too long")]
)
def test_address_when_it_is_too_long_is_refused_in_words(
    client: FlaskClient, language: str, words: str
) -> None:
    page = client.get("/occupations?q=" + "a" * LONGEST_QUERY, headers={"Accept-Language": language})
    assert (page.status_code, words in page.get_data(as_text=True)) == (414, True)


def test_text_when_ten_times_as_long_as_asked_for_comes_back_with_a_sentence(client: FlaskClient) -> None:
    typed = "kim" * 900 + "@example.org"
    page = client.post("/sign-in", data={"email": typed, "csrf_token": token(client)}).get_data(as_text=True)
    assert typed in page
    assert "höchstens 254 Zeichen" in page


def token(client: FlaskClient) -> str:
    """The token of a form that was opened before."""
    page = client.get("/sign-in").get_data(as_text=True)
    return page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def in_chunks() -> Iterator[bytes]:
    """Yield a body that never says how long it is."""
    yield b"email="
    for _ in range(2 * LARGEST_BODY // 4096):
        yield b"a" * 4096


@pytest.mark.server
@pytest.mark.parametrize("chunked", [True, False])
def test_server_when_sent_too_much_answers_and_goes_on(server: Server, chunked: bool) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    body = in_chunks() if chunked else b"".join(in_chunks())
    connection.request("POST", "/sign-in", body, {"Content-Type": FORM}, encode_chunked=chunked)
    answer = connection.getresponse()
    assert answer.status == 413
    again = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    again.request("GET", "/sign-in")
    assert again.getresponse().status == 200
