"""Does the plan page answer while a planner works?  A real server, a real planner, figures as Markdown.

``python -m benchmarks.plan_page [--applicants 750 --tables 100 --rounds 18]`` fills a fresh database, starts
the server, presses "Plan" as an organiser does, and opens the page and its progress all the while: at first
there is nothing to show yet, later the page shows a whole version while the next one is made.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import monotonic, sleep

import numpy as np
from flask import Flask

from benchmarks.plan_page_evening import Size, arrange
from tests.servers import Server, free_port, server_environ
from tests.socket_people import PageVisitor, session_cookie
from webapp import create_app
from webapp.extensions import db
from webapp.planning.models import Plan

SECONDS_AT_REST = 15.0
SECONDS_BETWEEN = {"plan page": 0.5, "progress": 0.1, "list of evenings": 0.3}
LONGEST_SOLVE_SECONDS = 400.0
TIMES_AT_REST, AT_ONCE_SECONDS, LONGEST_ANSWER_SECONDS = 3.0, 0.1, 1.0

PROMISE = f"""\
Promised while planning: p95 at most {TIMES_AT_REST:.0f} times that at rest, or {AT_ONCE_SECONDS} s,
which feels like at once; and no answer over {LONGEST_ANSWER_SECONDS:.0f} s. Each page is opened by
somebody of their own, again and again.
"""


@dataclass
class Watch:
    """How long each page took to answer while something went on, which the plan page shows by a mark."""

    name: str
    mark: str = ""
    seconds: list[float] = field(default_factory=list)
    answers: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def quantile(self, page: str, share: float) -> float:
        """The answer time that this share of the requests did not exceed."""
        return float(np.quantile(self.answers[page], share))


class House:
    """A server with one evening, and its organiser."""

    def __init__(self, app: Flask, server: Server, cookie: str, event_id: int) -> None:
        self.app, self.server, self.cookie, self.event_id = app, server, cookie, event_id
        self.plan = f"/events/{event_id}/plan"
        self.pages = {
            "plan page": self.plan,
            "progress": f"{self.plan}/progress",
            "list of evenings": "/events",
        }

    def visitor(self) -> PageVisitor:
        """Somebody with a browser of their own."""
        return PageVisitor(self.server, self.cookie)

    def press_plan(self) -> None:
        """Send the page's own form."""
        self.visitor().press(self.plan, f"{self.plan}/start")

    def is_solving(self) -> bool:
        """Ask as the page does."""
        return bool(json.loads(self.visitor().read(f"{self.plan}/progress"))["solving"])

    def forget_plans(self) -> None:
        """Bring back the page that has nothing to show yet."""
        with self.app.app_context():
            db.session.execute(db.delete(Plan).where(Plan.event_id == self.event_id))
            db.session.commit()

    @contextmanager
    def watched(self, watch: Watch) -> Iterator[None]:
        """Open every page again and again, each by somebody of their own."""
        ended, began = threading.Event(), monotonic()
        people = [threading.Thread(target=self._look, args=(page, watch, ended)) for page in self.pages]
        for person in people:
            person.start()
        try:
            yield
        finally:
            watch.seconds.append(monotonic() - began)
            ended.set()
            for person in people:
                person.join()

    def _look(self, page: str, watch: Watch, ended: threading.Event) -> None:
        visitor = self.visitor()
        while not ended.is_set():
            asked = monotonic()
            text = visitor.read(self.pages[page])
            if page != "plan page" or watch.mark in text:
                watch.answers[page].append(monotonic() - asked)
            ended.wait(SECONDS_BETWEEN[page])


def measure(house: House, plans: int) -> list[Watch]:
    """At rest and while planning: first without a plan on the page, then with one."""
    watches = []
    for version in ("no plan yet", "a plan on the page"):
        rest, busy = Watch(f"at rest, {version}"), Watch(f"while planning, {version}", 'id="solving"')
        house.visitor().read(house.plan)  # templates are read, connections are open
        with house.watched(rest):
            sleep(SECONDS_AT_REST)
        for _ in range(plans):
            if version == "no plan yet":
                house.forget_plans()
            with house.watched(busy):
                plan(house)
        watches += [rest, busy]
    return watches


def plan(house: House) -> None:
    """Press the button and wait for the end."""
    house.press_plan()
    began = monotonic()
    while house.is_solving():
        assert monotonic() - began < LONGEST_SOLVE_SECONDS
        sleep(0.1)


def as_markdown(watches: list[Watch]) -> str:
    """A line for each page and state, and whether the promise holds."""
    rows = [
        "| | s (median) | page | answers | p50 ms | p95 ms | max ms | p95, times at rest | promise |",
        "| --- | --: | --- | --: | --: | --: | --: | --: | --- |",
    ]
    for rest, busy in zip(watches[::2], watches[1::2], strict=True):
        for watch in (rest, busy):
            rows += [_row(watch, page, rest) for page in watch.answers]
    return "\n".join(rows) + "\n"


def _row(watch: Watch, page: str, rest: Watch) -> str:
    p50, p95, most = (watch.quantile(page, share) for share in (0.5, 0.95, 1.0))
    times, kept = p95 / rest.quantile(page, 0.95), ""
    if watch is not rest:
        quick = (times <= TIMES_AT_REST or p95 <= AT_ONCE_SECONDS) and most < LONGEST_ANSWER_SECONDS
        kept = "kept" if quick else "**not kept**"
    figures = " | ".join(f"{1000 * seconds:.0f}" for seconds in (p50, p95, most))
    return (
        f"| {watch.name} | {median(watch.seconds):.1f} | {page} | {len(watch.answers[page])} | {figures} "
        f"| {times:.1f} | {kept} |"
    )


@contextmanager
def house_with(size: Size) -> Iterator[House]:
    """A server on a fresh database with such an evening."""
    with tempfile.TemporaryDirectory(prefix="tischwechsel-") as folder:
        port = free_port()
        environ = server_environ({"TISCHWECHSEL_INSTANCE_PATH": folder, "DATABASE_URL": ""}, port)
        app = create_app(environ)
        with app.app_context():
            db.create_all()
            event, organiser = arrange(size)
            house = House(app, Server(environ, port), session_cookie(app, organiser), event.id)
            db.session.remove()
        house.server.start()
        try:
            yield house
        finally:
            house.server.kill_hard()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("applicants", 750), ("tables", 100), ("rounds", 18), ("plans", 5)):
        parser.add_argument(f"--{name}", type=int, default=value)
    given = parser.parse_args()
    size = Size(given.applicants, given.tables, given.rounds)
    print(f"## The plan page while planning {size.applicants} x {size.tables} x {size.rounds}\n")
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} before\n"
    )
    with house_with(size) as house:
        print(as_markdown(measure(house, given.plans)))
    print(
        f"{PROMISE}\nLoad afterwards: {os.getloadavg()[0]:.1f}; the measurement itself makes about 1.5 of it."
    )


if __name__ == "__main__":
    main()
