"""Why something cannot be done at the desk right now."""

from __future__ import annotations

from flask_babel import gettext

from webapp.errors import Refused


class ClockIsOther(Refused):
    """Somebody else has pressed the clock since the desk was shown."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Somebody else has just changed the clock. Nothing was changed by you; please look again."
            )
        )


class NotOn(Refused):
    """The evening has not begun, or is over."""

    def __init__(self) -> None:
        super().__init__(gettext("The clock can be changed only while the evening runs."))


class Paused(Refused):
    """The clock stands still."""

    def __init__(self) -> None:
        super().__init__(gettext("The evening is paused. Let it go on first."))


class NotPaused(Refused):
    """The clock runs."""

    def __init__(self) -> None:
        super().__init__(gettext("The evening is not paused."))


class TooShort(Refused):
    """There is no minute left that could be taken."""

    def __init__(self) -> None:
        super().__init__(gettext("There is not a minute left to take away."))


class EndsAnyway(Refused):
    """The phase ends by itself before a press could let it."""

    def __init__(self) -> None:
        super().__init__(gettext("It ends by itself in a few seconds."))


class TooLateToUndo(Refused):
    """What was done to the clock has taken effect."""

    def __init__(self) -> None:
        super().__init__(gettext("It is too late to undo that. You can change the clock once more."))


class OverAlready(Refused):
    """The evening is over; nobody would read it."""

    def __init__(self) -> None:
        super().__init__(gettext("The evening is over; nobody would read that any more."))


class NothingAnnounced(Refused):
    """The announcement was taken back already."""

    def __init__(self) -> None:
        super().__init__(gettext("This announcement is gone already. Perhaps somebody else took it back."))


class CallIsOver(Refused):
    """Somebody has been helped already."""

    def __init__(self) -> None:
        super().__init__(gettext("This call is over already. Perhaps somebody else has helped."))


class NothingProposed(Refused):
    """The proposal was decided about already, or replaced by another one."""

    def __init__(self) -> None:
        super().__init__(gettext("This proposal is no longer open. Perhaps somebody else has decided."))


class ProposalOutdated(Refused):
    """The evening is not as it was when the proposal was made."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The evening has gone on since this was proposed. Nothing was changed; please ask for a new one."
            )
        )


class KnownAsSomebodyElse(Refused):
    """The address of a walk-in belongs to somebody who is no applicant."""

    def __init__(self) -> None:
        super().__init__(gettext("This address belongs to somebody of a firm or of the association."))


class NoSuchTalk(Refused):
    """The talk has begun, is over, or does not stand any more."""

    def __init__(self) -> None:
        super().__init__(gettext("This talk cannot be changed any more. Please look again."))


class RoundNotFree(Refused):
    """One of the two is not free in that round by now."""

    def __init__(self) -> None:
        super().__init__(gettext("One of the two is not free in that round. Nothing was changed."))


class BreakInRound(Refused):
    """A break begins between two rounds."""

    def __init__(self) -> None:
        super().__init__(
            gettext("A break can be put in between two rounds. In a round, pause the evening instead.")
        )
