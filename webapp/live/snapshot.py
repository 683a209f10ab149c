"""Everything a browser needs to be in the right room, in one answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app

from scheduler.clock import Phase, PhaseKind, phase_at, programme
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.events.next_step import LOBBY_OPENS_BEFORE
from webapp.fit.profiles import profile_title
from webapp.live.announcements import announced_to
from webapp.live.broadcasts import announcement_shape, line_shape, partner_state, phase_shape
from webapp.live.cards import partner_card
from webapp.live.disclosure import stand_ins
from webapp.live.held import standings_by
from webapp.live.help_state import help_state
from webapp.live.ice import ice_servers
from webapp.live.longer import NOT_ASKED, Longer, longer_of
from webapp.live.models import Rating
from webapp.live.own_evening import OwnEvening
from webapp.live.protocol import milliseconds
from webapp.live.queries import lines_of, ratings_of
from webapp.live.relay_only import ice_transport_policy
from webapp.planning.cancellation import why_cancelled
from webapp.planning.models import Meeting
from webapp.planning.timetable import timed_meetings

Shape = dict[str, Any]

# A talk is on, or may last a little longer.
LASTING = frozenset({PhaseKind.ROUND, PhaseKind.CHANGEOVER})


def snapshot(own: OwnEvening, now: datetime) -> Shape:
    """Return the whole evening as one person sees it at a moment."""
    return {
        "server_time": milliseconds(now),
        "event": event_shape(own.event),
        "phases": [phase_shape(phase) for phase in programme(clock_of(own.event), now)],
        "me": me(own),
        "agenda": agenda(own, now),
        "cancelled": cancelled(own, now),
        "announcements": [announcement_shape(each) for each in announced_to(own.account, own.event.id)],
        "help": help_state(own.account.id, own.event.id),
        "ice_servers": ice_servers(current_app.config, own.account.id, now),
        "no_show_seconds": current_app.config["NO_SHOW_SECONDS"],
        "prepare_seconds": current_app.config["PREPARE_SECONDS"],
        "lobby_seconds": round(LOBBY_OPENS_BEFORE.total_seconds()),
    }


def event_shape(event: Event) -> Shape:
    """Return the settings of the evening."""
    fields = ("id", "name", "rounds", "round_seconds", "changeover_seconds")
    return {field: getattr(event, field) for field in fields}


def me(own: OwnEvening) -> Shape:
    """Return who asks, and what they show of themselves."""
    wished = own.presence
    return {
        "account_id": own.account.id,
        "role": own.account.role.value,
        "name": own.account.first_name,
        "in_hall": wished is not None and wished.in_hall,
        "microphone": wished is None or wished.microphone,
        "camera": wished is None or wished.camera,
    }


def agenda(own: OwnEvening, now: datetime) -> list[Shape]:
    """List somebody's meetings with everything that belongs to each room."""
    rounds = {p.round: p for p in programme(clock_of(own.event), now) if p.kind is PhaseKind.ROUND}
    meetings = [meeting for meeting in own.meetings if meeting.round in rounds]
    if not meetings:
        return []
    account, veiled = own.account, stand_ins(own, now)
    standing = standings_by(own.event, meetings, own.intervals, now)
    # Nothing was said or answered of a talk before it began.
    begun = [d.id for d in meetings if (begins_at := rounds[d.round].begins_at) and begins_at <= now]
    lines, ratings = (lines_of(begun), ratings_of(account, begun)) if begun else ([], {})
    longer = longer_now(own, now)
    return [
        meeting_shape(meeting, account, rounds[meeting.round])
        | {
            "partner": partner_card(meeting, account, veiled.get(meeting.id)),
            "partner_state": partner_state(own.partner_at(meeting)),
            "called_off": own.is_called_off(meeting),
            "ice_transport_policy": ice_transport_policy(meeting, current_app.config),
            "lines": [line_shape(line, account.id) for line in lines if line.meeting_id == meeting.id],
            "rating": rating_shape(ratings.get(meeting.id)),
            "met": standing[meeting.id].has_begun,
            "longer": longer.get(meeting.id, NOT_ASKED)._asdict(),
        }
        for meeting in meetings
    ]


def longer_now(own: OwnEvening, now: datetime) -> dict[int, Longer]:
    """Return how it stands with lasting longer for the talk that is on, or may go on while people change over."""
    phase = phase_at(clock_of(own.event), now)
    last = phase.round - 1 if phase.kind is PhaseKind.CHANGEOVER else phase.round
    on = [meeting for meeting in own.meetings if meeting.round == last]
    return longer_of(on, own.account) if on and phase.kind in LASTING else {}


def cancelled(own: OwnEvening, now: datetime) -> list[Shape]:
    """List somebody's meetings that do not take place: enough to say so, and nothing of who has left."""
    return [
        {
            "round": timed.meeting.round,
            "begins_at": milliseconds(timed.begins_at),
            "table": timed.meeting.table.number,
            "title": timed.meeting.table.company.name
            if timed.meeting.applicant.account_id == own.account.id
            else profile_title(own.numbers.get(timed.meeting.applicant_id)),
            "why": why_cancelled(timed.meeting),
        }
        for timed in timed_meetings(own.event, own.cancelled, now)
    ]


def meeting_shape(meeting: Meeting, account: Account, phase: Phase) -> Shape:
    """Return when and with whom a meeting is; the table's side makes the WebRTC offer."""
    return {
        "meeting_id": meeting.id,
        "round": meeting.round,
        "begins_at": milliseconds(phase.begins_at) if phase.begins_at else None,
        "ends_at": milliseconds(phase.ends_at) if phase.ends_at else None,
        "table": meeting.table.number,
        "offers": meeting.table.representative_account_id == account.id,
    }


def rating_shape(rating: Rating | None) -> Shape | None:
    """Return the sender's own tap after a meeting."""
    return None if rating is None else {"impression": rating.impression.value, "note": rating.note}
