"""The headers every answer carries; a test lists each of them."""

from __future__ import annotations

from flask import Flask, Response, current_app, request, session

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
}

HSTS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def headers_of_answers(https: bool) -> dict[str, str]:
    """Return what every answer carries: pages and files alike."""
    return {**HEADERS, **(HSTS if https else {})}


def set_headers(response: Response) -> Response:
    """Add the security headers; pages with people on them are never kept by a cache."""
    response.headers.update(headers_of_answers(current_app.config["HTTPS"]))
    response.headers["Cache-Control"] = "no-store"
    if not request.endpoint:
        session.modified = False  # an address that does not exist leaves nothing behind
    return response


def init_headers(app: Flask) -> None:
    """Set the headers on every answer of the app."""
    app.after_request(set_headers)
