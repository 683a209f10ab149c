"""The pages of the live evening, one file for each thing people do there."""

from webapp.live.views import desk, device_check, evening, hall, people, proposals, talks
from webapp.live.views.blueprint import blueprint

__all__ = ["blueprint", "desk", "device_check", "evening", "hall", "people", "proposals", "talks"]
