"""Who meets whom, when: a planner for rotations of one-to-one talks, with proof and reasons."""

from scheduler.check import ReplanVerdict, Verdict, check, check_replan
from scheduler.plan import Certificate, Explanation, Level, Plan, QualityPoint, Statistics
from scheduler.presence import PresenceChange, ReplanRequest
from scheduler.problem import Applicant, Guarantee, Pin, PlannedDate, Problem, Table, Utility
from scheduler.replan import replan
from scheduler.replanning.result import Move, Replan
from scheduler.solve import solve

__all__ = [
    "Applicant",
    "Certificate",
    "Explanation",
    "Guarantee",
    "Level",
    "Move",
    "Pin",
    "Plan",
    "PlannedDate",
    "PresenceChange",
    "Problem",
    "QualityPoint",
    "Replan",
    "ReplanRequest",
    "ReplanVerdict",
    "Statistics",
    "Table",
    "Utility",
    "Verdict",
    "check",
    "check_replan",
    "replan",
    "solve",
]
