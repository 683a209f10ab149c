"""The planner's own reasons, with the names of the people instead of their keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import get_locale, gettext

from plaintext.catalogues import language_of
from scheduler.explaining.sentences import SENTENCES, reason, sentence
from scheduler.plan import Explanation
from webapp.applicants.models import Applicant
from webapp.events.models import Event
from webapp.events.queries import tables_with_people
from webapp.fit.scoring import applicant_key, row_number
from webapp.planning.models import Meeting, Plan
from webapp.planning.problem import table_key

# What an organiser wants to know of the whole plan, in this order.
OF_THE_PLAN = (
    *(kind for kind in SENTENCES if kind.startswith("missed_")),
    "sought_table",
    "sought_firm",
    "promise_total",
    "promise_total_lost",
    "promise_cost",
)
# Of a single meeting only what is not said by its fit: somebody wanted it, or a promise needed it.
OF_A_MEETING = frozenset({"pinned_date", "promised_date", "promised_date_short"})
OF_A_WISH = frozenset(kind for kind in SENTENCES if kind.startswith("wish_"))


def explanation_of(row: Mapping[str, Any]) -> Explanation:
    """Read one explanation of a schedule file; its own sentences know keys only and are left aside."""
    return Explanation(row["kind"], row["applicant"], row["table"], row["figures"])


class Speaker:
    """Says the explanations of a plan."""

    def __init__(self, event: Event, plan: Plan, people: Sequence[Applicant]) -> None:
        self.locale = language_of(str(get_locale()))
        self.names = {applicant_key(person.id): person.account.name for person in people}
        tables = tables_with_people(event)
        self.names |= {
            table_key(table.id): gettext(
                "%(firm)s (table %(number)s)", firm=table.company.name, number=table.number
            )
            for table in tables
        }
        self.firms = {table_key(table.id): table.company_id for table in tables}
        # Plans of earlier versions hold reasons that are no longer said.
        rows = [row for row in plan.outcome.get("explanations") or [] if row["kind"] in SENTENCES]
        self.explanations = [explanation_of(row) for row in rows]

    def of_the_plan(self) -> list[str]:
        """Say what was wanted most, whom a promise misses and what promises cost."""
        rank = {kind: place for place, kind in enumerate(OF_THE_PLAN)}
        found = [explanation for explanation in self.explanations if explanation.kind in rank]
        return [self.say(explanation) for explanation in sorted(found, key=lambda e: rank[e.kind])]

    def of_wishes(self) -> dict[tuple[int, int], str]:
        """Say why applicants do not meet firms, by their rows: only why, as both are named beside it."""
        return {
            (row_number(e.applicant), self.firms[e.table]): reason(e, self.locale, self.name)
            for e in self._about_pairs(OF_A_WISH)
            if e.applicant and e.table in self.firms
        }

    def of_meeting(self, meeting: Meeting) -> list[str]:
        """Say what made a meeting besides its fit."""
        pair = applicant_key(meeting.applicant_id), table_key(meeting.table_id)
        return [self.say(e) for e in self._about_pairs(OF_A_MEETING) if (e.applicant, e.table) == pair]

    def say(self, explanation: Explanation) -> str:
        """Say one explanation; who has left since is called by nothing personal."""
        return sentence(explanation, self.locale, self.name)

    def name(self, _side: str, key: str) -> str:
        """Return what to call somebody."""
        return self.names.get(key) or gettext("somebody who does not come any more")

    def _about_pairs(self, kinds: Collection[str]) -> Iterator[Explanation]:
        """Yield the explanations of some kinds."""
        return (explanation for explanation in self.explanations if explanation.kind in kinds)
