"""The blueprint of the live evening's pages."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("live", "webapp.live", template_folder="templates")
