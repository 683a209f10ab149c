"""What people type about events, and the sentences they get back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import format_time, get_locale, gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from wtforms import DateTimeLocalField, StringField, TextAreaField
from wtforms.validators import ValidationError

from matching.criteria import CRITERIA
from matching.criteria.criterion import Side
from matching.locales import Texts, in_locale
from matching.weights import LARGEST, Weights
from scheduler.clock import EventClock
from webapp.companies.models import MOST_TABLES
from webapp.converters import row_number
from webapp.events.models import Event, EventState, Seat
from webapp.events.preview import Preview, preview, preview_of
from webapp.events.services import EventSettings
from webapp.events.services.availability import present_from_to
from webapp.events.services.events import WrongFrame
from webapp.events.services.wishes import Wishes
from webapp.forms.fields import ChoiceField, HouseForm, WholeNumberField
from webapp.forms.validators import Answered, AtMost, Between, firm_name
from webapp.languages import local_zone

TYPED = "%Y-%m-%dT%H:%M"
TYPED_WITH_SECONDS = "%Y-%m-%dT%H:%M:%S"
USUAL_START = time(17, 0)
# Years in which an evening can be; near the ends of the calendar its times could not be reckoned.
YEARS = range(2000, 2200)


class LocalDateTimeField(DateTimeLocalField):
    """A moment typed in the time zone of the installation; its data is aware, in UTC."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the moment; one that the change of clocks leaves out does not exist."""
        self.data = None
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            return
        local = typed_moment(text)
        if local is None:
            raise ValueError(gettext("Please enter a date and a time."))
        moment = local.replace(tzinfo=local_zone(current_app)).astimezone(UTC)
        if moment.astimezone(local_zone(current_app)).replace(tzinfo=None) != local:
            raise ValueError(gettext("This hour is left out when the clocks change. Please choose another."))
        self.data = moment

    def _value(self) -> str:
        """Return what was typed, else the data in local time."""
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.astimezone(local_zone(current_app)).strftime(TYPED) if self.data else ""


def typed_moment(text: str) -> datetime | None:
    """Read what a browser sends for a local meeting and time; None if it is none."""
    for typed in (TYPED, TYPED_WITH_SECONDS) if text.isascii() else ():
        try:
            moment = datetime.strptime(text, typed)
        except ValueError:
            continue
        return moment if moment.year in YEARS else None
    return None


