"""The pages of the live evening, one file for each thing people do there."""

from webapp.live.views import desk, evening, people, proposals
from webapp.live.views.blueprint import blueprint

__all__ = ["blueprint", "desk", "evening", "people", "proposals"]
