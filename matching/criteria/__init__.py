"""The criteria of a fit, one small file each. The wish (wish.py) stands above them and has no weight."""

from __future__ import annotations

from matching.criteria import distance, languages, occupation, qualification, start_year
from matching.criteria.criterion import Criterion

CRITERIA: tuple[Criterion, ...] = (
    occupation.CRITERION,
    distance.CRITERION,
    qualification.CRITERION,
    start_year.CRITERION,
    languages.CRITERION,
)