class EventForm(HouseForm):
    """The settings of an evening."""

    name = StringField(
        lazy_gettext("Name"),
        [Answered(lazy_gettext("Please give the evening a name.")), AtMost(120), firm_name],
    )
    description = TextAreaField(
        lazy_gettext("What should people know?"),
        [AtMost(2000)],
        description=lazy_gettext(
            "Who is it for, what happens, whom to ask. Shown on the page of the evening."
        ),
    )
    starts_at = LocalDateTimeField(
        lazy_gettext("The first round begins"),
        [Answered(lazy_gettext("Please say when the first round begins."))],
    )
    registration_closes_at = LocalDateTimeField(
        lazy_gettext("Registration closes"),
        [Answered(lazy_gettext("Please say until when people can register."))],
        description=lazy_gettext("After that you plan. Two days before the evening leave time for changes."),
    )
    rounds = WholeNumberField(
        lazy_gettext("Rounds"),
        [Answered(lazy_gettext("Please say how many rounds there are.")), Between(1, 48)],
    )
    round_minutes = WholeNumberField(
        lazy_gettext("Minutes per talk"),
        [Answered(lazy_gettext("Please say how long a talk lasts.")), Between(1, 60)],
    )
    changeover_seconds = WholeNumberField(
        lazy_gettext("Seconds between two talks"),
        [Answered(lazy_gettext("Please say how long a change takes.")), Between(5, 1800)],
        description=lazy_gettext("Time to breathe and to note something down."),
    )
    guarantee_applicant = WholeNumberField(
        lazy_gettext("Talks for every applicant, at least"),
        [Answered(lazy_gettext("Please enter a number; 0 if you promise nothing.")), Between(0, 48)],
        description=lazy_gettext("0 if you promise nothing. The plan keeps it wherever that is possible."),
    )
    guarantee_table = WholeNumberField(
        lazy_gettext("Talks for every table, at least"),
        [Answered(lazy_gettext("Please enter a number; 0 if you promise nothing.")), Between(0, 48)],
        description=lazy_gettext("So that no firm sits alone."),
    )

    def __init__(self, now: datetime, event: Event | None = None) -> None:
        self.now, self.event = now, event
        super().__init__(data=typed_data(event) if event else usual_data(now, local_zone(current_app)))

    def validate_registration_closes_at(self, field: LocalDateTimeField) -> None:
        """Registration that is over before anybody could register is a slip of the finger."""
        if self.event is not None and self.event.state is not EventState.DRAFT:
            return
        if field.data is not None and field.data <= self.now:
            raise ValidationError(gettext("This moment has passed. Please choose one that is still to come."))

    def event_settings(self) -> EventSettings:
        """Return what was typed; only for a form that is valid."""
        given: dict[str, Any] = {
            name: self[name].data for name in EventSettings.__dataclass_fields__ if name in self
        }
        given["name"] = " ".join(given["name"].split())
        for name in ("starts_at", "registration_closes_at"):
            given[name] = self._moment(name)
        return EventSettings(**given, round_seconds=self._round_seconds())

    def _moment(self, name: str) -> Any:
        """Keep the odd seconds of a moment whose minute was not touched: of a start by hand, for example."""
        typed, kept = self[name].data, getattr(self.event, name, None)
        same = kept is not None and typed == kept.replace(second=0, microsecond=0)
        return kept if same else typed

    def _round_seconds(self) -> int:
        """Keep the odd seconds of an evening whose minutes were not touched."""
        minutes: Any = self.round_minutes.data
        kept = self.event.round_seconds if self.event else 0
        return kept if kept and shown_minutes(kept) == minutes else minutes * 60

    def preview(self) -> Preview | None:
        """Return the timetable of what stands in the fields, if it makes one."""
        starts_at, rounds, pause = self.starts_at.data, self.rounds.data, self.changeover_seconds.data
        shown = (self.starts_at, self.rounds, self.round_minutes, self.changeover_seconds)
        wrong = any(field.data is None or field.errors for field in shown)
        if wrong or starts_at is None or rounds is None or pause is None:
            return None
        return preview_of(EventClock(starts_at, rounds, self._round_seconds(), pause), starts_at)

    def refuse(self, refusal: WrongFrame) -> None:
        """Put the sentence of a refused settings beside the field it is about."""
        field = self[refusal.field]
        field.errors = [*field.errors, str(refusal)]


def shown_minutes(seconds: int) -> int:
    """Return whole minutes for the form; a demonstration may have rounds of seconds."""
    return max(1, round(seconds / 60))


def typed_data(event: Event) -> dict[str, Any]:
    """Return an event as the form shows it."""
    names = [name for name in EventSettings.__dataclass_fields__ if name != "round_seconds"]
    return {
        **{name: getattr(event, name) for name in names},
        "round_minutes": shown_minutes(event.round_seconds),
    }


