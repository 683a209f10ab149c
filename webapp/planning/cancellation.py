"""Why a meeting does not take place, in words both sides may read."""

from __future__ import annotations

from flask_babel import gettext

from webapp.planning.models import CancelledBecause, Meeting


def why_cancelled(meeting: Meeting, over: bool = False) -> str:
    """Say in neutral words why a cancelled meeting does not take place; whose decision it was is not told.

    Once the evening is `over`, why it did not.
    """
    if meeting.cancelled_because is CancelledBecause.EVENT_CANCELLED:
        return gettext("The evening does not take place.")
    if meeting.cancelled_because is CancelledBecause.APPLICANT_LEFT:
        return gettext("The applicant could not come.") if over else gettext("The applicant cannot come.")
    if meeting.cancelled_because is CancelledBecause.NO_SHOW:
        return gettext(
            "One of you was not there, and whoever waited was brought together with somebody else."
        )
    if meeting.cancelled_because is CancelledBecause.ENDED:
        return gettext("The talk was ended.")
    if meeting.cancelled_because in {CancelledBecause.REPLANNED, CancelledBecause.KEPT_APART}:
        return gettext("The plan was changed while the evening ran.")
    return gettext("The firm could not come.") if over else gettext("The firm cannot come.")
