"""Whoever is not here keeps the talks they have, and gets no new ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from scheduler.request import PresenceChange, Side
from webapp.events.models import Event
from webapp.fit.scoring import applicant_key
from webapp.live.replanning.missing import applicants_of, tables_of
from webapp.planning.problem import table_key
from webapp.planning.replanner import StandingMeeting


def not_to_be_had(
    event: Event, standing: Collection[StandingMeeting], here: Collection[int], all_tables: bool
) -> Iterator[PresenceChange]:
    """Say that whoever is not here gets no new talks: they are not to be had where they have none."""
    rounds = frozenset(range(1, event.rounds + 1))
    people = busy_rounds((m.applicant_id, m.round) for m in standing)
    tables = busy_rounds((m.table_id, m.round) for m in standing)
    yield from idle("applicant", applicants_of(event.id), here, rounds, people)
    if not all_tables:
        yield from idle("table", tables_of(event.id), here, rounds, tables)


def nothing_new_after(
    event: Event, standing: Collection[StandingMeeting], round_number: int
) -> Iterator[PresenceChange]:
    """Say that applicants are not to be had in later rounds in which they have no talk: nothing new comes there."""
    later = frozenset(range(round_number + 1, event.rounds + 1))
    people = busy_rounds((m.applicant_id, m.round) for m in standing)
    yield from idle("applicant", applicants_of(event.id), (), later, people)


def busy_rounds(taken: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Return in which rounds each has a talk."""
    found: dict[int, set[int]] = {}
    for who, round_number in taken:
        found.setdefault(who, set()).add(round_number)
    return found


def idle(
    side: Side,
    accounts: Mapping[int, int | None],
    here: Collection[int],
    rounds: frozenset[int],
    busy: Mapping[int, set[int]],
) -> Iterator[PresenceChange]:
    """Say in which rounds those of a side who are not here have nothing."""
    key = applicant_key if side == "applicant" else table_key
    for who, account in accounts.items():
        if account is None or account not in here:
            yield PresenceChange(side, key(who), rounds - busy.get(who, set()))
