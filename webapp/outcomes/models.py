"""What remains of a date: the tap right after it, and the yes or no that may exchange contacts."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Account
from webapp.database import UtcDateTime, enum_column, now
from webapp.extensions import Model
from webapp.planning.models import PlannedDate


class Impression(enum.StrEnum):
    """The tap after a date; private to the person who made it."""

    GLADLY = "gladly"
    MAYBE = "maybe"
    NO = "no"


class Rating(Model):
    """How one side felt after a date; nobody else ever sees it."""

    __table_args__ = (sa.UniqueConstraint("date_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    date_id: Mapped[int] = mapped_column(sa.ForeignKey("planned_date.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    impression: Mapped[Impression] = mapped_column(enum_column(Impression))
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    rated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    date: Mapped[PlannedDate] = relationship()
    account: Mapped[Account] = relationship()


class Answer(Model):
    """The yes or no of one side of a date; two yeses show the contacts to both, anything else nothing."""

    __table_args__ = (sa.UniqueConstraint("date_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    date_id: Mapped[int] = mapped_column(sa.ForeignKey("planned_date.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    yes: Mapped[bool]
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    date: Mapped[PlannedDate] = relationship()
    account: Mapped[Account] = relationship()
