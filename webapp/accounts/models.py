"""Who signs in, in which role, and by which one-time link."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.associations.models import Association
from webapp.database import UtcDateTime, enum_column, now
from webapp.extensions import Model


class Role(enum.StrEnum):
    """What somebody is to their association."""

    OWNER = "owner"
    ORGANISER = "organiser"
    HELPER = "helper"
    REPRESENTATIVE = "representative"
    APPLICANT = "applicant"


class Account(UserMixin, Model):
    """One person in one association in one role; the e-mail address is the key to the door."""

    __table_args__ = (sa.UniqueConstraint("association_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    email: Mapped[str] = mapped_column(sa.String(254), comment="lower case")
    first_name: Mapped[str] = mapped_column(sa.String(60))
    last_name: Mapped[str] = mapped_column(sa.String(60))
    locale: Mapped[str] = mapped_column(sa.String(5), default="de")
    session_key: Mapped[str] = mapped_column(
        sa.String(43), unique=True, comment="stands in the session cookie; a new one signs out everywhere"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    association: Mapped[Association] = relationship()

    @property
    def name(self) -> str:
        """First and last name, as people introduce themselves."""
        return f"{self.first_name} {self.last_name}"

    def get_id(self) -> str:
        """Return what Flask-Login keeps in the session: never the row's number."""
        return self.session_key


class SignInLink(Model):
    """A link sent by mail: signs in once, within its time; only the hash of its token is stored."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_path: Mapped[str] = mapped_column(
        sa.String(200), default="", comment="the page it leads to; empty: start"
    )

    account: Mapped[Account] = relationship()
