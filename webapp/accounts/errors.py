"""Why a link does not sign in, or somebody cannot be invited; each says what to do now."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext

from webapp.errors import Refused


class LinkRefused(Refused):
    """A link that does not sign in; the sentence stands in the class."""

    sentence = lazy_gettext("This link does not sign in.")
    status = 410

    def __str__(self) -> str:
        return str(self.sentence)


class LinkUnknown(LinkRefused):
    """No link has this token."""

    sentence = lazy_gettext(
        "We do not know this link. Perhaps it was cut off in the mail. A new one is quickly sent."
    )
    status = 404


class LinkUsed(LinkRefused):
    """The link has signed somebody in before."""

    sentence = lazy_gettext(
        "This link was used already, and each works only once. A new one is quickly sent."
    )


class LinkExpired(LinkRefused):
    """The link is too old."""

    sentence = lazy_gettext("This link is too old. A new one is quickly sent.")


class LinkOfSomebodyElse(LinkRefused):
    """Somebody who is signed in opened the link of another person."""

    sentence = lazy_gettext("This link belongs to another person.")
    status = 409


class CodeUnknown(Refused):
    """Nobody is waiting for these letters, or not any more."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "We do not know this code. It works once and for half an hour; a new one is made at the desk."
            )
        )


class AddressTaken(Refused):
    """Somebody of this association has the address already."""

    def __init__(self) -> None:
        super().__init__(gettext("There is an account with this address already."))
