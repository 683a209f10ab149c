"""Which forms were sent, for a day."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import UtcDateTime, now
from webapp.extensions import Model


class SentForm(Model):
    """A form that was sent; written in the transaction that does what it asks for."""

    key: Mapped[str] = mapped_column(
        sa.String(64), primary_key=True, comment="hash of its token and of everything that was typed"
    )
    leads_to: Mapped[str] = mapped_column(sa.Text, default="", comment="the page that was shown then")
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
