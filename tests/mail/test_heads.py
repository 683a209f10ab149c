"""The head of a mail says that a machine wrote it, and nothing that a person typed adds to it."""

from __future__ import annotations

import socket
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING
from tests.mail.conftest import Queue
from tests.mail.mail_server import MailServer
from webapp.mail.services import deliver_outbox

NOW = MONDAY_EVENING


def sent(mail_server: MailServer) -> EmailMessage:
    deliver_outbox(NOW)
    return mail_server.received[-1]


def test_mail_when_sent_says_that_a_machine_wrote_it(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued()
    mail = sent(mail_server)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_mail_when_sent_to_one_person_is_no_list(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued()
    mail = sent(mail_server)
    assert [name for name in mail if name.lower().startswith(("list-", "precedence"))] == []


def test_mail_when_sent_is_dated_when_it_was_written(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued()
    assert sent(mail_server)["Date"].datetime == NOW


def test_mail_when_tried_again_keeps_its_id_which_names_no_machine(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    mail = queued()
    first = sent(mail_server)["Message-ID"]
    mail.sent_at, mail.next_attempt_at = None, NOW - timedelta(seconds=1)
    second = sent(mail_server)["Message-ID"]
    queued()
    third = sent(mail_server)["Message-ID"]
    assert first == second != third
    assert first.endswith("@localhost>")
    assert socket.gethostname() not in b"".join(mail_server.heard).decode()


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85", "\x00\r\n"])
def test_mail_when_a_name_brings_the_end_of_a_line_gets_no_line_more_in_its_head(
    smtp_app: Flask, mail_server: MailServer, queued: Queue, end: str
) -> None:
    hostile = f"Abend{end}Bcc: all@example.org{end}{end}Text"
    queued(subject=hostile.replace("\x00", ""), text=f"Hallo{end}Cc: all@example.org".replace("\x00", ""))
    mail = sent(mail_server)
    assert (mail["Bcc"], mail["Cc"]) == (None, None)
    assert mail_server.recipients == ["mia@example.org"]


ENCODED_WORDS = [
    "=?utf-8?q?Abend=0D=0ABcc:_all@example.org=0D=0A=0D=0AText?=",
    "=?utf-8?b?QWJlbmQNCkJjYzogYWxsQGV4YW1wbGUub3JnDQoNClRleHQ=?=",
    "Meier =?us-ascii?Q?=0D=0ABcc:_all@example.org?= GmbH",
    "=\u200b?utf-8?q?=0ABcc:_all@example.org?=",
    "=?utf-8?q?www=2Eevil=2Eexample?=",
]


@pytest.mark.parametrize("name", ENCODED_WORDS)
def test_mail_when_a_name_is_written_as_heads_encode_words_is_sent_as_it_was_typed(
    smtp_app: Flask, mail_server: MailServer, queued: Queue, name: str
) -> None:
    queued(subject=f"{name} wartet", text="Hallo")
    mail = sent(mail_server)
    assert (mail["Bcc"], mail.get_content()) == (None, "Hallo\n")
    assert "evil.example" not in mail["Subject"]
    assert mail["Subject"].endswith("wartet")


def test_mail_when_its_calendar_has_a_method_says_it_in_the_content_type(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued(calendar=b"BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n")
    (attached,) = sent(mail_server).iter_attachments()
    assert attached.get_param("method") == "CANCEL"


def test_mail_when_it_has_long_lines_and_umlauts_arrives_word_for_word(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    text = "Straße " * 400 + "\n.\n.Punkt\nFrom hier\n"
    queued(text=text)
    assert sent(mail_server).get_content() == text
