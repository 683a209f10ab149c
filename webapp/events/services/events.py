"""The settings of an evening: made, changed, opened, cancelled."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from flask_babel import gettext

from webapp.accounts.models import Account
from webapp.announcements import event_called_off, settings_changed, timetable_moves
from webapp.database.locks import lock_row
from webapp.errors import Refused
from webapp.events.models import NEXT_STATES, TIMETABLE, Event, EventState
from webapp.extensions import db
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)

LONGEST_EVENING = timedelta(hours=16)


@dataclass(frozen=True, slots=True)
class EventSettings:
    """What an organiser says about an evening."""

    name: str
    description: str
    starts_at: datetime
    registration_closes_at: datetime
    rounds: int
    round_seconds: int
    changeover_seconds: int
    guarantee_applicant: int = 0
    guarantee_table: int = 0

    @property
    def duration(self) -> timedelta:
        """From the first second of the first round to the last second of the last one."""
        changeovers = (self.rounds - 1) * self.changeover_seconds
        return timedelta(seconds=self.rounds * self.round_seconds + changeovers)


class WrongFrame(Refused):
    """The parts of a settings contradict each other, or the calendar; `field` is where it was said."""

    field = ""


class StartInPast(WrongFrame):
    """An evening cannot begin before now."""

    field = "starts_at"


class ClosesAfterStart(WrongFrame):
    """Registration must end before the evening begins."""

    field = "registration_closes_at"


class EveningTooLong(WrongFrame):
    """Nobody talks through the night."""

    field = "rounds"


class GuaranteeTooLarge(WrongFrame):
    """Nobody can have more meetings than there are rounds."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class EventHasBegun(Refused):
    """The timetable of a running or past evening stays as it is."""


class WrongEventState(Refused):
    """The step does not follow from where the event stands."""


def create_event(account: Account, settings: EventSettings, now: datetime) -> Event:
    """Make a draft of an evening in the account's association."""
    check_start(settings, now)
    check_settings(settings)
    event = Event(association_id=account.association_id, **asdict(settings))
    db.session.add(event)
    db.session.commit()
    log.info("event %s created by account %s", event.id, account.id)
    return event


def edit_event(account: Account, event: Event, settings: EventSettings, now: datetime) -> Event:
    """Change an evening; a new timetable takes published agendas back, and everybody who has one is told."""
    lock_row(event)
    moved, renamed = timetable_differs(event, settings), event.name != settings.name
    postponed = event.starts_at != settings.starts_at
    if moved and now >= event.starts_at:
        raise EventHasBegun(gettext("This evening has begun. Its times can no longer be changed here."))
    if moved:
        check_start(settings, now)
    check_settings(settings)
    if moved and event.state is EventState.PUBLISHED:
        timetable_moves.send(event=event)
        event.state = EventState.OPEN
    if moved:
        event.starts_at_before = event.registration_closes_at_before = None
    for name, value in asdict(settings).items():
        setattr(event, name, value)
    if moved or renamed:
        settings_changed.send(event=event, moved=moved, postponed=postponed, now=now)
        tell_evening_changed(event.id)
    db.session.commit()
    log.info("event %s edited by account %s", event.id, account.id)
    return event


def open_event(account: Account, event: Event) -> Event:
    """Let people see the event and register."""
    lock_row(event)
    if event.state is not EventState.DRAFT:
        raise WrongEventState(gettext("This evening is open already."))
    _step(event, EventState.OPEN)
    db.session.commit()
    log.info("event %s opened by account %s", event.id, account.id)
    return event


def cancel_event(account: Account, event: Event, now: datetime) -> Event:
    """Call the evening off and tell everybody who wanted to come; its agenda no longer counts."""
    lock_row(event)
    if event.state is EventState.PUBLISHED and now >= event.starts_at:
        raise EventHasBegun(gettext("This evening has begun. It can no longer be called off."))
    _step(event, EventState.CANCELLED)
    event_called_off.send(event=event, now=now)
    tell_evening_changed(event.id)
    db.session.commit()
    log.info("event %s cancelled by account %s", event.id, account.id)
    return event


def _step(event: Event, state: EventState) -> None:
    """Take an event to its next state, in the running transaction."""
    if state not in NEXT_STATES[event.state]:
        raise WrongEventState(gettext("This is not possible now. Please reload the page and look again."))
    event.state = state


def check_settings(settings: EventSettings) -> None:
    """Refuse a settings whose parts contradict each other."""
    if settings.registration_closes_at > settings.starts_at:
        raise ClosesAfterStart(gettext("Registration must close before the first round begins."))
    if settings.duration > LONGEST_EVENING:
        raise EveningTooLong(
            gettext("The evening would last more than 16 hours. Fewer or shorter rounds, please.")
        )
    for field in ("guarantee_applicant", "guarantee_table"):
        if getattr(settings, field) > settings.rounds:
            sentence = gettext(
                "There are only %(rounds)s rounds, so nobody can have more talks.", rounds=settings.rounds
            )
            raise GuaranteeTooLarge(field, sentence)


def check_start(settings: EventSettings, now: datetime) -> None:
    """Refuse a start that has passed."""
    if settings.starts_at <= now:
        raise StartInPast(gettext("This moment has passed. Please choose one that is still to come."))


def timetable_differs(event: Event, settings: EventSettings) -> bool:
    """Whether a settings moves anything people have put into their calendars."""
    return any(getattr(event, name) != getattr(settings, name) for name in TIMETABLE)
