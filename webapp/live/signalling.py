"""What two browsers tell each other about their connection: passed on around their round alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from scheduler.clock import PhaseKind, programme
from webapp.accounts.models import Account
from webapp.live import broadcasts
from webapp.live.addresses import without_addresses
from webapp.live.broadcasts import ServerEvent
from webapp.live.guests import guests, places
from webapp.live.known_meetings import KnownMeeting, know, known_meeting
from webapp.live.longer import lasts_longer
from webapp.live.meeting_now import meeting_here
from webapp.live.refusals import NotNow, WrongMessage

Message = dict[str, Any]

# Clocks of browsers are known to some milliseconds; a phone that has just woken up may be seconds off.
SLACK = timedelta(seconds=5)
# The table's side makes the offers and the applicant answers them; both look for ways.
KINDS_OF_A_TABLE = frozenset({"offer", "candidates"})
KINDS_OF_AN_APPLICANT = frozenset({"answer", "restart", "candidates"})


def relay(
    account: Account, connection: str, message: Message, now: datetime, config: Mapping[str, Any]
) -> bool:
    """Pass what a browser tells the other one on to it; return whether it could be reached."""
    here = meeting_here(account, message["meeting_id"], connection)
    meeting = know(here.meeting, config)
    if message["kind"] not in kinds_of(meeting, account.id):
        raise WrongMessage
    if not is_near(meeting, now, config) and not lasts_longer(here.meeting, now):
        raise NotNow
    return send_on(meeting, message, here.partner_of(account))


def way_between_guests(
    connection: str, message: Message, now: datetime, config: Mapping[str, Any]
) -> tuple[KnownMeeting, str] | None:
    """Find the meeting of a message and where the other side is, without a question to the database.

    None where a side is not here or anything is not known: then `relay` finds out, and says what is wrong.
    """
    guest, meeting = guests.get(connection), known_meeting(message["meeting_id"])
    if guest is None or meeting is None or meeting.event_id != guest.event_id:
        return None
    if places.get((guest.event_id, guest.account_id)) != connection:
        return None
    partner = places.get((guest.event_id, meeting.other_side_of(guest.account_id) or 0))
    other = guest.meetings.get(message["meeting_id"])
    if partner is None or other is None or other.called_off:
        return None
    if message["kind"] not in kinds_of(meeting, guest.account_id) or not is_near(meeting, now, config):
        return None
    return meeting, partner


def send_on(meeting: KnownMeeting, message: Message, partner: str | None) -> bool:
    """Send a message to the other side; where the meeting goes through the relay alone, no address is passed on."""
    if meeting.relay_only:
        data = without_addresses(message["kind"], message["data"])
        if data is None:
            return False
        message = {**message, "data": data}
    if partner is None:
        return False
    broadcasts.tell(ServerEvent.SIGNAL, message, to=partner)
    return True


def kinds_of(meeting: KnownMeeting, account_id: int) -> frozenset[str]:
    """Return what a side of a meeting may signal."""
    return KINDS_OF_AN_APPLICANT if account_id == meeting.applicant else KINDS_OF_A_TABLE


def is_near(meeting: KnownMeeting, now: datetime, config: Mapping[str, Any]) -> bool:
    """Whether it is the time of a meeting: from when browsers prepare it until it ends."""
    prepare = timedelta(seconds=config["PREPARE_SECONDS"])
    phases = programme(meeting.clock, now)
    own = (p for p in phases if p.kind is PhaseKind.ROUND and p.round == meeting.round)
    return any(
        phase.begins_at is not None
        and phase.ends_at is not None
        and phase.begins_at - prepare - SLACK <= now < phase.ends_at + SLACK
        for phase in own
    )
