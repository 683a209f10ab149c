"""How often one computer may have us write to people who are not signed in, whichever form it uses."""

from __future__ import annotations

from webapp.extensions import limiter
from webapp.proxies import who_asks

# A school class signs up behind one address; each sends a few screens.
mails_to_strangers = limiter.shared_limit(
    "90 per minute; 900 per hour", scope="mails to strangers", key_func=who_asks, methods=["POST"]
)
