"""What two browsers tell each other about their connection: passed on around their round alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from scheduler.clock import PhaseKind, programme
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.live import broadcasts
from webapp.live.addresses import without_addresses
from webapp.live.broadcasts import ServerEvent
from webapp.live.meeting_now import meeting_here
from webapp.live.refusals import NotNow, WrongMessage
from webapp.live.relay_only import is_relay_only
from webapp.planning.models import Meeting

# Clocks of browsers are known to some milliseconds; a phone that has just woken up may be seconds off.
SLACK = timedelta(seconds=5)
# The table's side makes the offers and the applicant answers them; both look for ways.
KINDS_OF_A_TABLE = frozenset({"offer", "candidate"})
KINDS_OF_AN_APPLICANT = frozenset({"answer", "restart", "candidate"})


def relay(
    account: Account, connection: str, message: dict[str, Any], now: datetime, config: Mapping[str, Any]
) -> bool:
    """Pass what a browser tells the other one on to it; return whether it could be reached.

    Where a meeting goes through the relay alone, no address of a device is passed on.
    """
    here = meeting_here(account, message["meeting_id"], connection)
    meeting = here.meeting
    if message["kind"] not in kinds_of(meeting, account):
        raise WrongMessage
    if not is_near(meeting, now, timedelta(seconds=config["PREPARE_SECONDS"])):
        raise NotNow
    if is_relay_only(meeting, config):
        data = without_addresses(message["kind"], message["data"])
        if data is None:
            return False
        message = {**message, "data": data}
    partner = here.partner_of(account)
    if partner is None:
        return False
    broadcasts.tell(ServerEvent.SIGNAL, message, to=partner)
    return True


def kinds_of(meeting: Meeting, account: Account) -> frozenset[str]:
    """Return what a side of a meeting may signal."""
    applicant = meeting.applicant.account_id == account.id
    return KINDS_OF_AN_APPLICANT if applicant else KINDS_OF_A_TABLE


def is_near(meeting: Meeting, now: datetime, prepare: timedelta) -> bool:
    """Whether it is the time of a meeting: from when browsers prepare it until it ends."""
    phases = programme(clock_of(meeting.plan.event), now)
    own = (p for p in phases if p.kind is PhaseKind.ROUND and p.round == meeting.round)
    return any(
        phase.begins_at is not None
        and phase.ends_at is not None
        and phase.begins_at - prepare - SLACK <= now < phase.ends_at + SLACK
        for phase in own
    )
