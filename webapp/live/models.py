"""What must survive a restart in the middle of a round: who is here, and what was written."""

from __future__ import annotations

import enum
import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.clock import PhaseKind
from webapp.accounts.models import Account
from webapp.database import UtcDateTime, enum_column, now
from webapp.extensions import Model
from webapp.planning.models import Meeting


def new_seat() -> str:
    """Return a name for whoever sits on one side; with another name, what runs with the old one ends."""
    return secrets.token_urlsafe(9)


# Where somebody is who was let in at the door and has no page open.
HALL = "hall"


class Presence(Model):
    """Somebody at an event: checked in once, connected or not; the latest connection wins."""

    __table_args__ = (sa.UniqueConstraint("event_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    checked_in_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    connection: Mapped[str | None] = mapped_column(
        sa.String(64),
        comment="the Socket.IO id, or `hall` for somebody there without a page; empty: not here now",
    )
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    in_hall: Mapped[bool] = mapped_column(
        default=False, server_default=sa.false(), comment="in the hall, with or without a page of theirs open"
    )
    seat: Mapped[str] = mapped_column(
        sa.String(16), default=new_seat, comment="what partners know them by; another one ends their media"
    )
    # What the person wants to show, on any device, apart from what this device can do right now.
    microphone: Mapped[bool] = mapped_column(default=True)
    camera: Mapped[bool] = mapped_column(default=True)
    microphone_live: Mapped[bool] = mapped_column(default=False, comment="on this device")
    camera_live: Mapped[bool] = mapped_column(default=False, comment="on this device")

    account: Mapped[Account] = relationship()


class PresenceInterval(Model):
    """A stretch of time in which somebody was at an event: from a check-in to the end of the connection.

    Another device that takes over goes on in the same stretch; at most one is open for a person and event.
    """

    __table_args__ = (
        sa.Index("ix_presence_interval_event_id_account_id", "event_id", "account_id"),
        sa.Index(
            "uq_presence_interval_open",
            "event_id",
            "account_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: still here")
    resume_until: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="the server was gone, not they: whoever is back by then never left"
    )


class TextLine(Model):
    """A line of live text beside the video of a meeting."""

    __table_args__ = (sa.UniqueConstraint("meeting_id", "account_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(sa.String(500))
    key: Mapped[str | None] = mapped_column(
        sa.String(36), comment="given by the browser; the same line sent again has the same"
    )
    said_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class LongerWish(Model):
    """Somebody would like their running talk to last a little longer; if both would, it does."""

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ConductorLease(Model):
    """The one row that says which process conducts; the fence grows with every new holder."""

    __table_args__ = (sa.CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[str] = mapped_column(sa.String(64))
    fence: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    renewed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="the last sign of life of a server, should it be killed"
    )


class ConductedPhase(Model):
    """What an event was last told; compare-and-set keeps everything from being told twice."""

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    phase: Mapped[str] = mapped_column(sa.String(40), default="", comment="empty: none yet")
    plan_id: Mapped[int] = mapped_column(default=0, comment="the published plan; 0: none yet")
    fence: Mapped[int] = mapped_column(default=0)


class Impression(enum.StrEnum):
    """The tap after a meeting; private to the person who made it."""

    GLADLY = "gladly"
    MAYBE = "maybe"
    NO = "no"


class Rating(Model):
    """How one side felt after a meeting; nobody else ever sees it."""

    __table_args__ = (sa.UniqueConstraint("meeting_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    impression: Mapped[Impression] = mapped_column(enum_column(Impression))
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    rated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    meeting: Mapped[Meeting] = relationship()
    account: Mapped[Account] = relationship()


class Deed(enum.StrEnum):
    """What is done at the desk of an evening."""

    STARTED = "started"
    START_STOPPED = "start stopped"
    PAUSED = "paused"
    RESUMED = "resumed"
    LENGTHENED = "lengthened"
    BREAK_INSERTED = "break inserted"
    SHORTENED = "shortened"
    MOVED_ON = "moved on"
    UNDONE = "undone"
    ANNOUNCED = "announced"
    TAKEN_BACK = "taken back"
    HELP_TAKEN = "help taken"
    HELP_DONE = "help done"
    REPLANNED = "replanned"
    LEFT_AS_IT_IS = "left as it is"
    WALKED_IN = "walked in"
    WENT_HOME = "went home"
    CAME_BACK = "came back"
    INTO_HALL = "into the hall"
    OUT_OF_HALL = "out of the hall"
    ENDED = "ended"
    POSTPONED = "postponed"
    BROUGHT_TOGETHER = "brought together"
    NOTED = "noted"
    TALK_MOVED = "talk moved"
    TALK_CALLED_OFF = "talk called off"


class DeskEntry(Model):
    """Something that was done at the desk: by whom, when, and in which phase of the evening."""

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("account.id", ondelete="SET NULL"),
        index=True,
        comment="empty: the account is gone, or it was done by itself",
    )
    deed: Mapped[Deed] = mapped_column(enum_column(Deed, grows=True))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    phase: Mapped[PhaseKind | None] = mapped_column(enum_column(PhaseKind))
    round: Mapped[int] = mapped_column(default=0, comment="of that phase")
    words: Mapped[str] = mapped_column(sa.String(500), default="")
    about_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("account.id", ondelete="SET NULL"), index=True, comment="whom it was about"
    )

    account: Mapped[Account | None] = relationship(foreign_keys=account_id)
    about: Mapped[Account | None] = relationship(foreign_keys=about_id)


class Audience(enum.StrEnum):
    """Whom an announcement is for; people of the association read all of them, but what is for some alone."""

    EVERYBODY = "everybody"
    APPLICANTS = "applicants"
    FIRMS = "firms"
    SOME = "some"


class Announcement(Model):
    """What the desk says to many; it stays for those who come later, until it is taken back."""

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), index=True)
    audience: Mapped[Audience] = mapped_column(enum_column(Audience, grows=True))
    words: Mapped[str] = mapped_column(sa.String(300))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class AnnouncementReader(Model):
    """Somebody an announcement is for that is for some people alone."""

    announcement_id: Mapped[int] = mapped_column(
        sa.ForeignKey("announcement.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class HelpKind(enum.StrEnum):
    """What somebody wants of the desk."""

    HELP = "help"
    REPORT = "report"
    LEFT = "leave"


class HelpCall(Model):
    """Somebody at an evening asks for help, or says that something is wrong; one is open for each person at most."""

    __table_args__ = (
        sa.Index("ix_help_call_event_id_account_id", "event_id", "account_id"),
        sa.Index(
            "uq_help_call_open",
            "event_id",
            "account_id",
            unique=True,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("meeting.id", ondelete="SET NULL"), index=True, comment="the talk they were in"
    )
    kind: Mapped[HelpKind] = mapped_column(enum_column(HelpKind, grows=True))
    words: Mapped[str] = mapped_column(sa.String(1000), default="", comment="all they said, a line each time")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("account.id", ondelete="SET NULL"), index=True, comment="who looks after it"
    )
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: it is open")

    account: Mapped[Account] = relationship(foreign_keys=account_id)
    taken_by: Mapped[Account | None] = relationship(foreign_keys=taken_by_id)
    meeting: Mapped[Meeting | None] = relationship()


class ProposalState(enum.StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REPLACED = "replaced"


class Proposal(Model):
    """Changes for the rounds after one, in parts that can be taken or left; one is open for an event at most."""

    __table_args__ = (
        sa.Index(
            "uq_proposal_open",
            "event_id",
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    after_round: Mapped[int] = mapped_column(comment="the last round it leaves alone")
    state: Mapped[ProposalState] = mapped_column(enum_column(ProposalState), default=ProposalState.OPEN)
    without: Mapped[list[int]] = mapped_column(
        sa.JSON, comment="accounts of those who were not reckoned with any more"
    )
    parts: Mapped[list[dict[str, Any]]] = mapped_column(
        sa.JSON, comment="each: `lost` numbers of meetings, `new` [round, applicant, table]"
    )


class CheckedWay(enum.StrEnum):
    """The best way by which pictures would reach somebody, as their device found out."""

    DIRECT = "direct"
    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"
    NONE = "none"


class DeviceCheck(Model):
    """What somebody's device could do when they tried it last."""

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    browser: Mapped[bool] = mapped_column(comment="whether the browser can do video at all")
    camera: Mapped[bool]
    microphone: Mapped[bool]
    speaker: Mapped[bool]
    way: Mapped[CheckedWay] = mapped_column(
        enum_column(CheckedWay, grows=True), comment="of relays, if one is configured; else direct"
    )

    @property
    def passed(self) -> bool:
        """Whether they can be seen and heard, and hear."""
        works = self.browser and self.camera and self.microphone and self.speaker
        return works and self.way is not CheckedWay.NONE
