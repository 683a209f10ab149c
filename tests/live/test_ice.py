"""Addresses and credentials for WebRTC, as coturn with use-auth-secret reads them."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from webapp.config import flask_config, load_settings
from webapp.live.ice import ice_servers, turn_password

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
TURN = {
    "TISCHWECHSEL_STUN_URLS": "stun:turn.example.org:3478",
    "TISCHWECHSEL_TURN_URLS": "turn:turn.example.org:3478, turns:turn.example.org:443?transport=tcp",
    "TISCHWECHSEL_TURN_SECRET": "not a real secret",
    "TISCHWECHSEL_TURN_SECONDS": "3600",
}


def config(tmp_path: Path, **environ: str) -> dict[str, Any]:
    return flask_config(load_settings({"TISCHWECHSEL_INSTANCE_PATH": str(tmp_path), **environ}))


def test_ice_servers_when_nothing_is_set_are_none(tmp_path: Path) -> None:
    assert ice_servers(config(tmp_path), 1, NOON) == []


def test_ice_servers_when_only_stun_is_set_have_no_turn(tmp_path: Path) -> None:
    without_turn = {name: value for name, value in TURN.items() if "STUN" in name}
    assert ice_servers(config(tmp_path, **without_turn), 1, NOON) == [
        {"urls": ["stun:turn.example.org:3478"]}
    ]


def test_turn_credentials_when_given_expire_and_name_nobody(tmp_path: Path) -> None:
    stun, turn = ice_servers(config(tmp_path, **TURN), 4711, NOON)
    assert stun == {"urls": ["stun:turn.example.org:3478"]}
    assert turn["urls"] == [
        "turn:turn.example.org:3478",
        "turns:turn.example.org:443?transport=tcp",
    ]
    expiry, opaque = turn["username"].split(":")
    assert int(expiry) == int(NOON.timestamp()) + 3600
    assert "4711" not in opaque
    digest = hmac.new(b"not a real secret", turn["username"].encode(), hashlib.sha1).digest()
    assert turn["credential"] == base64.b64encode(digest).decode()


def test_turn_credentials_when_for_two_people_differ(tmp_path: Path) -> None:
    settings = config(tmp_path, **TURN)
    names = {ice_servers(settings, account, NOON)[1]["username"] for account in (1, 2)}
    assert len(names) == 2


@pytest.mark.parametrize(
    ("username", "password"),
    # Computed with: printf '%s' USERNAME | openssl dgst -sha1 -hmac north -binary | base64
    [
        ("1433895918:ninefingers", "jy8hTxmOO7UtEKXqSkSlvakPVYA="),
        ("1804000000:ab", "ExpoefjeyfbFgO8fmVFDA19ZrG0="),
    ],
)
def test_turn_password_when_computed_is_what_openssl_says(username: str, password: str) -> None:
    assert turn_password("north", username) == password
