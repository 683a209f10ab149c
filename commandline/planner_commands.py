"""``tischwechsel plan``, ``replan`` and ``check``: files in, files out, one sentence for every mistake."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Literal

import click

from commandline.in_words import plan_in_words, replan_in_words
from commandline.progress_line import PROGRESS_KINDS, complaint_line, progress_reporter
from commandline.streams import (
    read_input,
    refuse_output,
    refuse_shared_input,
    source_name,
    write_output,
)
from commandline.waiting_line import waiting_line
from scheduler.errors import SchedulingError
from scheduler.file_words import in_file_words
from scheduler.files import parse_instance, parse_schedule, plan_json, schedule_json, validate_published
from scheduler.files.request import parse_request
from scheduler.files.spelling import meetings_as_spelled_in
from scheduler.problem import Meeting, Problem
from scheduler.replanning.sentences import spoken_document
from scheduler.validation import rounds_outside

if TYPE_CHECKING:
    from scheduler.check import Verdict
    from scheduler.files import Schedule
    from scheduler.files.fields import Note
    from scheduler.replanning.result import Replan
    from scheduler.request import ReplanRequest

BROKEN_RULE = 1
WRONG_INPUT = 2
MOST_NOTES = 20


@contextmanager
def _complaints(progress: str = "none") -> Iterator[None]:
    """Wrong input ends the command with status 2 and one sentence on standard error; or one object, for a program."""
    try:
        yield
    except SchedulingError as error:
        click.echo(complaint_line(error) if progress == "json" else f"Error: {error}", err=True)
        sys.exit(WRONG_INPUT)


@contextmanager
def _about(name: str) -> Iterator[None]:
    """Complaints name this file: a command reads several, or a script plans one after the other."""
    try:
        yield
    except SchedulingError as error:
        raise error.within(source_name(name)) from None


class _Notes:
    """Remarks on what is no mistake, told when everything has gone well, so that a complaint stands alone."""

    def __init__(self) -> None:
        self._remarks: list[str] = []

    def about(self, name: str) -> Note:
        """What takes remarks on a file."""
        return lambda remark: self._remarks.append(f"{source_name(name)}: {remark}")

    def tell(self) -> None:
        """Say them on standard error."""
        for remark in self._remarks[:MOST_NOTES]:
            click.echo(f"Note: {remark}", err=True)
        if len(self._remarks) > MOST_NOTES:
            click.echo(f"Note: {len(self._remarks) - MOST_NOTES} more do not count", err=True)


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

    with _complaints(progress):
        refuse_output(output, instance)
        notes = _Notes()
        problem = _problem_in(instance, notes)
        with _about(instance), progress_reporter(progress) as report:
            made = solve(problem, seed=seed, time_limit=time_limit, progress=report)
        notes.tell()
        write_output(output, plan_json(problem, made))
        _tell_on_terminal(plan_in_words(made))


@click.command()
@click.argument("instance")
@click.option("--before", required=True, help="The published schedule file.")
@click.option("--request", required=True, help="What has changed.")
@click.option("-o", "--output", default="-", show_default=True, help="Schedule file to write.")
@click.option("--at-once", is_flag=True, help="Bring idle people together and move nobody.")
def replan(instance: str, before: str, request: str, output: str, at_once: bool) -> None:
    """Plan the rest of the running event in INSTANCE anew ('-' is standard input, for one of the files)."""
    with _complaints():
        refuse_shared_input(INSTANCE=instance, before=before, request=request)
        refuse_output(output, instance, request)  # the published schedule may give way to the new one
        notes = _Notes()
        problem = _problem_in(instance, notes)
        published = _published_in(before, problem)
        wanted = _request_in(request, problem, notes)
        made = _replanned(problem, published, wanted, at_once, names=(instance, before))
        notes.tell()
        write_output(output, schedule_json(problem, made.meetings, spoken_document(made)))
        _tell_on_terminal(replan_in_words(made))


def _replanned(
    problem: Problem, published: Schedule, wanted: ReplanRequest, at_once: bool, names: tuple[str, str]
) -> Replan:
    """What is still found wrong is a pin of the instance or a published meeting."""
    from scheduler.replan import replan as replan_meetings

    instance, before = names
    mode: Literal["at_once", "proposal"] = "at_once" if at_once else "proposal"
    try:
        with waiting_line("replanning"):
            return replan_meetings(problem, published.meetings, wanted, mode=mode)
    except SchedulingError as error:
        file = before if error.place.startswith("dates[") else instance
        raise error.within(source_name(file)) from None


@click.command()
@click.argument("instance")
@click.argument("schedule")
@click.option("--before", help="The published schedule file, if SCHEDULE is a replan.")
@click.option("--request", help="What had changed, if SCHEDULE is a replan.")
def check(instance: str, schedule: str, before: str | None, request: str | None) -> None:
    """Check SCHEDULE against every rule of INSTANCE; status 1 if one is broken.

    Either may be '-', standard input. The schedule of a replan is judged with the published one and the
    request beside it: who is missing has no meetings, the past stays, and it is counted who was moved.
    """
    with _complaints():
        refuse_shared_input(INSTANCE=instance, SCHEDULE=schedule, before=before, request=request)
        notes = _Notes()
        problem = _problem_in(instance, notes)
        with _about(schedule):
            read = parse_schedule(read_input(schedule), source_name(schedule)).meetings
        meetings = meetings_as_spelled_in(problem, read)
        verdict = _verdict(problem, meetings, before, request, notes)
        notes.tell()
        document: dict[str, Any] = in_file_words(asdict(verdict))
        write_output("-", json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    sys.exit(0 if verdict.valid else BROKEN_RULE)


def _verdict(
    problem: Problem,
    meetings: Sequence[Meeting],
    before: str | None,
    request: str | None,
    notes: _Notes,
) -> Verdict:
    """Judge a schedule by itself, or a replan by what was published and what has changed."""
    from scheduler.check import check as check_meetings
    from scheduler.check import check_replan

    if before is None and request is None:
        return check_meetings(problem, meetings)
    if before is None or request is None:
        raise click.UsageError("a replan is checked with both --before and --request")
    published, wanted = _published_in(before, problem), _request_in(request, problem, notes)
    return check_replan(problem, meetings, published.meetings, wanted)


def _problem_in(name: str, notes: _Notes) -> Problem:
    note = notes.about(name)
    with _about(name):
        problem = parse_instance(read_input(name), source_name(name), note)
    for remark in rounds_outside(problem):
        note(remark)
    return problem


def _published_in(name: str, problem: Problem) -> Schedule:
    with _about(name):
        published = parse_schedule(read_input(name), source_name(name))
        validate_published(problem, published)
        return replace(published, meetings=meetings_as_spelled_in(problem, published.meetings))


def _request_in(name: str, problem: Problem, notes: _Notes) -> ReplanRequest:
    with _about(name):
        return parse_request(read_input(name), problem, source_name(name), notes.about(name))


def _tell_on_terminal(words: str) -> None:
    """What came out, for who looks; a program reads the file."""
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo(words, err=True)
