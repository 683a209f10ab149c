"""What the planner answers: meetings, figures, a certificate for each level, and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from scheduler.file_words import in_file_words
from scheduler.problem import Meeting

# Of a difference of two sums the digits behind are rounding, and would only be read as precision.
DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How good one level of the objective is, and how good it could be at most.

    Attributes
    ----------
    value : float
        What the plan reaches.
    bound : float
        No plan that is as good as the bounds of the levels before can be better than this.
    proven : bool
        Whether nothing better exists: value and bound meet, here and on the levels before.
    """

    value: float
    bound: float
    proven: bool

    @property
    def gap(self) -> float:
        """Distance between value and bound, >= 0, in the unit of the level."""
        return abs(self.value - self.bound)

    def as_document(self) -> dict[str, Any]:
        """For the schedule file."""
        gap = round(self.gap, DECIMALS)
        return {"value": self.value, "bound": self.bound, "gap": gap, "proven": self.proven}


@dataclass(frozen=True, slots=True)
class Certificate:
    """Proven optimal, or bound and gap, for each level."""

    shortfall: Level
    utility: Level
    waiting: Level

    @property
    def optimal(self) -> bool:
        """Whether shortfall and utility are both proven."""
        return self.shortfall.proven and self.utility.proven

    def as_document(self) -> dict[str, Any]:
        """For the schedule file."""
        return {name: getattr(self, name).as_document() for name in ("shortfall", "utility", "waiting")}


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of a plan.

    Attributes
    ----------
    meetings : int
        Number of meetings.
    shortfall : int
        Meetings missing to the guarantee, over both sides.
    utility : float
        Sum over all meetings.
    waiting : int
        Rounds spent waiting between first and last meeting, over both sides.
    first_waiting : int
        The same in the first arrangement, before waiting was shortened.
    fewest_applicant_meetings, fewest_table_meetings : int
        The meetings of whoever has fewest on that side; 0 for an empty side.
    """

    meetings: int
    shortfall: int
    utility: float
    waiting: int
    first_waiting: int
    fewest_applicant_meetings: int
    fewest_table_meetings: int


@dataclass(frozen=True, slots=True)
class QualityPoint:
    """One point of the quality curve: what the best plan was worth after so many seconds."""

    seconds: float
    shortfall: int
    utility: float
    waiting: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One reason, as figures; `sentences` says it to people.

    Attributes
    ----------
    kind : str
        Which reason it is; `scheduler.explaining.explanations` lists them.
    applicant, table : str or None
        Whom it is about.
    figures : mapping of str to number or text
        What the sentence is made of.
    """

    kind: str
    applicant: str | None
    table: str | None
    figures: Mapping[str, float | int | str]

    def as_document(self) -> dict[str, Any]:
        """For the schedule file."""
        who = {"kind": self.kind, "applicant": self.applicant, "table": self.table}
        return who | {"figures": dict(self.figures)}


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule with its proof and its reasons.

    Attributes
    ----------
    meetings : tuple of Meeting
        Sorted by round, applicant, table.
    statistics : Statistics
        Its figures.
    certificate : Certificate
        Proven optimal, or bound and gap, for shortfall, utility and waiting.
    explanations : tuple of Explanation
        Why these pairs, why not those wishes, what the guarantee costs, whom it misses.
    curve : tuple of QualityPoint
        Quality over time while it was made; not part of the file, which is the same for the same seed.
    """

    meetings: tuple[Meeting, ...]
    statistics: Statistics
    certificate: Certificate
    explanations: tuple[Explanation, ...] = ()
    curve: tuple[QualityPoint, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """Everything but the meetings, for the schedule file."""
        return {
            "certificate": self.certificate.as_document(),
            "statistics": in_file_words(asdict(self.statistics)),
            "explanations": [explanation.as_document() for explanation in self.explanations],
        }
