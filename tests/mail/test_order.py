"""Who wants to get in goes first."""

from __future__ import annotations

from flask import Flask

from tests.factories.people import MONDAY_EVENING
from tests.mail.conftest import Queue
from tests.mail.mail_server import MailServer
from webapp.mail.models import MailKind
from webapp.mail.queries import URGENT
from webapp.mail.services import Postman, deliver_outbox

NOW = MONDAY_EVENING


def test_link_when_agendas_wait_leaves_before_them(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    for number in range(5):
        queued(f"person{number}@example.org")
    queued("tom@example.org", kind=MailKind.WELCOME)
    queued("mia@example.org", kind=MailKind.SIGN_IN)
    deliver_outbox(NOW)
    assert mail_server.recipients[:3] == ["mia@example.org", "tom@example.org", "person0@example.org"]


def test_link_when_asked_for_in_the_middle_of_many_agendas_is_next(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    for number in range(5):
        queued(f"person{number}@example.org")
    postman = Postman()
    postman.carry(NOW)
    queued("mia@example.org", kind=MailKind.SIGN_IN)
    postman.carry(NOW)
    assert mail_server.recipients == ["person0@example.org", "mia@example.org"]


def test_postman_when_for_those_at_the_door_carries_no_agenda(
    smtp_app: Flask, mail_server: MailServer, queued: Queue
) -> None:
    queued()
    assert Postman(URGENT).carry(NOW) is None
    assert mail_server.received == []
