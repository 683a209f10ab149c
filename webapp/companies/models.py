"""The firm, its people and its training offers."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.qualification import Qualification
from plaintext.german_order import german_order
from webapp.accounts.models import Account
from webapp.associations.models import Association
from webapp.database import UtcDateTime, enum_column, now
from webapp.extensions import Model

MOST_TABLES = 20


class ReleaseState(enum.StrEnum):
    """Whether the association lets a firm take part; until then it sees nobody."""

    WAITING = "waiting"
    RELEASED = "released"
    DECLINED = "declined"


NEXT_STATES: dict[ReleaseState, frozenset[ReleaseState]] = {
    ReleaseState.WAITING: frozenset({ReleaseState.RELEASED, ReleaseState.DECLINED}),
    ReleaseState.RELEASED: frozenset({ReleaseState.DECLINED}),
    ReleaseState.DECLINED: frozenset({ReleaseState.RELEASED}),
}


class Company(Model):
    """A firm that trains or is on the way to it."""

    __table_args__ = (
        sa.CheckConstraint(f"table_count BETWEEN 1 AND {MOST_TABLES}", name="table_count"),
        sa.CheckConstraint("employees BETWEEN 1 AND 100000", name="employees"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    employees: Mapped[int]
    postcode: Mapped[str] = mapped_column(sa.String(5))
    website: Mapped[str] = mapped_column(sa.String(200), default="")
    about: Mapped[str] = mapped_column(
        sa.String(1000), default="", comment="a few sentences for a sixteen-year-old"
    )
    entitled_to_train: Mapped[bool] = mapped_column(default=True, comment="false: on the way to it")
    table_count: Mapped[int] = mapped_column(default=1, comment="how many can talk at the same time")
    state: Mapped[ReleaseState] = mapped_column(enum_column(ReleaseState), default=ReleaseState.WAITING)
    state_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    association: Mapped[Association] = relationship()
    offers: Mapped[list[Offer]] = relationship(
        cascade="all, delete-orphan", back_populates="company", order_by="Offer.id"
    )
    representatives: Mapped[list[Representative]] = relationship(
        cascade="all, delete-orphan", back_populates="company", order_by="Representative.id"
    )

    @property
    def people_by_name(self) -> list[Representative]:
        """Sort who speaks for the firm as people look for them in a list."""
        return sorted(self.representatives, key=lambda person: (german_order(person.account.name), person.id))


class Representative(Model):
    """Somebody who speaks for a firm."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), unique=True)
    company_id: Mapped[int] = mapped_column(sa.ForeignKey("company.id", ondelete="CASCADE"), index=True)
    phone: Mapped[str] = mapped_column(sa.String(40), default="", comment="given on a mutual yes")

    account: Mapped[Account] = relationship()
    company: Mapped[Company] = relationship(back_populates="representatives")


class Offer(Model):
    """A training offer: an occupation, places, and from when."""

    __table_args__ = (
        sa.UniqueConstraint("company_id", "occupation_id", "start_year"),
        sa.CheckConstraint("places BETWEEN 1 AND 200", name="places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(sa.ForeignKey("company.id", ondelete="CASCADE"), index=True)
    occupation_id: Mapped[str] = mapped_column(sa.String(80), comment="an id of matching.occupations")
    places: Mapped[int] = mapped_column(default=1)
    start_year: Mapped[int]
    minimum_qualification: Mapped[Qualification] = mapped_column(enum_column(Qualification))
    internship_first: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[list[str]] = mapped_column(
        sa.JSON, default=list, server_default="[]", comment="codes of matching.languages that help in the job"
    )

    company: Mapped[Company] = relationship(back_populates="offers")
