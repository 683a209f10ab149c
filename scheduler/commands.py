"""``tischwechsel plan``, ``replan`` and ``check``: files in, files out, one sentence for every mistake."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Literal

import click

from scheduler.errors import SchedulingError
from scheduler.files import parse_instance, parse_schedule, plan_json, schedule_json
from scheduler.files.streams import read_input, write_output
from scheduler.progress_line import PROGRESS_KINDS, progress_reporter
from scheduler.validation import rounds_outside

FILE = click.Path(dir_okay=False, allow_dash=True)
WRONG_INPUT = 2


@contextmanager
def _complaints() -> Iterator[None]:
    """Wrong input ends the command with status 2 and one sentence on standard error."""
    try:
        yield
    except SchedulingError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(WRONG_INPUT)


@click.command()
@click.argument("instance", type=FILE)
@click.option("-o", "--output", type=FILE, default="-", show_default=True, help="Schedule file to write.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same file.")
@click.option("--time-limit", type=click.FloatRange(min=0), help="Seconds after which no search goes on.")
@click.option(
    "--progress",
    type=click.Choice(PROGRESS_KINDS),
    default="line",
    show_default=True,
    help="A line on a terminal, JSON lines on standard error, or nothing.",
)
def plan(instance: str, output: str, seed: int, time_limit: float | None, progress: str) -> None:
    """Plan the event in INSTANCE ('-' is standard input)."""
    from scheduler.solve import solve

    with _complaints():
        problem = parse_instance(read_input(instance), instance)
        for remark in rounds_outside(problem):
            click.echo(f"Note: {remark} does not count", err=True)
        with progress_reporter(progress) as report:
            made = solve(problem, seed=seed, time_limit=time_limit, progress=report)
        write_output(output, plan_json(problem, made))


@click.command()
@click.argument("instance", type=FILE)
@click.option("--before", type=FILE, required=True, help="The published schedule file.")
@click.option("--request", type=FILE, required=True, help="What has changed.")
@click.option("-o", "--output", type=FILE, default="-", show_default=True, help="Schedule file to write.")
@click.option("--at-once", is_flag=True, help="Bring idle people together and move nobody.")
def replan(instance: str, before: str, request: str, output: str, at_once: bool) -> None:
    """Plan the rest of the running event in INSTANCE anew."""
    from scheduler.files.request import parse_request
    from scheduler.replan import replan as replan_dates

    with _complaints():
        problem = parse_instance(read_input(instance), instance)
        published = parse_schedule(read_input(before), before)
        wanted = parse_request(read_input(request), problem, request)
        mode: Literal["at_once", "proposal"] = "at_once" if at_once else "proposal"
        made = replan_dates(problem, published.dates, wanted, mode=mode)
        write_output(output, schedule_json(problem, made.dates, made.as_document()))


@click.command()
@click.argument("instance", type=FILE)
@click.argument("schedule", type=FILE)
def check(instance: str, schedule: str) -> None:
    """Check SCHEDULE against every rule of INSTANCE; status 1 if one is broken."""
    from scheduler.check import check as check_dates

    with _complaints():
        problem = parse_instance(read_input(instance), instance)
        verdict = check_dates(problem, parse_schedule(read_input(schedule), schedule).dates)
    document: dict[str, Any] = asdict(verdict)
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    sys.exit(0 if verdict.valid else 1)
