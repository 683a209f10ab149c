"""What must survive a restart in the middle of a round: who is here, and what was written."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Account
from webapp.database import UtcDateTime, now
from webapp.extensions import Model


class Presence(Model):
    """Somebody at an event: checked in once, connected or not; the latest connection wins."""

    __table_args__ = (sa.UniqueConstraint("event_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    checked_in_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    connection: Mapped[str | None] = mapped_column(
        sa.String(64), comment="the Socket.IO id; empty: not here now"
    )
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    microphone: Mapped[bool] = mapped_column(default=True)
    camera: Mapped[bool] = mapped_column(default=True)

    account: Mapped[Account] = relationship()


class TextLine(Model):
    """A line of live text beside the video of a date."""

    id: Mapped[int] = mapped_column(primary_key=True)
    date_id: Mapped[int] = mapped_column(sa.ForeignKey("planned_date.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(sa.String(500))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class ConductorLease(Model):
    """The one row that says which process conducts; the fence grows with every new holder."""

    __table_args__ = (sa.CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[str] = mapped_column(sa.String(64))
    fence: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ConductedPhase(Model):
    """What an event was last told; compare-and-set keeps everything from being told twice."""

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    phase: Mapped[str] = mapped_column(sa.String(40), default="", comment="empty: none yet")
    plan_id: Mapped[int] = mapped_column(default=0, comment="the published plan; 0: none yet")
    fence: Mapped[int] = mapped_column(default=0)
