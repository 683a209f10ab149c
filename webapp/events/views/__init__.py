"""The pages of `events`: for organisers to make an evening, for people to come.

Those that show other features too are in `pages/`: the list, the evening itself, its wishes and weights.
"""

from webapp.events.views import events, registration
from webapp.events.views.blueprint import blueprint

__all__ = ["blueprint", "events", "registration"]
