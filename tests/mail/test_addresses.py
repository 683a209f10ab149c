"""Mails hold whole addresses."""

from __future__ import annotations

from flask import Flask

from webapp.mail.addresses import mail_url


def test_address_for_a_mail_when_made_without_a_request_is_whole(app: Flask) -> None:
    assert mail_url("pages.association", slug="lippe") == "http://127.0.0.1:8000/join/lippe"
