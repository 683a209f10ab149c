"""The service. `create_app()` reads like a list of what it is made of."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from webapp.browser_client import init_browser_client
from webapp.config import flask_config, load_settings
from webapp.converters import init_converters
from webapp.errors import init_errors
from webapp.extensions import csrf, db, limiter, login_manager, migrate, socketio
from webapp.features import init_features
from webapp.headers import init_headers
from webapp.languages import init_languages
from webapp.live.short_ways import take_short_ways
from webapp.logs import init_logs
from webapp.permissions import check_right
from webapp.proxies import believe_proxies
from webapp.request_size import init_request_size
from webapp.sent_forms import init_sent_forms
from webapp.transport.known_events import KnownEvents
from webapp.transport.sockets import guard_sockets
from webapp.transport.websocket import LARGEST_MESSAGE


def create_app(environ: Mapping[str, str] = os.environ, testing: bool = False) -> Flask:
    """Make the app from its settings."""
    app = Flask(__name__, instance_relative_config=False, static_folder=None)
    app.config.from_mapping(flask_config(load_settings(environ), testing))
    init_logs(app)
    init_request_size(app)
    init_converters(app)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(Path(app.root_path) / "migrations"), render_as_batch=True)
    csrf.init_app(app)
    login_manager.init_app(app)
    limiter.init_app(app)
    init_languages(app)
    app.before_request(check_right)
    init_sent_forms(app)
    init_headers(app)
    init_errors(app)
    init_features(app)
    init_browser_client(app)
    socketio.init_app(
        app,
        async_mode="gevent",
        transports=["websocket"],
        async_handlers=False,  # a person's messages in their order: a candidate never overtakes its offer
        max_http_buffer_size=LARGEST_MESSAGE,
        serializer=KnownEvents,
        logger=False,
    )
    take_short_ways(app)
    guard_sockets(app, socketio)
    believe_proxies(app)
    return app
