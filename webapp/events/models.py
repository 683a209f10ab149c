"""An evening: its settings, who comes, at which tables, and whom they wish to meet."""

from __future__ import annotations

import enum
import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.associations.models import Association
from webapp.companies.models import Company
from webapp.database import UtcDateTime, enum_column, now
from webapp.extensions import Model


class EventState(enum.StrEnum):
    """Where an event stands; whether it runs right now is told by its clock, not by a state."""

    DRAFT = "draft"
    OPEN = "open"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


NEXT_STATES: dict[EventState, frozenset[EventState]] = {
    EventState.DRAFT: frozenset({EventState.OPEN, EventState.CANCELLED}),
    EventState.OPEN: frozenset({EventState.PUBLISHED, EventState.CANCELLED}),
    EventState.PUBLISHED: frozenset({EventState.OPEN, EventState.CANCELLED}),
    EventState.CANCELLED: frozenset(),
}


# What the published agendas stand on; a change of these takes them back.
TIMETABLE = ("starts_at", "rounds", "round_seconds", "changeover_seconds")


class Event(Model):
    """One speed-dating evening. ``starts_at`` is the instant at which the first round begins."""

    __table_args__ = (
        sa.CheckConstraint("rounds BETWEEN 1 AND 48", name="rounds"),
        sa.CheckConstraint("round_seconds BETWEEN 10 AND 3600", name="round_seconds"),
        sa.CheckConstraint("changeover_seconds BETWEEN 5 AND 1800", name="changeover_seconds"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    description: Mapped[str] = mapped_column(sa.String(2000), default="")
    state: Mapped[EventState] = mapped_column(enum_column(EventState), default=EventState.DRAFT)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registration_closes_at: Mapped[datetime] = mapped_column(UtcDateTime)
    starts_at_before: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="the start before somebody pressed start now; empty: nobody has"
    )
    registration_closes_at_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rounds: Mapped[int]
    round_seconds: Mapped[int]
    changeover_seconds: Mapped[int]
    guarantee_applicant: Mapped[int] = mapped_column(default=0, comment="meetings every applicant should get")
    guarantee_table: Mapped[int] = mapped_column(default=0, comment="meetings every table should get")
    weights: Mapped[dict[str, float]] = mapped_column(
        sa.JSON, default=dict, comment="of the matching criteria"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    association: Mapped[Association] = relationship()
    # Of those who come: rows of those who have left are kept, because a published plan may speak of them.
    tables: Mapped[list[EventTable]] = relationship(
        primaryjoin="and_(Event.id == EventTable.event_id, EventTable.withdrawn_at.is_(None))",
        cascade="all, delete-orphan",
        back_populates="event",
        order_by="EventTable.number",
    )
    registrations: Mapped[list[Registration]] = relationship(
        primaryjoin="and_(Event.id == Registration.event_id, Registration.withdrawn_at.is_(None))",
        cascade="all, delete-orphan",
        back_populates="event",
        order_by="Registration.id",
    )
    clock_changes: Mapped[list[ClockChange]] = relationship(
        cascade="all, delete-orphan", order_by="ClockChange.id"
    )

    def is_ahead(self, now: datetime) -> bool:
        """Whether it is still to come: neither begun nor cancelled."""
        return self.state is not EventState.CANCELLED and now < self.starts_at


class EventTable(Model):
    """A table of a firm at an event, and who sits there; one that was given up is kept as withdrawn."""

    __table_args__ = (
        sa.UniqueConstraint("event_id", "number"),
        sa.Index(
            "uq_event_table_event_id_representative_account_id",
            "event_id",
            "representative_account_id",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    company_id: Mapped[int] = mapped_column(sa.ForeignKey("company.id"), index=True)
    representative_account_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("account.id", ondelete="SET NULL"), index=True, comment="empty: nobody is named yet"
    )
    number: Mapped[int] = mapped_column(comment="Tisch 7")
    available: Mapped[list[int] | None] = mapped_column(
        sa.JSON(none_as_null=True), comment="rounds; empty: all"
    )

    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: it is there")

    event: Mapped[Event] = relationship(back_populates="tables")
    # Whether a table counts is asked of its firm, wherever tables are read.
    company: Mapped[Company] = relationship(lazy="joined", innerjoin=True)
    representative: Mapped[Account | None] = relationship()


# Numbers of profiles are drawn from so many at least, and from so many for each that is taken.
FEWEST_NUMBERS, NUMBERS_FOR_EACH = 99, 3


def unused_number(context: Any) -> int:
    """Draw the number of a profile that nobody else has, or had, at the event: its order tells nothing."""
    event_id = context.get_current_parameters()["event_id"]
    taken = set(context.connection.scalars(sa.select(Registration.number).filter_by(event_id=event_id)))
    same_flush = (row for row in context.compiled_parameters if row["event_id"] == event_id)
    taken |= {row.get("number") for row in same_flush}
    most = max(FEWEST_NUMBERS, NUMBERS_FOR_EACH * len(taken))
    return secrets.choice([number for number in range(1, most + 1) if number not in taken])


class Registration(Model):
    """An applicant who comes to an event; one that was taken back is kept as withdrawn."""

    __table_args__ = (
        sa.UniqueConstraint("event_id", "applicant_id"),
        sa.UniqueConstraint("event_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("applicant.id", ondelete="CASCADE"), index=True)
    available: Mapped[list[int] | None] = mapped_column(
        sa.JSON(none_as_null=True), comment="rounds; empty: all"
    )
    number: Mapped[int] = mapped_column(
        default=unused_number, comment="what firms call the profile; given once, kept for a return"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, comment="the last time, if again")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: they come")

    event: Mapped[Event] = relationship(back_populates="registrations")
    applicant: Mapped[Applicant] = relationship()


# Where somebody takes part: an applicant's registration, or a table with whoever sits there.
Seat = EventTable | Registration


class WishSide(enum.StrEnum):
    """Who wishes."""

    APPLICANT = "applicant"
    COMPANY = "company"


class Wish(Model):
    """An applicant ranks a firm, or a firm an applicant; without a rank it is "not this one"."""

    __table_args__ = (
        sa.UniqueConstraint("event_id", "side", "applicant_id", "company_id"),
        sa.CheckConstraint("(rank IS NULL) = unwanted", name="rank_or_unwanted"),
        sa.CheckConstraint("rank IS NULL OR rank >= 1", name="rank"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    side: Mapped[WishSide] = mapped_column(enum_column(WishSide))
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("applicant.id", ondelete="CASCADE"), index=True)
    company_id: Mapped[int] = mapped_column(sa.ForeignKey("company.id", ondelete="CASCADE"), index=True)
    rank: Mapped[int | None] = mapped_column(comment="1 is the dearest")
    unwanted: Mapped[bool] = mapped_column(default=False, comment="this pair must not meet")


class ClockChangeKind(enum.StrEnum):
    """What an organiser can do to the clock of a running evening."""

    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    END = "end"


class ClockChange(Model):
    """One intervention into the event's clock; `scheduler.clock` computes the timeline from these rows."""

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ClockChangeKind] = mapped_column(enum_column(ClockChangeKind, grows=True))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    seconds: Mapped[int] = mapped_column(default=0, comment="of an extension, or until the end")
