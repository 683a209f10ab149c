"""``tischwechsel match``: from two CSV files to an instance that a planner can read."""

from __future__ import annotations

from pathlib import Path

import click

from matching.companies import company_utilities
from matching.errors import InvalidWeights, MatchingError
from matching.instance import instance_document, written
from matching.profile_files import read_event
from matching.score import score
from matching.weights import Weights

AT_LEAST_0 = click.IntRange(min=0)
AT_LEAST_1 = click.IntRange(min=1)


class Refusal(click.ClickException):
    """The input is wrong: one sentence, exit status 2."""

    exit_code = 2


@click.command()
@click.argument("firms", metavar="FIRMS.csv")
@click.argument("applicants", metavar="APPLICANTS.csv")
@click.option(
    "-o", "--output", required=True, metavar="INSTANCE.json", help="Where to write; - is standard output."
)
@click.option("--name", help="Name of the event.  [default: name of the firms' file]")
@click.option("--rounds", type=AT_LEAST_1, default=12, show_default=True, help="Number of rounds.")
@click.option(
    "--guarantee-applicant", type=AT_LEAST_0, default=0, show_default=True, help="Dates for every applicant."
)
@click.option(
    "--guarantee-table", type=AT_LEAST_0, default=0, show_default=True, help="Dates for every table."
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
) -> None:
    """Score every applicant against every firm, and write an instance file for `tischwechsel plan`.

    FIRMS.csv has a row for each training offer, APPLICANTS.csv one for each applicant; one of them may be -
    for standard input. The README of matching/ shows both on an example.
    """
    if firms == applicants == "-":
        raise Refusal("FIRMS.csv and APPLICANTS.csv: only one of them can be standard input")
    try:
        event = read_event(firms, applicants)
        scores = score(event.applicants, event.offers, event.wishes, _weights(weights))
    except MatchingError as error:
        raise Refusal(str(error)) from error
    document = instance_document(
        name or (Path(firms).stem if firms != "-" else "event"),
        rounds,
        (guarantee_applicant, guarantee_table),
        event,
        company_utilities(scores),
        candidates,
    )
    _write(output, written(document))


def _weights(changed: tuple[tuple[str, float], ...]) -> Weights:
    known = Weights.__dataclass_fields__
    for name, _ in changed:
        if name not in known:
            raise InvalidWeights(f"--weight: {name!r} is not one of {', '.join(known)}")
    return Weights(**dict(changed))


def _write(output: str, text: str) -> None:
    try:
        with click.open_file(output, "w", encoding="utf-8", atomic=True) as file:
            file.write(text)
    except OSError as error:
        raise Refusal(f"{output}: cannot be written ({error.strerror})") from error
