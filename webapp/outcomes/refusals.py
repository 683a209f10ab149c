"""Why an answer or a tap after a date is not taken; each is a name and a sentence for the person."""

from __future__ import annotations

from flask_babel import gettext

from webapp.errors import Refused


class NotYourDate(Refused):
    """The date is another person's, of an older plan, or does not exist: which one is not told."""

    def __init__(self) -> None:
        super().__init__(gettext("This is not one of your talks. Please reload the page."))


class NotNow(Refused):
    """The tap after a date comes before its last minute, or long after the evening."""

    def __init__(self) -> None:
        super().__init__(gettext("This talk cannot be rated right now. It can from its last minute on."))


class NotYet(Refused):
    """The date has not begun."""

    def __init__(self) -> None:
        super().__init__(gettext("This talk is still to come. You can answer when it has begun."))


class Closed(Refused):
    """The time for answers is over."""

    def __init__(self) -> None:
        super().__init__(gettext("The time for answers is over. Nothing was changed."))


class AlreadyMatched(Refused):
    """Both have said yes and have seen each other's contacts; that cannot be unseen."""

    def __init__(self) -> None:
        super().__init__(gettext("You have both said yes, and both have the contacts. This stays so."))
