"""The bridge to the planner: what an event is, and what each pair is worth. No name crosses it."""

from __future__ import annotations

from collections.abc import Container, Sequence

from matching.companies import company_utilities
from matching.score import Scores
from scheduler.problem import Applicant as Seeker
from scheduler.problem import Guarantee, Problem, Table, Utility
from scheduler.problem import Pin as PlannerPin
from webapp.events.models import Event, EventTable, Registration
from webapp.events.queries import applicants_at, companies_at, tables_at
from webapp.fit.scoring import applicant_key, company_key, scores_between
from webapp.offload import let_others_run, offload
from webapp.planning.queries import bans_of, pins_of

# Decimals of a utility: finer differences mean nothing and only make the planner's file longer.
DECIMALS = 6


def table_key(row: int) -> str:
    """Name a table for the planner."""
    return f"t{row}"


def build_problem(event: Event) -> Problem:
    """Return what the planner is asked for an event, as things stand now.

    Others write while this is read: whoever comes or goes meanwhile is in no part of it.
    """
    firms = companies_at(event)
    let_others_run()
    tables = [planner_table(table, event.rounds) for table in tables_at(event)]
    read = applicants_at(event)
    known = {applicant.id for applicant in read}
    coming = [registration for registration in event.registrations if registration.applicant_id in known]
    registered = {registration.applicant_id for registration in coming}
    people = [applicant for applicant in read if applicant.id in registered]
    let_others_run()
    scores = scores_between(event, people, firms)
    return Problem(
        name=f"event-{event.id}",
        rounds=event.rounds,
        tables=tables,
        applicants=[planner_applicant(registration, event.rounds) for registration in coming],
        utilities=offload(utilities, scores, tables, kept_apart(event)),
        guarantee=Guarantee(applicant=event.guarantee_applicant, table=event.guarantee_table),
        pins=pins(event, registered, {table.id for table in tables}),
    )


def planner_table(table: EventTable, rounds: int) -> Table:
    """Translate a table."""
    return Table(table_key(table.id), company_key(table.company_id), within(table.available, rounds))


def planner_applicant(registration: Registration, rounds: int) -> Seeker:
    """Translate a registration."""
    return Seeker(applicant_key(registration.applicant_id), within(registration.available, rounds))


def within(available: Sequence[int] | None, rounds: int) -> frozenset[int] | None:
    """Return the rounds somebody is there of those the event has."""
    return None if available is None else frozenset(r for r in available if 1 <= r <= rounds)


def utilities(
    scores: Scores, tables: Sequence[Table], apart: Container[tuple[str, str]] = frozenset()
) -> list[Utility]:
    """Say what each pair that may meet is worth: the score of the firm's best offer, at each table."""
    best = company_utilities(scores)
    columns = {company: column for column, company in enumerate(best.companies)}
    places = [(table, columns[table.company]) for table in tables if table.company in columns]
    worth, allowed = best.values.astype(float).round(DECIMALS).tolist(), best.allowed.tolist()
    return [
        Utility(applicant.id, table.id, worth[row][column])
        for row, applicant in enumerate(scores.applicants)
        for table, column in places
        if allowed[row][column] and (applicant.id, table.company) not in apart
    ]


def kept_apart(event: Event) -> frozenset[tuple[str, str]]:
    """Return the pairs of applicant and firm that the organiser keeps apart."""
    return frozenset((applicant_key(b.applicant_id), company_key(b.company_id)) for b in bans_of(event.id))


def pins(event: Event, people: Container[int], tables: Container[str]) -> list[PlannerPin]:
    """Translate the meetings the organiser wants in every plan, of those who still come."""
    return [
        PlannerPin(applicant_key(pin.applicant_id), table_key(pin.table_id), pin.round)
        for pin in pins_of(event.id)
        if pin.applicant_id in people and table_key(pin.table_id) in tables
    ]
