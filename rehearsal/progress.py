"""What the terminal says while the evening runs: a line at each change, and a summary at the end."""

from __future__ import annotations

from datetime import datetime

import click
import sqlalchemy as sa
from flask import current_app

from rehearsal.instance import base_url
from scheduler.clock import Phase, PhaseKind, phase_at
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.extensions import db
from webapp.languages import local_zone
from webapp.live.models import Presence
from webapp.outcomes.report import report_of
from webapp.planning.queries import meetings_in_round


def phase_now(event_id: int, now: datetime) -> Phase:
    """Return the phase that runs, by what stands in the database at this moment."""
    db.session.rollback()
    return phase_at(clock_of(event_of(event_id)), now)


def tell_phase(event_id: int, phase: Phase, now: datetime) -> None:
    """Print a line about a phase that has just begun."""
    click.echo(f"{now.astimezone(local_zone(current_app)):%H:%M:%S}  {line_of(event_id, phase)}")


def line_of(event_id: int, phase: Phase) -> str:
    """Return what happens in a phase, in a line."""
    match phase.kind:
        case PhaseKind.ROUND:
            talks, here = len(meetings_in_round(event_id, phase.round)), people_here(event_id)
            return (
                f"Round {phase.round} of {event_of(event_id).rounds}: {talks} talks, {here} people are here."
            )
        case PhaseKind.CHANGEOVER:
            return f"Changeover: everybody moves on to round {phase.round}."
        case PhaseKind.ENDED:
            return "The talks are over; now everybody says yes or no."
        case _:
            return "People arrive."


def event_of(event_id: int) -> Event:
    """Return the event of the demo."""
    return db.session.get_one(Event, event_id)


def people_here(event_id: int) -> int:
    """Count who is connected right now."""
    here = (Presence.event_id == event_id) & Presence.connection.is_not(None)
    return db.session.scalar(sa.select(sa.func.count()).where(here)) or 0


def tell_summary(event_id: int, port: int, now: datetime) -> None:
    """Print what came of the evening, and where to read on."""
    db.session.rollback()
    report = report_of(event_of(event_id), now)
    talks = f"{report.meetings_held} talks of {report.meetings_planned} took place between {report.people_here} people"
    click.secho(f"\n{talks}; {report.mutual} times both said yes.", bold=True)
    click.echo(
        f"The organiser's report is at /events/{event_id}/report, everybody's answers and matches at "
        f"/events/{event_id}/answers,\nunder the same host names as above and under {base_url(port)}. "
        "The service goes on until Ctrl-C."
    )
