"""What the organiser types to set something by hand."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext, lazy_gettext

from plaintext.german_order import german_order
from webapp.applicants.models import Applicant
from webapp.events.models import EventTable
from webapp.forms.fields import ChoiceField, HouseForm
from webapp.forms.validators import Answered

ANY_ROUND = "any"


class ByHandForm(HouseForm):
    """An applicant, a table, and perhaps a round."""

    applicant = ChoiceField(
        lazy_gettext("Applicant"), [Answered(lazy_gettext("Please choose who it is about."))], coerce=int
    )
    table = ChoiceField(
        lazy_gettext("Firm and table"), [Answered(lazy_gettext("Please choose a table."))], coerce=int
    )
    round = ChoiceField(lazy_gettext("Round"), [Answered(lazy_gettext("Please choose a round."))])

    def __init__(self, people: Sequence[Applicant], tables: Sequence[EventTable], rounds: int) -> None:
        super().__init__()
        numbered = [(person.id, f"{person.account.name} ({n})") for n, person in enumerate(people, 1)]
        by_name = sorted(numbered, key=lambda choice: german_order(choice[1]))
        seats = sorted(tables, key=lambda table: (german_order(table.company.name), table.number))
        self.applicant.choices = [("", gettext("Please choose")), *by_name]
        self.table.choices = [("", gettext("Please choose")), *((table.id, seat(table)) for table in seats)]
        every = [(str(n), gettext("Round %(number)s", number=n)) for n in range(1, rounds + 1)]
        self.round.choices = [(ANY_ROUND, gettext("any")), *every]

    @property
    def round_number(self) -> int | None:
        """The chosen round; None for any. Only for a form that is valid."""
        return None if self.round.data == ANY_ROUND else int(self.round.data or 0)

    def suggest(self, applicant: int | None, table: int | None) -> None:
        """Fill in a pair that was clicked on."""
        self.applicant.data, self.table.data, self.round.data = applicant, table, ANY_ROUND


def seat(table: EventTable) -> str:
    """Name a table in a list: its firm and its number."""
    return gettext("%(firm)s (table %(number)s)", firm=table.company.name, number=table.number)
