"""Why the live evening refuses something; each is a name in the protocol and a sentence for the person."""

from __future__ import annotations

from flask_babel import gettext

from webapp.errors import SENTENCES, Refused


class SignedOut(Refused):
    """Nobody is signed in on this connection, or no longer."""

    def __init__(self) -> None:
        super().__init__(gettext("You are signed out. Please sign in again; your place is kept."))


class NotAllowed(Refused):
    """The role of the account may not do this."""

    def __init__(self) -> None:
        super().__init__(gettext("This is for other people of the evening."))


class NotFound(Refused):
    """There is no such event for this account."""

    def __init__(self) -> None:
        super().__init__(gettext("There is no such evening for you. Perhaps the link is old?"))


class NotPublished(Refused):
    """The event has no published plan."""

    def __init__(self) -> None:
        super().__init__(gettext("The plan of this evening is not published yet. You get a mail when it is."))


class NotCheckedIn(Refused):
    """The connection has not checked in at the event, or another one has taken its place."""

    def __init__(self) -> None:
        super().__init__(gettext("You are not checked in here. Please reload the page."))


class NotYourMeeting(Refused):
    """The meeting is another person's, of an older plan, or does not exist: which one is not told."""

    def __init__(self) -> None:
        super().__init__(gettext("This is not one of your talks. Please reload the page."))


class NoLongerHere(Refused):
    """What let somebody be at the evening has ended: a release, a registration, a seat, an account."""

    def __init__(self) -> None:
        super().__init__(
            gettext("You no longer take part in this evening. If that is a mistake, write to the organisers.")
        )


class CalledOff(Refused):
    """One of the person's meetings does not take place."""

    def __init__(self) -> None:
        super().__init__(gettext("This talk does not take place."))


class NotNow(Refused):
    """It is one of the person's meetings, but not the time for this."""

    def __init__(self) -> None:
        super().__init__(gettext("This talk is not on right now."))


class NoTimeToGive(Refused):
    """What follows a talk is too short, or nothing, so that it cannot last longer."""

    def __init__(self) -> None:
        super().__init__(gettext("There is no time left over after this talk."))


class AlreadyRunning(Refused):
    """The first round has begun; it cannot be started again."""

    def __init__(self) -> None:
        super().__init__(gettext("The evening is already running."))


class AlreadyStarting(Refused):
    """Somebody has pressed start now, and the seconds before the first round run."""

    def __init__(self) -> None:
        super().__init__(gettext("Somebody has just started the evening. It begins in a few seconds."))


class BeginsAnyway(Refused):
    """The evening begins by itself before a start by hand would let it."""

    def __init__(self) -> None:
        super().__init__(gettext("The evening begins by itself in a few seconds."))


class NothingToStop(Refused):
    """Nobody has pressed start now, or somebody has stopped it already."""

    def __init__(self) -> None:
        super().__init__(gettext("Nothing is counting down. Perhaps somebody else has just stopped it."))


class TooLateToStop(Refused):
    """The first round has begun."""

    def __init__(self) -> None:
        super().__init__(gettext("The first round has begun. It can no longer be stopped."))


class WrongMessage(Refused):
    """The message is of the wrong type, too long, or carries what does not belong there."""

    def __init__(self) -> None:
        super().__init__(gettext("This message could not be understood. Please reload the page."))


class TooOften(Refused):
    """More messages than a person can make."""

    def __init__(self) -> None:
        super().__init__(gettext("That was a bit fast. Please wait a moment and try again."))


class Busy(Refused):
    """The database is held or overrun; the same may work in a moment."""

    def __init__(self) -> None:
        super().__init__(str(SENTENCES[503]))


class ServerError(Refused):
    """A mistake of ours; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(gettext("Something went wrong on our side. Nothing was changed. Please try again."))
