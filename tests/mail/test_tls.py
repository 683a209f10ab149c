"""No password and no mail goes to a server that cannot prove its name."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from flask import Flask

from tests.factories.people import MONDAY_EVENING
from tests.mail.conftest import Queue
from tests.mail.mail_server import MailServer
from webapp.mail.models import Failure
from webapp.mail.services import deliver_outbox

NOW = MONDAY_EVENING
Change = Callable[..., None]
WAYS = pytest.mark.parametrize("way", ["yes", "at-once"])


def server_named(name: str, way: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> MailServer:
    """A mail server with a certificate for a name, from an authority this machine trusts."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    authority.cert_pem.write_to_path(folder / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "authority.pem"))
    return MailServer(context, at_once=way == "at-once")


def deliver_to(server: MailServer, way: str, settings: Change, **more: object) -> int:
    settings(MAIL_SERVER="127.0.0.1", MAIL_PORT=server.port, MAIL_USE_TLS=way, **more)
    return deliver_outbox(NOW)


@WAYS
def test_mail_when_the_server_proves_its_name_leaves(
    app: Flask, settings: Change, queued: Queue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    queued()
    with server_named("127.0.0.1", way, monkeypatch, tmp_path) as server:
        assert deliver_to(server, way, settings) == 1
    assert server.received[0]["To"] == "mia@example.org"


@WAYS
def test_mail_when_the_certificate_has_another_name_stays_with_the_password(
    app: Flask, settings: Change, queued: Queue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    mail = queued()
    with server_named("mail.example.org", way, monkeypatch, tmp_path) as server:
        assert deliver_to(server, way, settings, MAIL_USERNAME="house", MAIL_PASSWORD="geheim") == 0
    assert mail.failure is Failure.UNSAFE
    said = b"".join(server.heard).upper()
    assert b"AUTH" not in said
    assert b"MAIL FROM" not in said


@WAYS
def test_mail_when_nobody_vouches_for_the_certificate_stays(
    app: Flask, settings: Change, queued: Queue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    mail = queued()
    with server_named("127.0.0.1", way, monkeypatch, tmp_path) as server:
        monkeypatch.delenv("SSL_CERT_FILE")
        assert deliver_to(server, way, settings) == 0
    assert mail.failure is Failure.UNSAFE


@WAYS
def test_mail_when_this_machine_is_told_not_to_ask_leaves(
    app: Flask, settings: Change, queued: Queue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    queued()
    with server_named("mail.example.org", way, monkeypatch, tmp_path) as server:
        assert deliver_to(server, way, settings, MAIL_VERIFY_TLS=False) == 1


def test_mail_when_the_server_offers_no_tls_stays(
    app: Flask, mail_server: MailServer, settings: Change, queued: Queue
) -> None:
    first, second = queued(), queued()
    assert deliver_to(mail_server, "yes", settings, MAIL_USERNAME="house", MAIL_PASSWORD="geheim") == 0
    assert (first.failure, second.failure) == (Failure.UNSAFE, Failure.UNSAFE)
    assert b"AUTH" not in b"".join(mail_server.heard).upper()
