"""The stages of the planner in words, and what the page of a running plan is told."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext

from webapp.planning.models import Plan, PlanState

STAGES = {
    "": lazy_gettext("Collecting profiles and wishes"),
    "pairs": lazy_gettext("Who meets whom?"),
    "rounds": lazy_gettext("Who meets in which round?"),
    "waiting": lazy_gettext("Shortening waiting times"),
    "explanations": lazy_gettext("Writing down the reasons"),
    "done": lazy_gettext("Checking the plan"),
}


def stage_words(stage: str) -> str:
    """Say what the planner does; a stage we do not know is work like any other."""
    return str(STAGES.get(stage) or gettext("Improving the plan"))


def progress_of(plan: Plan | None) -> dict[str, Any]:
    """Return what the page asks for while it waits."""
    if plan is None:
        return {"solving": False}
    return {
        "solving": plan.state is PlanState.SOLVING,
        "progress": round(plan.progress, 3),
        "words": stage_words(plan.stage),
    }
