"""What is not done with a firm, and why."""

from __future__ import annotations

from flask_babel import gettext

from webapp.errors import Refused


class DuplicateOffer(Refused):
    """The firm offers this occupation for this year already."""

    def __init__(self) -> None:
        super().__init__(
            gettext("This occupation is in your offers for this year already. Please change the other one.")
        )


class LastOffer(Refused):
    """A firm without an offer cannot be met."""

    def __init__(self) -> None:
        super().__init__(gettext("One offer has to stay. Please add another one first."))


class AlreadyDecided(Refused):
    """Somebody of the association was quicker."""

    def __init__(self) -> None:
        super().__init__(gettext("This has been decided already, perhaps by a colleague of yours."))
