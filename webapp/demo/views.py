"""The pages of `demo`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint(
    "demo", __name__, template_folder="templates", static_folder="static", static_url_path="/static/demo"
)
