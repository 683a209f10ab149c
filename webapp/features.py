"""The features of the service, by the names of their folders."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

# Each has `views.py` with `blueprint`; accounts first because everybody needs a way in.
FEATURES = (
    "pages",
    "accounts",
    "mail",
    "associations",
    "applicants",
    "companies",
    "events",
    "planning",
    "live",
    "outcomes",
)


def init_features(app: Flask) -> None:
    """Import models, register blueprints, let listeners listen."""
    for name in FEATURES:
        if find_spec(f"webapp.{name}.models"):
            import_module(f"webapp.{name}.models")
        app.register_blueprint(import_module(f"webapp.{name}.views").blueprint)
    for name in ("live.sockets", "live.listeners", "planning.listeners"):
        import_module(f"webapp.{name}")
