"""What has changed since a plan was asked for, so that the organiser knows when to plan again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from flask_babel import gettext, ngettext

from matching.weights import Weights
from webapp.events.models import Event, Seat
from webapp.events.queries import tables_at, wish_rows
from webapp.planning.models import Ban, Pin, Plan


def what_is_planned_from(event: Event) -> dict[str, Any]:
    """Return what a plan of an event answers as things stand, short enough to be kept with the plan.

    People are left out: who came or went since is counted by `people_since`.
    """
    wishes = [f"{w.applicant_id} {w.company_id} {w.side.value} {w.rank}" for w in wish_rows(event)]
    seats: list[Seat] = [*tables_at(event), *event.registrations]
    return {
        "frame": [event.rounds, event.guarantee_applicant, event.guarantee_table],
        "tables": [table.id for table in tables_at(event)],
        "presence": [[seat.id, seat.available] for seat in seats if seat.available is not None],
        "weights": asdict(Weights(**event.weights)),
        "wishes": sha256("\n".join(sorted(wishes)).encode()).hexdigest(),
    }


def changes_since(event: Event, plan: Plan) -> list[str]:
    """Say in a few words each what has changed since a plan was begun."""
    new, gone = people_since(event, plan)
    off = sum(meeting.cancelled_at is not None for meeting in plan.meetings)
    people = [
        ngettext("%(num)s new registration", "%(num)s new registrations", new) if new else "",
        ngettext("%(num)s withdrawn", "%(num)s withdrawn", gone) if gone else "",
        ngettext("%(num)s talk cancelled", "%(num)s talks cancelled", off) if off else "",
    ]
    words = {
        "frame": gettext("other rounds or promises"),
        "tables": gettext("other tables"),
        "presence": gettext("other times of people"),
        "weights": gettext("other weights"),
        "wishes": gettext("other wishes"),
    }
    answered, asked = plan.outcome.get("question"), what_is_planned_from(event)
    changed = [words[part] for part in words if answered and answered.get(part) != asked[part]]
    return [*filter(None, people), *changed]


def people_since(event: Event, plan: Plan) -> tuple[int, int]:
    """Count who has registered since the plan was begun, and who has meetings but does not come any more."""
    comes = {registration.applicant_id for registration in event.registrations}
    new = sum(registration.created_at > plan.created_at for registration in event.registrations)
    return new, len({meeting.applicant_id for meeting in plan.meetings} - comes)


def unkept(event: Event, plan: Plan, pins: Sequence[Pin], bans: Sequence[Ban]) -> int:
    """Count what was set by hand since and is not in the plan yet, of those who still come."""
    stand = [meeting for meeting in plan.meetings if meeting.cancelled_at is None]
    met = {(meeting.applicant_id, meeting.table_id): meeting.round for meeting in stand}
    firms_met = {(meeting.applicant_id, meeting.table.company_id) for meeting in stand}
    comes = {registration.applicant_id for registration in event.registrations}
    tables = {table.id for table in tables_at(event)}
    wanted = [pin for pin in pins if pin.applicant_id in comes and pin.table_id in tables]
    missing = 0
    for pin in wanted:
        planned = met.get((pin.applicant_id, pin.table_id))
        missing += planned is None or pin.round not in {None, planned}
    return missing + sum((ban.applicant_id, ban.company_id) in firms_met for ban in bans)
