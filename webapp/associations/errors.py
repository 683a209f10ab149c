"""What is not done with an association, and why."""

from __future__ import annotations

from flask_babel import gettext

from webapp.errors import Refused


class AddressTaken(Refused):
    """Somebody of this association has the address already."""

    def __init__(self) -> None:
        super().__init__(gettext("There is an account with this address already."))
