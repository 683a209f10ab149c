"""What browsers get: built by `build.mjs`, served under names that change with their content, kept for ever."""

from __future__ import annotations

import json
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from webapp.headers import headers_of_answers

BUILT = Path(__file__).resolve().parent.parent / "static" / "built"
ADDRESS = "/static/built/"
FOR_EVER = "public, max-age=31536000, immutable"


class NotBuilt(RuntimeError):
    """The browser client is not there; the message says what to do."""


def built_names() -> dict[str, str]:
    """Read under which name each file of a page was built."""
    try:
        names: dict[str, str] = json.loads((BUILT / "names.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotBuilt("The browser client is not built; `make setup` does it.") from error
    return names


def init_browser_client(app: Flask) -> None:
    """Serve the built files before Flask is asked, and let templates name them: `built("live/evening.js")`."""
    names = built_names()

    def set_file_headers(headers: Headers, _path: str, _url: str) -> None:
        for name, value in {**headers_of_answers(app.config["HTTPS"]), "Cache-Control": FOR_EVER}.items():
            headers[name] = value

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=BUILT, prefix=ADDRESS, add_headers_function=set_file_headers
    )
    app.add_template_global(lambda name: ADDRESS + names[name], "built")
