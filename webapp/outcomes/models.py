"""What remains of a meeting: the yes or no that may exchange contacts."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Account
from webapp.database import UtcDateTime, now
from webapp.extensions import Model
from webapp.planning.models import Meeting


class Answer(Model):
    """The yes or no of one side of a meeting; two yeses show the contacts to both, anything else nothing."""

    __table_args__ = (sa.UniqueConstraint("meeting_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    yes: Mapped[bool]
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    meeting: Mapped[Meeting] = relationship()
    account: Mapped[Account] = relationship()
