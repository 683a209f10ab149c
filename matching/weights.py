"""How much each criterion counts in one event."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from matching.criteria import CRITERIA
from matching.criteria.criterion import Side
from matching.errors import InvalidWeights

LARGEST = 100.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the criteria; only their proportions matter.

    The wish has none, as it always counts more than everything else (`matching.views`). What fits is, for
    each side, the weighted mean of the criteria that count for it.

    Attributes
    ----------
    occupation, distance, qualification, start_year, languages : float
        In [0, 100]; 0 leaves the criterion out.

    Raises
    ------
    InvalidWeights
        For a weight outside its range, or when nothing is left in one side's view.
    """

    occupation: float = 5.0
    distance: float = 3.0
    qualification: float = 2.0
    start_year: float = 2.0
    languages: float = 1.0

    def __post_init__(self) -> None:
        for field in fields(self):
            _check_weight(field.name, getattr(self, field.name))
        for side in Side:
            if not any(self._of(side).values()):
                raise InvalidWeights(f"no criterion is left that counts for the {side.value}")

    def shares(self, side: Side) -> dict[str, float]:
        """Share of each criterion in a side's view; they sum to 1, and are 0 for what it does not see."""
        weights = self._of(side)
        total = math.fsum(weights.values())
        return {name: weight / total for name, weight in weights.items()}

    def _of(self, side: Side) -> dict[str, float]:
        return {
            criterion.name: getattr(self, criterion.name) * (side in criterion.counts_for)
            for criterion in CRITERIA
        }


def _check_weight(name: str, weight: object) -> None:
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= LARGEST:
        raise InvalidWeights(f"{name}: {weight!r} is not a number from 0 to {LARGEST:g}")
