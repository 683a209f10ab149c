"""The applicant: what sign-up asks, and nothing that must not decide."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matching.qualification import Qualification
from webapp.accounts.models import Account
from webapp.database import enum_column
from webapp.extensions import Model


class Applicant(Model):
    """A school-leaver looking for a training place."""

    __table_args__ = (
        sa.CheckConstraint("birth_month BETWEEN 1 AND 12", name="birth_month"),
        sa.CheckConstraint("radius_km IS NULL OR radius_km BETWEEN 1 AND 500", name="radius_km"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), unique=True)
    birth_year: Mapped[int | None] = mapped_column(comment="empty: a walk-in whom nobody has asked")
    birth_month: Mapped[int | None]
    postcode: Mapped[str] = mapped_column(sa.String(5))
    qualification: Mapped[Qualification] = mapped_column(enum_column(Qualification))
    start_year: Mapped[int] = mapped_column(comment="the year in which training should begin")
    radius_km: Mapped[int | None] = mapped_column(comment="how far they travel, if they said so")
    languages: Mapped[list[str]] = mapped_column(
        sa.JSON, default=list, server_default="[]", comment="codes of matching.languages, without German"
    )
    strengths: Mapped[str] = mapped_column(sa.String(400), default="")
    about: Mapped[str] = mapped_column(sa.String(1000), default="", comment="a few sentences of their own")
    needs: Mapped[str] = mapped_column(
        sa.String(400), default="", comment="captions, a companion, longer breaks"
    )

    account: Mapped[Account] = relationship()
    occupations: Mapped[list[ApplicantOccupation]] = relationship(
        order_by="ApplicantOccupation.position", cascade="all, delete-orphan", back_populates="applicant"
    )


class ApplicantOccupation(Model):
    """One of up to three wished occupations, in the order they were named."""

    __table_args__ = (
        sa.UniqueConstraint("applicant_id", "position"),
        sa.UniqueConstraint("applicant_id", "occupation_id"),
        sa.CheckConstraint("position BETWEEN 1 AND 3", name="position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("applicant.id", ondelete="CASCADE"))
    position: Mapped[int]
    occupation_id: Mapped[str] = mapped_column(sa.String(80), comment="an id of matching.occupations")

    applicant: Mapped[Applicant] = relationship(back_populates="occupations")
