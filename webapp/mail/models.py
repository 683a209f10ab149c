"""Mail that was decided on, kept until it has left the house."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import UtcDateTime, enum_column, now
from webapp.extensions import Model


class MailKind(enum.StrEnum):
    """Why a mail is written; who wants to get in goes first, then those who wait for somebody's answer."""

    SIGN_IN = "sign_in"
    WELCOME = "welcome"
    NOTICE = "notice"
    NEWS = "news"


class Failure(enum.StrEnum):
    """Why a mail did not leave."""

    UNKNOWN_ADDRESS = "unknown_address"
    REFUSED = "refused"
    UNSENDABLE = "unsendable"
    LATER = "later"
    SILENT = "silent"
    UNREACHABLE = "unreachable"
    UNWILLING = "unwilling"
    LOGIN = "login"
    UNSAFE = "unsafe"


class OutboxMail(Model):
    """One mail to one person; written in the transaction that causes it, sent after that commits."""

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    kind: Mapped[MailKind] = mapped_column(
        enum_column(MailKind), default=MailKind.NEWS, server_default=MailKind.NEWS.value
    )
    account_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), index=True, comment="whose it is"
    )
    event_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("event.id", ondelete="SET NULL"), index=True, comment="which evening it is about"
    )
    recipient: Mapped[str] = mapped_column(sa.String(254))
    subject: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    calendar: Mapped[bytes | None] = mapped_column(sa.LargeBinary, comment="an .ics to attach")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    failure: Mapped[Failure | None] = mapped_column(
        enum_column(Failure), comment="why it did not leave so far"
    )
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="it is not tried again")
