"""Plans of an event: each press on "plan" is a version with its dates and its certificate."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.applicants.models import Applicant
from webapp.companies.models import Company
from webapp.database import UtcDateTime, enum_column, now
from webapp.events.models import Event, EventTable
from webapp.extensions import Model


class PlanState(enum.StrEnum):
    """The life of a plan."""

    SOLVING = "solving"
    SOLVED = "solved"
    FAILED = "failed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


NEXT_STATES: dict[PlanState, frozenset[PlanState]] = {
    PlanState.SOLVING: frozenset({PlanState.SOLVED, PlanState.FAILED}),
    PlanState.SOLVED: frozenset({PlanState.PUBLISHED}),
    PlanState.FAILED: frozenset(),
    PlanState.PUBLISHED: frozenset({PlanState.SUPERSEDED}),
    PlanState.SUPERSEDED: frozenset({PlanState.PUBLISHED}),
}


def one_per_event(state: str) -> sa.Index:
    """Return the rule that an event has at most one plan in a state."""
    only = sa.text(f"state = '{state}'")
    return sa.Index(
        f"uq_plan_event_id_{state}", "event_id", unique=True, sqlite_where=only, postgresql_where=only
    )


class Plan(Model):
    """One version of the rotation of an event."""

    __table_args__ = (
        sa.UniqueConstraint("event_id", "version"),
        one_per_event("solving"),
        one_per_event("published"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    version: Mapped[int]
    state: Mapped[PlanState] = mapped_column(enum_column(PlanState), default=PlanState.SOLVING)
    progress: Mapped[float] = mapped_column(default=0.0, comment="0 to 1, while solving")
    stage: Mapped[str] = mapped_column(sa.String(80), default="", comment="what the planner does right now")
    failure: Mapped[str] = mapped_column(sa.String(400), default="", comment="a sentence, if it failed")
    outcome: Mapped[dict[str, Any]] = mapped_column(
        sa.JSON,
        default=dict,
        deferred=True,
        comment="statistics, certificate and explanations of the planner",
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    heard_at: Mapped[datetime] = mapped_column(
        UtcDateTime, default=now, comment="last word of the solving process"
    )
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    dates: Mapped[list[PlannedDate]] = relationship(
        cascade="all, delete-orphan", back_populates="plan", order_by="PlannedDate.round"
    )


class PlannedDate(Model):
    """An applicant at a table in a round: the one-to-one talk, and its video room."""

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "round", "table_id"),
        sa.UniqueConstraint("plan_id", "round", "applicant_id"),
        sa.CheckConstraint("round >= 1", name="round"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id", ondelete="CASCADE"))
    round: Mapped[int]
    table_id: Mapped[int] = mapped_column(sa.ForeignKey("event_table.id", ondelete="CASCADE"), index=True)
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("applicant.id", ondelete="CASCADE"), index=True)
    utility: Mapped[float] = mapped_column(comment="0 to 1, the matching score of the pair")

    plan: Mapped[Plan] = relationship(back_populates="dates")
    table: Mapped[EventTable] = relationship()
    applicant: Mapped[Applicant] = relationship()


class Pin(Model):
    """A date the organiser wants in every plan of the event, in a round or in any."""

    __table_args__ = (sa.UniqueConstraint("event_id", "applicant_id", "table_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("applicant.id", ondelete="CASCADE"), index=True)
    table_id: Mapped[int] = mapped_column(sa.ForeignKey("event_table.id", ondelete="CASCADE"), index=True)
    round: Mapped[int | None]

    applicant: Mapped[Applicant] = relationship()
    table: Mapped[EventTable] = relationship()


class Ban(Model):
    """An applicant and a firm that the organiser keeps apart in every plan of the event."""

    __table_args__ = (sa.UniqueConstraint("event_id", "applicant_id", "company_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("applicant.id", ondelete="CASCADE"), index=True)
    company_id: Mapped[int] = mapped_column(sa.ForeignKey("company.id", ondelete="CASCADE"), index=True)

    applicant: Mapped[Applicant] = relationship()
    company: Mapped[Company] = relationship()
