"""Why the live evening refuses something; each is a name in the protocol and a sentence for the person."""

from __future__ import annotations

from flask_babel import gettext

from webapp.errors import Refused


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


class NotYourDate(Refused):
    """The date is another person's, of an older plan, or does not exist: which one is not told."""

    def __init__(self) -> None:
        super().__init__(gettext("This is not one of your talks. Please reload the page."))


class NotNow(Refused):
    """It is one of the person's dates, but not the time for this."""

    def __init__(self) -> None:
        super().__init__(gettext("This talk is not on right now."))


class AlreadyRunning(Refused):
    """The first round has begun; it cannot be started again."""

    def __init__(self) -> None:
        super().__init__(gettext("The evening is already running."))


class WrongMessage(Refused):
    """The message is of the wrong type, too long, or carries what does not belong there."""

    def __init__(self) -> None:
        super().__init__(gettext("This message could not be understood. Please reload the page."))


class TooOften(Refused):
    """More messages than a person can make."""

    def __init__(self) -> None:
        super().__init__(gettext("That was a bit fast. Please wait a moment and try again."))


class ServerError(Refused):
    """A mistake of ours; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(gettext("Something went wrong on our side. Nothing was changed. Please try again."))
