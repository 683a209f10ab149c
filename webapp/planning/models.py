"""Plans of an event: each press on "plan" is a version with its meetings and its certificate."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Account
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
    meetings: Mapped[list[Meeting]] = relationship(
        cascade="all, delete-orphan", back_populates="plan", order_by="Meeting.round"
    )


class CancelledBecause(enum.StrEnum):
    """Why a published meeting does not take place."""

    APPLICANT_LEFT = "applicant left"
    TABLE_LEFT = "table left"
    FIRM_NOT_RELEASED = "firm not released"
    EVENT_CANCELLED = "event cancelled"
    NO_SHOW = "no show"
    REPLANNED = "replanned"
    KEPT_APART = "kept apart"
    ENDED = "ended"


class MissedBy(enum.StrEnum):
    """Which side was not there for a meeting that did not take place."""

    APPLICANT = "applicant"
    TABLE = "table"
    BOTH = "both"


def at_most_once(side: str) -> sa.Index:
    """Return the rule that a side has at most one meeting in a round, beside those that were cancelled."""
    stands = sa.text("cancelled_at IS NULL")
    return sa.Index(
        f"uq_meeting_plan_id_round_{side}_id",
        "plan_id",
        "round",
        f"{side}_id",
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )


class Meeting(Model):
    """An applicant at a table in a round: the one-to-one talk, and its video room.

    A published one is never lost: if a side leaves, it is cancelled; so no foreign key deletes it.
    """

    __table_args__ = (
        at_most_once("table"),
        at_most_once("applicant"),
        sa.CheckConstraint("round >= 1", name="round"),
        sa.Index(
            "ix_meeting_undecided",
            "plan_id",
            "round",
            sqlite_where=sa.text("held IS NULL"),
            postgresql_where=sa.text("held IS NULL"),
        ),
        sa.CheckConstraint("(cancelled_at IS NULL) = (cancelled_because IS NULL)", name="cancelled"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id", ondelete="CASCADE"))
    round: Mapped[int]
    table_id: Mapped[int] = mapped_column(sa.ForeignKey("event_table.id"), index=True)
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("applicant.id"), index=True)
    utility: Mapped[float] = mapped_column(comment="0 to 1, the matching score of the pair")
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(
        sa.JSON,
        default=list,
        deferred=True,
        comment="why the two meet, the strongest first: criterion, value, weight, a sentence for each language",
    )
    held: Mapped[bool | None] = mapped_column(comment="whether it took place; empty: not decided yet")
    together_seconds: Mapped[int | None] = mapped_column(
        comment="how long both were there in its round; empty: not decided yet"
    )
    missed_by: Mapped[MissedBy | None] = mapped_column(
        enum_column(MissedBy, grows=True), comment="who was not there; empty: it took place, or is to come"
    )
    added_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when it was added while the evening ran; empty: it was planned before"
    )

    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: it takes place")
    cancelled_because: Mapped[CancelledBecause | None] = mapped_column(
        enum_column(CancelledBecause, grows=True)
    )

    plan: Mapped[Plan] = relationship(back_populates="meetings")
    table: Mapped[EventTable] = relationship()
    applicant: Mapped[Applicant] = relationship()

    @property
    def takes_place(self) -> bool:
        """Whether it was not cancelled, or only after the two had met; `planning.queries` asks the same in SQL."""
        return self.cancelled_at is None or self.held is True


class Pin(Model):
    """A meeting the organiser wants in every plan of the event, in a round or in any."""

    __table_args__ = (sa.UniqueConstraint("event_id", "applicant_id", "table_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("applicant.id", ondelete="CASCADE"), index=True)
    table_id: Mapped[int] = mapped_column(sa.ForeignKey("event_table.id", ondelete="CASCADE"), index=True)
    round: Mapped[int | None]

    applicant: Mapped[Applicant] = relationship()
    table: Mapped[EventTable] = relationship()


class Ban(Model):
    """An applicant and a firm that are kept apart in every plan of the event, or of all events if one was reported."""

    __table_args__ = (sa.UniqueConstraint("event_id", "applicant_id", "company_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("event.id", ondelete="CASCADE"), comment="empty: at every evening"
    )
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("applicant.id", ondelete="CASCADE"), index=True)
    company_id: Mapped[int] = mapped_column(sa.ForeignKey("company.id", ondelete="CASCADE"), index=True)

    applicant: Mapped[Applicant] = relationship()
    company: Mapped[Company] = relationship()


class CalendarEntry(Model):
    """The entry of an event in somebody's calendar, of which every mail with a calendar makes a new version."""

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    uid: Mapped[str] = mapped_column(sa.String(300), comment="the same for as long as the entry lives")
    sequence: Mapped[int] = mapped_column(default=0, comment="of the version sent last; 0: none yet")
    stands: Mapped[bool] = mapped_column(default=False, comment="whether that version was no cancellation")

    account: Mapped[Account] = relationship()
