"""Mail waits for the commit, leaves once, and is tried again when a server is away."""

from __future__ import annotations

import logging
import socket
from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING, make_association
from tests.mail.conftest import Queue
from tests.mail.mail_server import MailServer
from webapp.extensions import db
from webapp.mail.letters import queue_mail
from webapp.mail.models import OutboxMail
from webapp.mail.services import WAITS, claim, deliver_outbox

NOW = MONDAY_EVENING


def test_mail_when_its_transaction_is_rolled_back_was_never_there(app: Flask) -> None:
    association = make_association()
    db.session.commit()
    queue_mail(association.id, "mia@example.org", "Dein Abend", "Hallo")
    db.session.rollback()
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == 0


def test_mail_when_due_reaches_the_server_in_plain_german(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued()
    assert deliver_outbox(NOW) == 1
    (received,) = mail_server.received
    assert received["To"] == "mia@example.org"
    assert received["Subject"] == "Dein Abend"
    assert received["Reply-To"].startswith("hilfe")
    assert received.get_content() == "Hallo Mia,\n\nschön, dass Du da bist.\n"


def test_mail_when_it_has_a_calendar_carries_the_ics(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued(calendar=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    deliver_outbox(NOW)
    (attached,) = mail_server.received[0].iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_filename().endswith(".ics")


def test_mail_when_delivered_is_not_delivered_again(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued()
    deliver_outbox(NOW)
    assert deliver_outbox(NOW + timedelta(days=3)) == 0
    assert len(mail_server.received) == 1


def test_mail_when_two_processes_see_it_is_claimed_by_one(app: Flask, queued: Queue) -> None:
    mail = queued()
    seen_by_other = OutboxMail(id=mail.id, attempts=0)
    assert claim(mail, NOW)
    assert not claim(seen_by_other, NOW)


def test_mail_when_the_server_is_away_waits_longer_each_time(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    mail = queued()
    smtp_app.config["MAIL_PORT"] = unused_port()
    moment = NOW
    for wait in WAITS:
        assert deliver_outbox(moment) == 0
        assert mail.next_attempt_at == moment + wait
        assert deliver_outbox(moment + wait - timedelta(seconds=1)) == 0
        moment += wait
    assert mail.attempts == len(WAITS)


def test_mail_when_the_server_comes_back_leaves_late(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    mail = queued()
    smtp_app.config["MAIL_PORT"] = unused_port()
    deliver_outbox(NOW)
    smtp_app.config["MAIL_PORT"] = mail_server.port
    assert deliver_outbox(NOW + WAITS[0]) == 1
    assert mail.sent_at == NOW + WAITS[0]


def test_mail_when_tried_often_enough_is_left_alone(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    mail = queued()
    mail.given_up_at = NOW
    db.session.commit()
    assert deliver_outbox(NOW + timedelta(days=30)) == 0
    assert mail_server.received == []


def test_failure_when_logged_names_no_person(
    smtp_app: Flask, mail_server: MailServer, caplog: pytest.LogCaptureFixture, queued: Queue
) -> None:
    queued()
    mail_server.refusals["mia@example.org"] = "451 mia@example.org not now"
    with caplog.at_level(logging.INFO, "webapp"):
        assert deliver_outbox(NOW) == 0
    assert "did not leave" in caplog.text
    assert "mia" not in caplog.text


def test_sent_mail_when_the_service_is_public_keeps_no_text(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    mail = queued(text="https://example.org/link/secret")
    smtp_app.config["DEVELOPMENT"] = False
    try:
        deliver_outbox(NOW)
    finally:
        smtp_app.config["DEVELOPMENT"] = True
    assert (mail.text, mail.sent_at) == ("", NOW)


def test_mail_when_there_is_nowhere_to_send_to_waits(app: Flask, queued: Queue) -> None:
    mail = queued()
    app.config.update(DEVELOPMENT=False, TESTING=False)
    try:
        assert deliver_outbox(NOW) == 0
    finally:
        app.config.update(DEVELOPMENT=True, TESTING=True)
    assert mail.attempts == 0


def test_subject_when_a_name_brings_a_line_break_stays_one_line(
    smtp_app: Flask, mail_server: MailServer
) -> None:
    mail = queue_mail(make_association().id, "mia@example.org", "Abend\r\nBcc: all@example.org", "Hallo")
    mail.next_attempt_at = NOW
    db.session.commit()
    deliver_outbox(NOW)
    assert mail_server.received[0]["Bcc"] is None
    assert mail_server.recipients == ["mia@example.org"]


def unused_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
