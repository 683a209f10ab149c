"""Who signs in, in which role, and by which one-time link."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.associations.models import Association
from webapp.database import UtcDateTime, enum_column, now
from webapp.extensions import Model
from webapp.permissions import Role

# Then somebody asks for a new link.
SIGN_IN_LASTS = timedelta(days=30)


class Account(UserMixin, Model):
    """One person in one association in one role; the e-mail address is the key to the door."""

    __table_args__ = (
        sa.Index(
            "uq_account_association_id_email",
            "association_id",
            "email",
            unique=True,
            sqlite_where=sa.text("email <> ''"),
            postgresql_where=sa.text("email <> ''"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    email: Mapped[str] = mapped_column(sa.String(254), comment="lower case; empty: a walk-in who has none")
    first_name: Mapped[str] = mapped_column(sa.String(60))
    last_name: Mapped[str] = mapped_column(sa.String(60))
    locale: Mapped[str] = mapped_column(sa.String(5), default="de")
    session_key: Mapped[str] = mapped_column(
        sa.String(43), unique=True, comment="stands in the session cookie; a new one signs out everywhere"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when a link first proved that the address is theirs"
    )

    association: Mapped[Association] = relationship()

    @property
    def name(self) -> str:
        """First and last name, as people introduce themselves."""
        return f"{self.first_name} {self.last_name}"

    @property
    def known_as(self) -> str:
        """Enough of the name for who it belongs to, too little for anybody else."""
        return f"{self.first_name} {self.last_name[:1]}."

    @property
    def masked_email(self) -> str:
        """Enough of the address for who it belongs to, too little for anybody else; empty if there is none."""
        if not self.email:
            return ""
        local, _at, domain = self.email.rpartition("@")
        return f"{local[:1]}…@{domain}"

    def get_id(self) -> str:
        """Return what Flask-Login keeps in the session: never the row's number."""
        return self.session_key


class SignIn(Model):
    """One browser that somebody has signed in with; without this row its cookie is worth nothing."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    name_hash: Mapped[str] = mapped_column(
        sa.String(64), unique=True, comment="of the name that stands in the cookie"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class SignInCode(Model):
    """Six letters, said or shown to somebody who has no mail at hand: they sign in once, within their time."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_path: Mapped[str] = mapped_column(
        sa.String(200), default="", comment="the page it leads to; empty: start"
    )

    account: Mapped[Account] = relationship()


class Knock(Model):
    """Somebody asks for a way in; kept until it is answered in the background, which takes a moment."""

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(sa.String(20), comment="which of the forms was sent")
    association_id: Mapped[int | None] = mapped_column(sa.ForeignKey("association.id"), index=True)
    email: Mapped[str] = mapped_column(sa.String(254))
    said: Mapped[dict[str, Any]] = mapped_column(sa.JSON, comment="the checked answers of the form")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


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
