"""``tischwechsel match``: from two CSV files to an instance that a planner can read."""

from __future__ import annotations

from pathlib import Path

import click

from commandline.instance_file import instance_document
from commandline.profile_files import read_event
from commandline.streams import UnwritableFile, refuse_output, write_output
from commandline.waiting_line import waiting_line
from matching.companies import company_utilities
from matching.errors import InvalidWeights, MatchingError
from matching.score import score
from matching.weights import Weights
from scheduler.errors import on_one_line
from scheduler.files.rows import one_row_a_line
from scheduler.validation import MOST_ROUNDS

AT_LEAST_0 = click.IntRange(min=0)
AT_LEAST_1 = click.IntRange(min=1)
MOST_NOTES = 20


class Refusal(click.ClickException):
    """The input is wrong: one sentence, exit status 2."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(on_one_line(message))


@click.command()
@click.argument("firms", metavar="FIRMS.csv")
@click.argument("applicants", metavar="APPLICANTS.csv")
@click.option(
    "-o", "--output", required=True, metavar="INSTANCE.json", help="Where to write; - is standard output."
)
@click.option("--name", help="Name of the event.  [default: name of the firms' file]")
@click.option(
    "--rounds",
    type=click.IntRange(1, MOST_ROUNDS),
    default=12,
    show_default=True,
    help="Number of rounds.",
)
@click.option(
    "--guarantee-applicant",
    type=AT_LEAST_0,
    default=0,
    show_default=True,
    help="Meetings for every applicant.",
)
@click.option(
    "--guarantee-table", type=AT_LEAST_0, default=0, show_default=True, help="Meetings for every table."
)
@click.option(
    "--candidates",
    type=AT_LEAST_1,
    metavar="N",
    help="Keep the N best firms of each applicant and vice versa.",
)
@click.option(
    "--weight", "weights", type=(str, float), multiple=True, metavar="CRITERION NUMBER",
    help="Weight of a criterion, such as: --weight distance 5. May be repeated.",
)  # fmt: skip
@click.option(
    "--mend-postcodes", is_flag=True, help="Put back the leading zero that spreadsheets cut from postcodes."
)
def match(
    firms: str,
    applicants: str,
    output: str,
    name: str | None,
    rounds: int,
    guarantee_applicant: int,
    guarantee_table: int,
    candidates: int | None,
    weights: tuple[tuple[str, float], ...],
    mend_postcodes: bool,
) -> None:
    """Score every applicant against every firm, and write an instance file for `tischwechsel plan`.

    FIRMS.csv has a row for each training offer, APPLICANTS.csv one for each applicant; one of them may be -
    for standard input. The README of matching/ shows both on an example.
    """
    if firms == applicants == "-":
        raise Refusal("FIRMS.csv and APPLICANTS.csv: only one of them can be standard input")
    guarantees = guarantee_applicant, guarantee_table
    try:
        refuse_output(output, firms, applicants)
        called = _name(name, firms)
        with waiting_line("matching"):
            event = read_event(firms, applicants, mend_postcodes=mend_postcodes)
            scores = score(event.applicants, event.offers, event.wishes, _weights(weights))
            utilities = company_utilities(scores)
            text = one_row_a_line(instance_document(called, rounds, guarantees, event, utilities, candidates))
        _note(event.remarks)
        write_output(output, text)
    except (MatchingError, UnwritableFile) as error:
        raise Refusal(str(error)) from error


def _name(given: str | None, firms: str) -> str:
    """As given, or that of the firms' file; a command line may hold bytes that are no text."""
    if given and not _is_text(given):
        raise Refusal("--name: is not a valid text")
    stem = Path(firms).stem
    return given or (stem if firms != "-" and _is_text(stem) else "event")


def _is_text(name: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _note(remarks: list[str]) -> None:
    for remark in remarks[:MOST_NOTES]:
        click.echo(f"Note: {on_one_line(remark)}", err=True)
    if len(remarks) > MOST_NOTES:
        click.echo(f"Note: {len(remarks) - MOST_NOTES} more notes like these", err=True)


def _weights(changed: tuple[tuple[str, float], ...]) -> Weights:
    known = Weights.__dataclass_fields__
    names = [name for name, _ in changed]
    for name in names:
        if name not in known:
            raise InvalidWeights(f"--weight: {name!r} is not one of {', '.join(known)}")
        if names.count(name) > 1:
            raise InvalidWeights(f"--weight: {name!r} is there twice")
    return Weights(**dict(changed))
