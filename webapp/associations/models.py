"""The association that runs evenings: everything else belongs to one."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import UtcDateTime, now
from webapp.extensions import Model


class Association(Model):
    """A chamber, a Wirtschaftsförderung, a Verein; sees only its own people and events."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    slug: Mapped[str] = mapped_column(sa.String(40), unique=True, comment="its name in addresses")
    contact_email: Mapped[str] = mapped_column(sa.String(254), comment="shown to people who need help")
    postcode: Mapped[str] = mapped_column(sa.String(5))
    imprint: Mapped[str] = mapped_column(
        sa.String(4000), default="", comment="address and register, as the law asks"
    )
    relay_only: Mapped[bool] = mapped_column(
        default=False,
        comment="picture and sound go through the operator's relay, never from device to device",
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
