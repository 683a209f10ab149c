"""Addresses for mails: whole ones, made without a request."""

from __future__ import annotations

from flask import current_app


def mail_url(endpoint: str, **values: object) -> str:
    """Return the public address of a page, under the base address of the installation."""
    path = current_app.url_map.bind("").build(endpoint, values, force_external=False)
    base: str = current_app.config["BASE_URL"]
    return base.rstrip("/") + path
