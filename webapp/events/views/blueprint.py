"""The pages of `events` belong to one blueprint; each room adds its own."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint(
    "events",
    "webapp.events",
    template_folder="templates",
)
