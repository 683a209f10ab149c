"""The addresses by which two browsers find each other, with TURN credentials that soon expire."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from webapp.config import has_relay

IceServer = dict[str, Any]


def ice_servers(config: Mapping[str, Any], account_id: int, now: datetime) -> list[IceServer]:
    """List the servers for `RTCPeerConnection`; none configured is an empty list, and peers meet directly."""
    servers: list[IceServer] = []
    if config["STUN_URLS"]:
        servers.append({"urls": config["STUN_URLS"]})
    if has_relay(config):
        username = turn_username(config, account_id, now)
        password = turn_password(config["TURN_SECRET"], username)
        servers.append({"urls": config["TURN_URLS"], "username": username, "credential": password})
    return servers


def turn_username(config: Mapping[str, Any], account_id: int, now: datetime) -> str:
    """Return expiry and an id that only this installation can link to a person."""
    opaque = hmac.new(
        config["SECRET_KEY"].encode(), f"turn-{account_id}".encode(), hashlib.sha256
    ).hexdigest()
    return f"{int(now.timestamp()) + config['TURN_SECONDS']}:{opaque[:16]}"


def turn_password(secret: str, username: str) -> str:
    """Return what coturn with use-auth-secret expects: base64 of the HMAC-SHA1 of the username."""
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
