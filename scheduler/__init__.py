"""Who meets whom, when: a planner for rotations of one-to-one talks, with proof and reasons."""

from scheduler.plan import Certificate, Explanation, Level, Plan, QualityPoint, Statistics
from scheduler.problem import Applicant, Guarantee, Pin, PlannedDate, Problem, Table, Utility
from scheduler.solve import solve

__all__ = [
    "Applicant",
    "Certificate",
    "Explanation",
    "Guarantee",
    "Level",
    "Pin",
    "Plan",
    "PlannedDate",
    "Problem",
    "QualityPoint",
    "Statistics",
    "Table",
    "Utility",
    "solve",
]
