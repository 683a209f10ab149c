"""The floor: a bare Flask-SocketIO server that answers the same messages with the same bytes and knows nothing.

``python -m benchmarks.live.floor PORT FILE``; the file holds what the real server has said: a snapshot and a `clock`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import time
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO, emit

app = Flask(__name__)
app.secret_key = "of a benchmark"  # noqa: S105
socketio = SocketIO(app, async_mode="gevent", async_handlers=False)
Message = dict[str, Any]
said: Message = {}
# Who sits where: neighbours are partners.
seats: dict[str, int] = {}
connections: dict[int, str] = {}


@socketio.on("check_in")
def check_in(message: Message) -> Message:
    """Sit down and get a snapshot."""
    seats[connection()] = message["seat"]
    connections[message["seat"]] = connection()
    return {"ok": True, "snapshot": said["snapshot"]}


@socketio.on("ask_time")
def ask_time(_message: Message) -> Message:
    """Tell the time."""
    return {"ok": True, "server_time": round(1000 * time())}


@socketio.on("signal")
def signal(message: Message) -> Message:
    """Pass a message on to the neighbour."""
    emit("signal", message, to=connections[seats[connection()] ^ 1])
    return {"ok": True, "delivered": True}


@socketio.on("rate")
def rate(_message: Message) -> Message:
    """Take a tap."""
    return {"ok": True}


@socketio.on("ring")
def ring(_message: Message) -> Message:
    """Tell everybody that a phase has begun."""
    emit("clock", {**said["clock"], "server_time": round(1000 * time())}, broadcast=True)
    return {"ok": True}


def connection() -> str:
    """Return whose message it is."""
    found: str = request.sid  # type: ignore[attr-defined]
    return found


if __name__ == "__main__":
    said.update(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
    socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]))
