"""What a lower room announces while it happens, to higher ones that take part in the same transaction.

Other than `webapp/signals.py`, which tells after the commit: whoever listens here is called at once, with the event
held, and what it raises undoes the whole verb. A room below does not know who listens; each feature connects
what it does in its `listeners.py`.
"""

from __future__ import annotations

from blinker import Namespace

_namespace = Namespace()

applicant_withdraws = _namespace.signal(
    "applicant-withdraws", doc="An applicant takes a registration back: `event`, `applicant`, `now`."
)
firm_declined = _namespace.signal("firm-declined", doc="A firm may no longer take part: `company`, `now`.")
seats_changed = _namespace.signal(
    "seats-changed",
    doc="Others sit at the tables of a firm: `event`, `company`, `before` (who heard of which tables), `now`.",
)
timetable_moves = _namespace.signal(
    "timetable-moves", doc="An event is about to have other times, so its agenda no longer fits: `event`."
)
settings_changed = _namespace.signal(
    "settings-changed", doc="An event has another name or times: `event`, `moved`, `postponed`, `now`."
)
event_called_off = _namespace.signal("event-called-off", doc="An event does not take place: `event`, `now`.")
