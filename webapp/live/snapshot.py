"""Everything a browser needs to be in the right room, in one answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app

from scheduler.clock import Phase, PhaseKind, programme
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.events.next_step import DOORS_OPEN_BEFORE
from webapp.live.announcements import line_shape, partner_state, phase_shape
from webapp.live.ice import ice_servers
from webapp.live.introduction import stand_ins
from webapp.live.partner import partner_card
from webapp.live.protocol import milliseconds
from webapp.live.queries import (
    lines_of,
    load_sides,
    partner_id,
    presence_of,
    presences_by_account,
    ratings_of,
)
from webapp.outcomes.models import Rating
from webapp.planning.models import PlannedDate
from webapp.planning.queries import dates_of
from webapp.planning.reasons import reasons_for_dates

Shape = dict[str, Any]


def snapshot(event: Event, account: Account, now: datetime) -> Shape:
    """Return the evening as one person sees it at a moment."""
    return {
        "server_time": milliseconds(now),
        "event": event_shape(event),
        "phases": [phase_shape(phase) for phase in programme(clock_of(event), now)],
        "me": me(event, account),
        "agenda": agenda(event, account, now),
        "ice_servers": ice_servers(current_app.config, account.id, now),
        "prepare_seconds": current_app.config["PREPARE_SECONDS"],
        "doors_seconds": round(DOORS_OPEN_BEFORE.total_seconds()),
    }


def event_shape(event: Event) -> Shape:
    """Return the frame of the evening."""
    fields = ("id", "name", "rounds", "round_seconds", "changeover_seconds")
    return {field: getattr(event, field) for field in fields}


def me(event: Event, account: Account) -> Shape:
    """Return who asks, and what they show of themselves."""
    state = partner_state(presence_of(event.id, account.id))
    return {
        "account_id": account.id,
        "role": account.role.value,
        "name": account.first_name,
        "microphone": state["microphone"],
        "camera": state["camera"],
    }


def agenda(event: Event, account: Account, now: datetime) -> list[Shape]:
    """List somebody's dates with everything that belongs to each room."""
    dates = dates_of(event.id, account)
    rounds = {p.round: p for p in programme(clock_of(event), now) if p.kind is PhaseKind.ROUND}
    here = presences_by_account(event.id, (p for p in (partner_id(d, account) for d in dates) if p))
    load_sides(dates)
    veiled = stand_ins(event, dates, account, now)
    reasons = reasons_for_dates(event, dates) if dates else {}
    lines, ratings = lines_of(d.id for d in dates), ratings_of(account, (d.id for d in dates))
    return [
        date_shape(date, account, rounds[date.round])
        | {
            "partner": partner_card(date, account, reasons[date.id], veiled.get(date.id)),
            "partner_state": partner_state(here.get(partner_id(date, account) or 0)),
            "lines": [line_shape(line, account.id) for line in lines if line.date_id == date.id],
            "rating": rating_shape(ratings.get(date.id)),
        }
        for date in dates
        if date.round in rounds
    ]


def date_shape(date: PlannedDate, account: Account, phase: Phase) -> Shape:
    """Return when and with whom a date is; the table's side makes the WebRTC offer."""
    return {
        "date_id": date.id,
        "round": date.round,
        "begins_at": milliseconds(phase.begins_at) if phase.begins_at else None,
        "ends_at": milliseconds(phase.ends_at) if phase.ends_at else None,
        "table": date.table.number,
        "offers": date.table.representative_account_id == account.id,
    }


def rating_shape(rating: Rating | None) -> Shape | None:
    """Return the sender's own tap after a date."""
    return None if rating is None else {"impression": rating.impression.value, "note": rating.note}
