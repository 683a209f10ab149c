"""`make demo`: from an empty database to an evening with people in it, and a clean end.

The supervisor prepares everything, starts the server and the bots as child processes, starts them again
should they die, tells what happens, and takes them along when it ends.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from datetime import timedelta

import click
from flask_migrate import upgrade

from rehearsal import children
from rehearsal.children import Child
from rehearsal.instance import DemoInstance, base_url, require_free_port, write_log
from rehearsal.links import print_links, write_links
from rehearsal.options import Options, Timetable
from rehearsal.orders import Orders
from rehearsal.progress import phase_now, tell_phase, tell_summary
from rehearsal.scene import Scene, assemble, settings_of
from scheduler.clock import PhaseKind
from webapp import create_app
from webapp.database import now
from webapp.events.services import edit_event
from webapp.planning.models import Plan, PlanState
from webapp.planning.services.publication import publish_plan
from webapp.planning.services.solving import begin_plan, solve

SECONDS_TO_START = 120.0
SECONDS_BETWEEN_LOOKS = 0.2
LONGEST_ARRIVAL_SECONDS = 15.0
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run_demo(options: Options) -> None:
    """Run the demo until somebody ends it."""
    for number in ENDINGS:
        signal.signal(number, signal.default_int_handler)
    instance = DemoInstance.of(os.environ)
    try:
        with instance.alone():
            require_free_port(options.port)
            instance.clear()
            write_log(instance.log)
            run_evening(options, instance)
    except KeyboardInterrupt:
        click.echo("\nThe demo has ended.")


def run_evening(options: Options, instance: DemoInstance) -> None:
    """Prepare the evening, publish the links, and watch over it."""
    environ = instance.environ(os.environ, options.port)
    app = create_app(environ)
    server = children.server(options.port, environ, instance.log)
    started: list[Child] = [server]
    with app.app_context():
        try:
            scene, plan = prepare(options.timetable)
            start_server(server, options.port)
            publish_links(scene, plan, options, instance)
            bots = children.bots(orders_of(scene, options).as_line(), environ, instance.log)
            started.append(bots)
            bots.start()
            watch(scene.event.id, options.port, server, bots)
        finally:
            end_all(started)


def prepare(timetable: Timetable) -> tuple[Scene, Plan]:
    """Make the database, let everybody sign up, and let the planner plan."""
    click.echo("Preparing an evening of 12 firms and 40 applicants ...")
    make_tables()
    scene = assemble(timetable, now())
    plan = begin_plan(scene.organiser, scene.event, now())
    solve(plan.id)
    if plan.state is not PlanState.SOLVED:
        raise click.ClickException(f"The evening could not be planned: {plan.failure}")
    return scene, plan


def make_tables() -> None:
    """Bring the new database to the newest migration."""
    upgrade()


def start_server(server: Child, port: int) -> None:
    """Start the server and return when it answers."""
    server.start()
    for _ in range(round(SECONDS_TO_START / SECONDS_BETWEEN_LOOKS)):
        if server.ended() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(SECONDS_BETWEEN_LOOKS)
    raise click.ClickException(f"The server did not start; {server.log} says why.")


def publish_links(scene: Scene, plan: Plan, options: Options, instance: DemoInstance) -> None:
    """Set the start, publish the agenda and hand out the links; the time to the start counts from here."""
    starts_at = now() + timedelta(seconds=options.start_in)
    edit_event(scene.organiser, scene.event, settings_of(options.timetable, starts_at), now())
    publish_plan(scene.organiser, plan, now())
    write_links(scene.played, options.port, instance.links)
    print_links(scene.played, options.port, starts_at, instance.links)


def orders_of(scene: Scene, options: Options) -> Orders:
    """Return the bots; they arrive one after the other in the first part of the time before the start."""
    arrive_within = min(LONGEST_ARRIVAL_SECONDS, options.start_in * 0.4)
    return Orders(base_url(options.port), arrive_within, scene.bot_parts(options.timetable.seed))


def watch(event_id: int, port: int, server: Child, bots: Child) -> None:
    """Keep server and bots alive and tell what happens, until somebody ends the demo."""
    phase, summed_up = "", False
    while True:
        revive(server)
        revive(bots)
        current = phase_now(event_id, now())
        if current.name != phase:
            tell_phase(event_id, current, now())
            phase = current.name
        if current.kind is PhaseKind.ENDED and not summed_up and bots.ended() == 0:
            tell_summary(event_id, port, now())
            summed_up = True
        time.sleep(SECONDS_BETWEEN_LOOKS)


def revive(child: Child) -> None:
    """Start a child again that died; give up on one that keeps dying."""
    if not child.died():
        return
    if child.keeps_dying:
        raise click.ClickException(f"The {child.name} ended again and again; {child.log} says why.")
    click.echo(f"The {child.name} ended unexpectedly ({child.ended()}); it is started again.")
    child.start()


def end_all(started: list[Child]) -> None:
    """Take every child along, the last one first; nobody can interrupt this."""
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    for child in reversed(started):
        child.stop()