def usual_data(now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Return the evening most associations want: in four weeks at five, 12 talks of 8 minutes."""
    day = (now.astimezone(zone) + timedelta(weeks=4)).date()
    starts_at = datetime.combine(day, USUAL_START, zone)
    return {
        "starts_at": starts_at,
        "registration_closes_at": starts_at - timedelta(days=2),
        "rounds": 12,
        "round_minutes": 8,
        "changeover_seconds": 120,
        "guarantee_applicant": 4,
        "guarantee_table": 6,
    }


def said(texts: Texts) -> LazyString:
    """Say one of the score's own texts in the reader's language, when it is shown."""
    return LazyString(lambda: in_locale(texts, str(get_locale())))


class WeightsForm(HouseForm):
    """How much each reason counts; its fields are the criteria of the score."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(data=asdict(weights))

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Refuse numbers with which one side would have no reason left."""
        fine = super().validate(extra_validators)
        for side, sentence in NOTHING_LEFT.items() if fine else ():
            names = [criterion.name for criterion in CRITERIA if side in criterion.counts_for]
            if not any(self[name].data for name in names):
                self[names[0]].errors = [str(sentence)]
                fine = False
        return fine

    def weights(self) -> Weights:
        """Return what was typed; only for a form that is valid."""
        return Weights(**self.answers([criterion.name for criterion in CRITERIA]))


NOTHING_LEFT = {
    Side.APPLICANT: lazy_gettext(
        "Now nothing would count for the applicants. Please give at least one number above 0."
    ),
    Side.COMPANY: lazy_gettext(
        "Now nothing would count for the firms. Please give at least one number above 0."
    ),
}
for criterion in CRITERIA:
    weight = WholeNumberField(
        said(criterion.label),
        [Answered(lazy_gettext("Please enter a number; 0 if it shall not count.")), Between(0, int(LARGEST))],
        description=said(criterion.about),
    )
    setattr(WeightsForm, criterion.name, weight)


class TablesForm(HouseForm):
    """How many tables a firm brings; the seats stand beside it, because their number changes."""

    table_count = WholeNumberField(
        lazy_gettext("How many of you talk at the same time?"),
        [Answered(lazy_gettext("Please enter how many tables you bring.")), Between(1, MOST_TABLES)],
        description=lazy_gettext("Each of them has an own table with an own camera."),
    )


class AvailabilityForm(HouseForm):
    """From which round to which somebody is there."""

    first = ChoiceField(
        lazy_gettext("There from"), [Answered(lazy_gettext("Please choose the first round."))], coerce=int
    )
    last = ChoiceField(
        lazy_gettext("There until"), [Answered(lazy_gettext("Please choose the last round."))], coerce=int
    )

    def __init__(self, seat: Seat, **kwargs: Any) -> None:
        self.seat = seat
        first, last = present_from_to(seat)
        super().__init__(data={"first": first, "last": last}, **kwargs)
        for field in (self.first, self.last):
            field.id = f"{field.name}-{seat.id}"  # a firm's page has a form for each table
        rounds = preview(seat.event).rounds
        self.first.choices = [(str(n), round_words(n, begins)) for n, (begins, _) in enumerate(rounds, 1)]
        self.last.choices = [(str(n), round_words(n, ends)) for n, (_, ends) in enumerate(rounds, 1)]

    def window(self) -> tuple[int, int]:
        """Return the first and the last round; only for a form that is valid."""
        answers = self.answers(("first", "last"))
        return answers["first"], answers["last"]


def round_words(number: int, moment: datetime) -> str:
    """Name a round by a moment, as people keep it in mind."""
    time = format_time(moment, "short")
    return gettext("%(time)s (round %(number)s)", time=time, number=number)


def typed_seats(typed: Sequence[str], count: int) -> list[int | None] | None:
    """Read who sits at each of so many tables, empty where nothing was chosen; None if a number is none."""
    try:
        seats = [row_number(text) if text else None for text in typed[:count]]
    except ValueError:
        return None
    return seats + [None] * (count - len(seats))


def typed_wishes(ranked: Sequence[str], unwanted: Sequence[str]) -> Wishes | None:
    """Read the two lists of the wishes page; None if a number is none."""
    try:
        return Wishes(tuple(map(row_number, ranked)), tuple(map(row_number, unwanted)))
    except ValueError:
        return None


MOVES = ("wish", "up", "down", "unwish", "unwanted")


def moved(wishes: Wishes, move: str) -> Wishes | None:
    """Apply one button of the wishes page, such as ``up:7``; None if there is no such button."""
    verb, _colon, number = move.partition(":")
    try:
        one, ranked = row_number(number), list(wishes.ranked)
    except ValueError:
        return None
    if verb not in MOVES:
        return None
    unwanted = tuple(other for other in wishes.unwanted if other != one)
    place = ranked.index(one) if one in ranked else len(ranked)
    rest = [other for other in ranked if other != one]
    if verb in {"up", "down"} and one in ranked:
        rest.insert(max(0, place - 1) if verb == "up" else place + 1, one)
    elif verb == "wish":
        rest.insert(place, one)
    elif verb == "unwanted":
        unwanted = (*unwanted, one)
    return Wishes(tuple(rest), unwanted)
