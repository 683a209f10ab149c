"""The features of the service, by the names of their folders."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

# Each has `views.py` with `blueprint`; accounts first because everybody needs a way in.
FEATURES = (
    "home",
    "accounts",
    "outbox",
    "associations",
    "applicants",
    "companies",
    "events",
    "planning",
    "live",
    "outcomes",
)
DEMO_FEATURE = "demo"


def init_features(app: Flask) -> None:
    """Import models and register blueprints; the demo's doors exist only where they are wanted."""
    for name in (*FEATURES, *((DEMO_FEATURE,) if app.config["DEMO"] else ())):
        if find_spec(f"webapp.{name}.models"):
            import_module(f"webapp.{name}.models")
        app.register_blueprint(import_module(f"webapp.{name}.views").blueprint)
    import_module("webapp.live.sockets")
