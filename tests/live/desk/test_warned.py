"""The organiser is told before the evening that talks will not get through to people at home."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.live.evenings import Evening


def desk(app: Flask, evening: Evening) -> str:
    return app.test_client(user=evening.organiser).get(f"/events/{evening.event.id}/desk").text


def test_desk_when_neither_stun_nor_turn_is_set_warns_in_the_lobby(app: Flask, in_lobby: Evening) -> None:
    assert "weder STUN noch TURN" in desk(app, in_lobby)


@pytest.mark.parametrize("name", ["STUN_URLS", "TURN_URLS"])
def test_desk_when_one_of_them_is_set_does_not_warn(
    name: str, app: Flask, in_lobby: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, name, ["turn:turn.example.org"])
    monkeypatch.setitem(app.config, "TURN_SECRET", "s" * 32)
    assert "weder STUN noch TURN" not in desk(app, in_lobby)


def test_desk_when_the_evening_runs_does_not_speak_of_it_any_more(app: Flask, in_round_one: Evening) -> None:
    assert "weder STUN noch TURN" not in desk(app, in_round_one)
