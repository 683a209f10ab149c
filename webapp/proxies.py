"""Behind reverse proxies: who asks, and under which address, as the proxies say if they are believed."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def believe_proxies(app: Flask) -> None:
    """Read X-Forwarded-For, -Proto and -Host as the nearest trusted proxies wrote them; by default nobody's.

    The outermost layer, so that pages, rate limits and sockets see the same.
    """
    count: int = app.config["TRUSTED_PROXIES"]
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
