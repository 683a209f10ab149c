"""Meetings in which nobody learns an address: the two browsers meet at the operator's relay alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webapp.applicants.age import may_be_under_age
from webapp.config import has_relay
from webapp.planning.models import Meeting


def is_relay_only(meeting: Meeting, config: Mapping[str, Any]) -> bool:
    """Whether the association wants it so, or the applicant may be under age and there is a relay."""
    event = meeting.plan.event
    # Asked for the evening, not for this second: both sides and every message get the same answer.
    young = may_be_under_age(meeting.applicant, event.starts_at)
    return bool(event.association.relay_only) or (young and has_relay(config))


def ice_transport_policy(meeting: Meeting, config: Mapping[str, Any]) -> str:
    """Return which ways `RTCPeerConnection` may look for."""
    return "relay" if is_relay_only(meeting, config) else "all"
