"""Behind reverse proxies: who asks, and under which address, as the proxies say if they are believed."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.transport.places import household


def believe_proxies(app: Flask) -> None:
    """Read X-Forwarded-For, -Proto and -Host as the nearest trusted proxies wrote them; by default nobody's.

    The outermost layer, so that pages, rate limits and sockets see the same.
    """
    count: int = app.config["TRUSTED_PROXIES"]
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def who_asks() -> str:
    """Return what is counted as one visitor: an address, or the network of one customer."""
    return household(request.remote_addr or "")
