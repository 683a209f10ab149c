"""The server process: web pages, sockets, and the conductor of running evenings."""

from __future__ import annotations

from webapp import create_app
from webapp.extensions import socketio


def serve(host: str, port: int) -> None:
    """Serve until the process ends."""
    app = create_app()
    print(f"Tischwechsel listens on http://{host}:{port}", flush=True)
    socketio.run(app, host=host, port=port, use_reloader=False, log_output=False)
