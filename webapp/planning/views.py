"""The pages of `planning`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint(
    "planning",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/planning",
)
