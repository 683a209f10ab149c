"""The pages of `live`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint(
    "live", __name__, template_folder="templates", static_folder="static", static_url_path="/static/live"
)
