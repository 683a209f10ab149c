"""The verbs of events, by what they are about: the settings, who comes, and the wishes."""

from webapp.events.services.availability import set_availability
from webapp.events.services.events import EventSettings, cancel_event, create_event, edit_event, open_event
from webapp.events.services.registration import (
    register_applicant,
    seat_company,
    withdraw_applicant,
    withdraw_company,
)
from webapp.events.services.wishes import save_wishes

__all__ = [
    "EventSettings",
    "cancel_event",
    "create_event",
    "edit_event",
    "open_event",
    "register_applicant",
    "save_wishes",
    "seat_company",
    "set_availability",
    "withdraw_applicant",
    "withdraw_company",
]
