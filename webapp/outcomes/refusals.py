"""Why an answer or a tap after a meeting is not taken; each is a name and a sentence for the person."""

from __future__ import annotations

from flask_babel import gettext

from webapp.errors import Refused


class NotYet(Refused):
    """The meeting has not begun."""

    def __init__(self) -> None:
        super().__init__(gettext("This talk is still to come. You can answer when it has begun."))


class NotMetYet(NotYet):
    """The round of the meeting runs, but both sides have not been there long enough to have met."""

    def __init__(self) -> None:
        Refused.__init__(self, gettext("As soon as you have talked for half a minute, you can answer."))


class Closed(Refused):
    """The time for answers is over."""

    def __init__(self) -> None:
        super().__init__(gettext("The time for answers is over. Nothing was changed."))


class AlreadyMatched(Refused):
    """Both have said yes and have seen each other's contacts; that cannot be unseen."""

    def __init__(self) -> None:
        super().__init__(gettext("You have both said yes, and both have the contacts. This stays so."))
