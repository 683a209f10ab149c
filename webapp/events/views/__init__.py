"""The pages of `events`: for organisers to make an evening, for people to come."""

from webapp.events.views import coming, looking, organising, wishing
from webapp.events.views.blueprint import blueprint

__all__ = ["blueprint", "coming", "looking", "organising", "wishing"]
