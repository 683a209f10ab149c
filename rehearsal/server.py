"""The server of a rehearsal: the service, with a personal link for everybody who is played."""

from __future__ import annotations

from rehearsal.entrance import blueprint
from webapp.server import serve


def main(port: int) -> None:
    """Serve on this machine alone; the standard library must have been patched by gevent."""
    serve("127.0.0.1", port, also=(blueprint,))
