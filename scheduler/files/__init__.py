"""Instance, schedule and replan files: reading them with complaints that name the place, and writing them."""

from scheduler.files.fields import read_document
from scheduler.files.instance import INSTANCE_FORMAT, instance_json, parse_instance, read_instance
from scheduler.files.request import parse_request, read_request
from scheduler.files.schedule import (
    SCHEDULE_FORMAT,
    Schedule,
    parse_schedule,
    plan_json,
    read_schedule,
    schedule_json,
    validate_published,
)

__all__ = [
    "INSTANCE_FORMAT",
    "SCHEDULE_FORMAT",
    "Schedule",
    "instance_json",
    "parse_instance",
    "parse_request",
    "parse_schedule",
    "plan_json",
    "read_document",
    "read_instance",
    "read_request",
    "read_schedule",
    "schedule_json",
    "validate_published",
]
