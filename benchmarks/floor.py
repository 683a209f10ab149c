"""The floor: a bare Flask-SocketIO server that passes signals on and checks nothing, for `benchmarks.signals`."""

from __future__ import annotations

import sys

from flask import Flask, request
from flask_socketio import SocketIO, emit

app = Flask(__name__)
app.secret_key = "of a benchmark"  # noqa: S105
socketio = SocketIO(app, async_mode="gevent", async_handlers=False)
# Both sides of a meeting, as they have come.
sides: dict[int, list[str]] = {}


@socketio.on("take_seat")
def take_seat(message: dict[str, int]) -> dict[str, bool]:
    """Sit down at one side of a meeting."""
    sides.setdefault(message["meeting_id"], []).append(request.sid)  # type: ignore[attr-defined]
    return {"ok": True}


@socketio.on("signal")
def signal(message: dict[str, object]) -> dict[str, bool]:
    """Pass a message on to the other side."""
    both = sides[int(str(message["meeting_id"]))]
    emit("signal", message, to=both[1 - both.index(request.sid)])  # type: ignore[attr-defined]
    return {"ok": True, "delivered": True}


if __name__ == "__main__":
    print("listens on", flush=True)
    socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]))
