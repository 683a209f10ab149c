"""``tischwechsel plan``, ``replan`` and ``check``: files in, files out, one sentence for every mistake."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

import click

from commandline.waiting_line import waiting_line
from scheduler.errors import SchedulingError
from scheduler.files import parse_instance, parse_schedule, plan_json, schedule_json, validate_published
from scheduler.files.streams import (
    read_input,
    refuse_output,
    refuse_shared_input,
    source_name,
    write_output,
)
from scheduler.problem import Problem
from scheduler.progress_line import PROGRESS_KINDS, progress_reporter
from scheduler.replanning.sentences import spoken_document
from scheduler.validation import rounds_outside

if TYPE_CHECKING:
    from scheduler.files import Schedule
    from scheduler.presence import ReplanRequest
    from scheduler.replanning.result import Replan

WRONG_INPUT = 2
MOST_NOTES = 20


@contextmanager
def _complaints() -> Iterator[None]:
    """Wrong input ends the command with status 2 and one sentence on standard error."""
    try:
        yield
    except SchedulingError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(WRONG_INPUT)


@contextmanager
def _about(name: str) -> Iterator[None]:
    """Complaints name this file: the command reads more than one."""
    try:
        yield
    except SchedulingError as error:
        raise error.within(source_name(name)) from None


def _note_rounds_outside(problem: Problem) -> None:
    """Told when everything has gone well, so that a complaint stands alone."""
    remarks = rounds_outside(problem)
    for remark in remarks[:MOST_NOTES]:
        click.echo(f"Note: {remark}", err=True)
    if len(remarks) > MOST_NOTES:
        click.echo(f"Note: {len(remarks) - MOST_NOTES} more name rounds that do not count", err=True)


def _number(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    if value is not None and math.isnan(value):
        raise click.BadParameter("nan is not a number of seconds")
    return value


@click.command()
@click.argument("instance")
@click.option("-o", "--output", default="-", show_default=True, help="Schedule file to write.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same file.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    callback=_number,
    help="Seconds after which no search goes on.",
)
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
        refuse_output(output, instance)
        problem = parse_instance(read_input(instance), source_name(instance))
        with progress_reporter(progress) as report:
            made = solve(problem, seed=seed, time_limit=time_limit, progress=report)
        _note_rounds_outside(problem)
        write_output(output, plan_json(problem, made))


@click.command()
@click.argument("instance")
@click.option("--before", required=True, help="The published schedule file.")
@click.option("--request", required=True, help="What has changed.")
@click.option("-o", "--output", default="-", show_default=True, help="Schedule file to write.")
@click.option("--at-once", is_flag=True, help="Bring idle people together and move nobody.")
def replan(instance: str, before: str, request: str, output: str, at_once: bool) -> None:
    """Plan the rest of the running event in INSTANCE anew."""
    from scheduler.files.request import parse_request

    with _complaints():
        refuse_shared_input(INSTANCE=instance, before=before, request=request)
        refuse_output(output, instance, request)  # the published schedule may give way to the new one
        with _about(instance):
            problem = parse_instance(read_input(instance), source_name(instance))
        with _about(before):
            published = parse_schedule(read_input(before), source_name(before))
            validate_published(problem, published)
        with _about(request):
            wanted = parse_request(read_input(request), problem, source_name(request))
        made = _replanned(problem, published, wanted, at_once, names=(instance, before))
        _note_rounds_outside(problem)
        write_output(output, schedule_json(problem, made.dates, spoken_document(made)))


def _replanned(
    problem: Problem, published: Schedule, wanted: ReplanRequest, at_once: bool, names: tuple[str, str]
) -> Replan:
    """What is still found wrong is a pin of the instance or a published date."""
    from scheduler.replan import replan as replan_dates

    instance, before = names
    mode: Literal["at_once", "proposal"] = "at_once" if at_once else "proposal"
    try:
        with waiting_line("replanning"):
            return replan_dates(problem, published.dates, wanted, mode=mode)
    except SchedulingError as error:
        file = before if error.place.startswith("dates[") else instance
        raise error.within(source_name(file)) from None


@click.command()
@click.argument("instance")
@click.argument("schedule")
def check(instance: str, schedule: str) -> None:
    """Check SCHEDULE against every rule of INSTANCE; status 1 if one is broken."""
    from scheduler.check import check as check_dates

    with _complaints():
        refuse_shared_input(INSTANCE=instance, SCHEDULE=schedule)
        with _about(instance):
            problem = parse_instance(read_input(instance), source_name(instance))
        with _about(schedule):
            dates = parse_schedule(read_input(schedule), source_name(schedule)).dates
        verdict = check_dates(problem, dates)
        _note_rounds_outside(problem)
        document: dict[str, Any] = asdict(verdict)
        write_output("-", json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    sys.exit(0 if verdict.valid else 1)
