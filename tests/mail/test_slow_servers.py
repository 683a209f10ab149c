"""A mail server that is silent, slow or unwilling holds up one mail for its time, and nothing else."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING
from tests.mail.conftest import Queue
from tests.mail.mail_server import MailServer
from webapp.mail.models import Failure
from webapp.mail.relay import SECONDS_FOR_A_MAIL, Relay, relay_of
from webapp.mail.services import WAITS, Postman, deliver_outbox

NOW = MONDAY_EVENING
STEPS = ["GREETING", "EHLO", "MAIL FROM", "RCPT TO", "354", "TAKEN"]


def in_a_hurry(mail_server: MailServer) -> Postman:
    """A postman who gives each mail a moment only."""
    return Postman(relay=Relay("127.0.0.1", mail_server.port, "no", seconds=0.3))


@pytest.mark.parametrize("how", ["silent_at", "drips_at"])
@pytest.mark.parametrize("step", STEPS)
def test_mail_when_the_server_says_nothing_or_never_ends_a_line_is_left_for_later(
    smtp_app: Flask, mail_server: MailServer, queued: Queue, step: str, how: str
) -> None:
    mail = queued()
    setattr(mail_server, how, step)
    began = time.monotonic()
    assert in_a_hurry(mail_server).carry(NOW) is False
    assert time.monotonic() - began < SECONDS_FOR_A_MAIL / 2  # 0.3 s, and what a busy machine needs
    assert (mail.failure, mail.next_attempt_at) == (Failure.SILENT, NOW + WAITS[0])


def test_mail_when_the_server_does_not_read_what_is_sent_is_left_for_later(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    mail = queued(text="Hallo Mia, " * 500_000)
    mail_server.silent_at = "354"
    assert in_a_hurry(mail_server).carry(NOW) is False
    assert mail.failure is Failure.SILENT


def test_mail_when_the_one_before_went_silent_within_data_leaves(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued("stuck@example.org")
    queued("mia@example.org")
    mail_server.silent_at, mail_server.silent_for = "DATA", "stuck@example.org"
    postman = in_a_hurry(mail_server)
    assert [postman.carry(NOW) for _ in range(3)] == [False, True, None]
    assert [mail["To"] for mail in mail_server.received] == ["mia@example.org"]


def test_silence_when_logged_names_no_person(
    smtp_app: Flask, mail_server: MailServer, queued: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    queued()
    mail_server.silent_at = "TAKEN"
    with caplog.at_level(logging.INFO, "webapp"):
        in_a_hurry(mail_server).carry(NOW)
    assert "did not leave, attempt 1: silent" in caplog.text
    assert "mia" not in caplog.text


def test_time_for_a_mail_when_nothing_else_is_said_is_thirty_seconds(smtp_app: Flask) -> None:
    relay = relay_of(smtp_app.config)
    assert isinstance(relay, Relay)
    assert relay.seconds == SECONDS_FOR_A_MAIL == 30


def test_mails_when_there_are_many_share_one_connection(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    for number in range(40):
        queued(f"person{number}@example.org")
    assert deliver_outbox(NOW) == 40
    assert mail_server.connections == 1


def test_mail_when_the_server_has_hung_up_in_between_goes_over_a_new_connection(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued()
    queued("tom@example.org")
    postman = Postman()
    assert postman.carry(NOW)
    assert isinstance(postman.relay, Relay)
    assert postman.relay.connection is not None
    assert postman.relay.connection.sock is not None
    postman.relay.connection.sock.close()
    assert postman.carry(NOW)
    assert mail_server.connections == 2


@pytest.mark.parametrize("answer", ["550 no such person", "551 moved", "553 not allowed"])
def test_mail_when_the_address_does_not_exist_is_not_tried_again(
    smtp_app: Flask, mail_server: MailServer, queued: Queue, answer: str
) -> None:
    mail = queued()
    mail_server.refusals["mia@example.org"] = answer
    assert deliver_outbox(NOW) == 0
    assert (mail.failure, mail.given_up_at, mail.attempts) == (Failure.UNKNOWN_ADDRESS, NOW, 1)
    assert deliver_outbox(NOW + timedelta(days=9)) == 0
    assert mail.attempts == 1


def test_mail_when_its_text_is_refused_for_good_is_not_tried_again(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    mail = queued()
    mail_server.verdict = "554 looks like spam"
    deliver_outbox(NOW)
    assert (mail.failure, mail.given_up_at) == (Failure.REFUSED, NOW)


def test_mail_when_put_off_again_and_again_has_an_end(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    mail, moment = queued(), NOW
    mail_server.refusals["mia@example.org"] = "451 not now"
    for wait in WAITS:
        deliver_outbox(moment)
        assert (mail.failure, mail.given_up_at) == (Failure.LATER, None)
        moment += wait
    deliver_outbox(moment)
    assert mail.given_up_at == moment


def test_mail_when_another_address_is_refused_leaves_over_the_same_connection(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued("gone@example.org")
    queued("mia@example.org")
    mail_server.refusals["gone@example.org"] = "550 no"
    assert deliver_outbox(NOW) == 1
    assert mail_server.connections == 1


def test_mail_when_no_server_can_take_its_address_is_given_up(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    mail = queued("müller@example.org")
    queued("mia@bücher.example")
    assert deliver_outbox(NOW) == 1
    assert mail.failure is Failure.UNSENDABLE
    assert mail_server.recipients == ["mia@xn--bcher-kva.example"]
