"""How much one request may carry: asked before anything is done with it, whoever sends it."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from flask import Flask, abort, request

# Our longest answers, in the longest way to write them, take 64 KiB.
LARGEST_BODY = 80 * 1024
LONGEST_QUERY = 8 * 1024
# A firm may have said something about each of a thousand applicants.
MOST_FIELDS = 2000
MOST_PARTS = 100  # sent as multipart, of which reading takes far longer; no page of ours does
FORM = "application/x-www-form-urlencoded"
# No browser writes one without two digits.
BARE_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def check_size() -> None:
    """Refuse what is too long or has too many parts; a longer body is refused when it is read."""
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)
    if request.mimetype == FORM:
        body = request.get_data(cache=True)
        # A body that does not say how long it is is cut off there.
        if len(body) >= LARGEST_BODY or body.count(b"&") >= MOST_FIELDS:
            abort(413)
        if not is_readable(body):
            abort(400)
    elif None in request.form or None in request.files:  # a part without a name, which is nobody's answer
        abort(400)


def is_readable(body: bytes) -> bool:
    """Whether a form is written as browsers write it; to mend many halves of characters would take long."""
    try:
        unquote_to_bytes(body).decode()
    except UnicodeDecodeError:
        return False
    return not BARE_PERCENT.search(body)


def init_request_size(app: Flask) -> None:
    """Limit every request of the app."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    app.config["MAX_FORM_PARTS"] = MOST_PARTS
    app.before_request(check_size)
