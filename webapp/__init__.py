"""The service. `create_app()` reads like a list of what it is made of."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from webapp.config import flask_config, load_settings
from webapp.converters import init_converters
from webapp.errors import init_errors
from webapp.extensions import bootstrap, csrf, db, limiter, login_manager, mail, migrate, socketio
from webapp.features import init_features
from webapp.guard import check_right
from webapp.headers import init_headers
from webapp.languages import init_languages
from webapp.logs import init_logs
from webapp.proxies import believe_proxies

# Enough for an SDP with candidates, far too little to hurt.
LARGEST_SOCKET_MESSAGE = 64 * 1024


def create_app(environ: Mapping[str, str] = os.environ, testing: bool = False) -> Flask:
    """Make the app from its settings."""
    app = Flask(__name__, instance_relative_config=False)
    app.config.from_mapping(flask_config(load_settings(environ), testing))
    init_logs(app)
    init_converters(app)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(Path(app.root_path) / "migrations"), render_as_batch=True)
    csrf.init_app(app)
    login_manager.init_app(app)
    bootstrap.init_app(app)
    limiter.init_app(app)
    mail.init_app(app)
    init_languages(app)
    app.before_request(check_right)
    init_headers(app)
    init_errors(app)
    init_features(app)
    socketio.init_app(
        app,
        async_mode="gevent",
        transports=["websocket"],
        async_handlers=False,  # a person's messages in their order: a candidate never overtakes its offer
        max_http_buffer_size=LARGEST_SOCKET_MESSAGE,
        logger=False,
    )
    believe_proxies(app)
    return app
