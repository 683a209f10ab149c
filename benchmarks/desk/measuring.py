"""What the desk costs at 750 x 100 x 18: who waits is brought together, a proposal, the board; and who waits for it.

`.venv/bin/python -m benchmarks.desk`; on an empty SQLite database in a temporary folder, in one process as a server.
A heartbeat each millisecond tells how long nobody else had a turn.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

import gevent
from flask import Flask

from benchmarks.live.evening import arrange_plan
from scheduler.clock import phase_at
from tests.conftest import Visitor
from tests.factories.people import make_organiser
from webapp import create_app
from webapp.database import now
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.extensions import db
from webapp.live.models import Presence, PresenceInterval
from webapp.live.replanning.bridging import bridge
from webapp.live.replanning.missing import gone_for_later
from webapp.live.replanning.proposals import make_proposal
from webapp.planning.replanner import load_planner, prepared_problem
from webapp.server import tune_python

APPLICANTS, TABLES, ROUNDS = 750, 100, 18
MISSING_APPLICANTS, MISSING_TABLES = 12, 4
PATIENCE = timedelta(seconds=60)


class Heartbeat:
    """Beats each millisecond and remembers the longest wait between two beats."""

    def __init__(self) -> None:
        self.longest = 0.0
        gevent.spawn(self.beat)

    def beat(self) -> None:
        last = perf_counter()
        while True:
            gevent.sleep(0.001)
            self.longest, last = max(self.longest, perf_counter() - last), perf_counter()

    def measure(self, doing: Callable[[], object]) -> tuple[object, float, float]:
        """Do something; return what came of it, seconds, and the longest wait of anybody else."""
        gevent.sleep(0.1)
        self.longest, began = 0.0, perf_counter()
        found = doing()
        took = perf_counter() - began
        gevent.sleep(0)
        return found, took, self.longest


def everybody_comes(event: Event, missing: set[int]) -> None:
    """Let everybody be here since the beginning but some."""
    accounts = [r.applicant.account_id for r in event.registrations]
    accounts += [t.representative_account_id for t in event.tables]
    for account in set(accounts) - missing:
        whose = {"event_id": event.id, "account_id": account}
        db.session.add(Presence(**whose, connection=f"c{account}", changed_at=event.starts_at))
        db.session.add(PresenceInterval(**whose, began_at=event.starts_at))
    db.session.commit()


def main() -> None:
    """Measure, and print a table."""
    tune_python()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            {"TISCHWECHSEL_INSTANCE_PATH": folder, "DATABASE_URL": f"sqlite:///{folder}/desk.sqlite"},
            testing=True,
        )
        plan = [(r + 1, t, (t * 7 + r * 41) % APPLICANTS) for r in range(ROUNDS) for t in range(TABLES)]
        arranged = arrange_plan(app, TABLES, APPLICANTS, plan, rounds=ROUNDS)
        with app.app_context():
            measure(app, db.session.get_one(Event, arranged.event_id))


def measure(app: Flask, event: Event) -> None:
    """Measure everything of an evening."""
    organiser, at = make_organiser(event.association), now()
    missing = {
        event.registrations[(t * 7) % APPLICANTS].applicant.account_id for t in range(MISSING_APPLICANTS)
    }
    missing |= {event.tables[-1 - t].representative_account_id or 0 for t in range(MISSING_TABLES)}
    everybody_comes(event, missing)
    heart, client = Heartbeat(), Visitor(app, user=organiser)
    address = f"/events/{event.id}/desk/board"
    phase = phase_at(clock_of(event), at)
    rows = [("lay the problem out (once, in the lobby)", *heart.measure(lambda: prepared_problem(event)))]
    rows.append(("load the planner (once, in the lobby)", *heart.measure(load_planner)))
    rows.append(("bring together who waits", *heart.measure(lambda: bridge(event, at, PATIENCE))))
    rows.append(("look again, with nobody to help", *heart.measure(lambda: bridge(event, at, PATIENCE))))
    gone = [one.account for one in gone_for_later(event, phase, at, PATIENCE)]
    rows.append(("a proposal", *heart.measure(lambda: make_proposal(organiser, event, gone, at))))
    rows.append(("the board", *heart.measure(lambda: client.get(address))))
    board = client.get(address)
    rows.append(
        (
            "the board, unchanged",
            *heart.measure(lambda: client.get(f"{address}?seen={board.headers['X-Board']}")),
        )
    )
    print(f"| at {APPLICANTS} x {TABLES} x {ROUNDS} | ms | others wait, ms |\n| --- | --: | --: |")
    for name, _found, took, stall in rows:
        print(f"| {name} | {took * 1000:,.0f} | {stall * 1000:.0f} |")
    print(f"\nbrought together: {len(rows[2][1])}; parts of the proposal: {len(rows[4][1].parts)}")  # type: ignore[arg-type, attr-defined]
    print(
        f"bytes of a board: {len(board.data):,}; of one that is unchanged: {len(rows[6][1].data):,} and headers"
    )  # type: ignore[attr-defined]
