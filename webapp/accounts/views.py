"""The pages of `accounts`."""

from __future__ import annotations

from flask import Blueprint

from webapp.accounts import session as _session  # noqa: F401  registers the user loader

blueprint = Blueprint("accounts", __name__, template_folder="templates", static_folder="static", static_url_path="/static/accounts")
