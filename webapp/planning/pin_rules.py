"""May this talk be fixed by hand?  Each rule answers with a sentence that names both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import gettext, ngettext

from webapp.events.models import Event, Wish
from webapp.events.queries import companies_at, tables_at
from webapp.extensions import db
from webapp.fit.scoring import row_number
from webapp.planning.models import Ban, Pin
from webapp.planning.queries import apart_at, pins_of


class PinRules:
    """What is known of an event that a fixed talk could break; the planner has the same rules."""

    def __init__(self, event: Event) -> None:
        self.rounds = event.rounds
        self.offering = {firm.id for firm in companies_at(event) if firm.offers}
        self.applicants = {r.applicant_id: self._rounds_of(r.available) for r in event.registrations}
        self.tables = {table.id: self._rounds_of(table.available) for table in tables_at(event)}
        bans = db.select(Ban.applicant_id, Ban.company_id).where(apart_at(event.id))
        self.apart = {(row[0], row[1]) for row in db.session.execute(bans)}
        unwanted = db.select(Wish.applicant_id, Wish.company_id).where(
            Wish.event_id == event.id, Wish.unwanted
        )
        self.unwanted = {(row[0], row[1]) for row in db.session.execute(unwanted)}

    def counts(self, pin: Pin) -> bool:
        """Whether both sides still come; who does not cannot be planned."""
        return pin.applicant_id in self.applicants and pin.table_id in self.tables

    def complaint(self, pin: Pin, others: Sequence[Pin]) -> str | None:
        """Say why a talk cannot be fixed beside the others; None if it can."""
        if not self.counts(pin):
            return gettext("%(who)s or %(firm)s does not come any more.", **names(pin))
        beside = [other for other in others if other.id != pin.id and self.counts(other)]
        return next((said for rule in RULES for said in rule(self, pin, beside)), None)

    def _rounds_of(self, available: Sequence[int] | None) -> set[int]:
        every = set(range(1, self.rounds + 1))
        return every if available is None else every & set(available)


def names(pin: Pin) -> dict[str, str]:
    """What to call the two sides."""
    return {"who": pin.applicant.account.name, "firm": pin.table.company.name}


def they_may_meet(rules: PinRules, pin: Pin, _others: Sequence[Pin]) -> Iterator[str]:
    """Yield what forbids a pair in any round."""
    pair = (pin.applicant_id, pin.table.company_id)
    if pair in rules.apart:
        yield gettext("%(who)s and %(firm)s are kept apart by you. Lift that first.", **names(pin))
    if pair in rules.unwanted:
        yield gettext(
            "%(who)s and %(firm)s: one of the two would rather not have this talk. That is final.",
            **names(pin),
        )
    if pin.table.company_id not in rules.offering:
        yield gettext("%(firm)s offers nothing yet, so %(who)s cannot be planned there.", **names(pin))


def they_are_there(rules: PinRules, pin: Pin, _others: Sequence[Pin]) -> Iterator[str]:
    """Yield who is missing."""
    seeker, table = rules.applicants[pin.applicant_id], rules.tables[pin.table_id]
    if pin.round is None:
        if not seeker & table:
            yield gettext("%(who)s and %(firm)s are never there in the same round.", **names(pin))
        return
    said = {**names(pin), "round": pin.round}
    if pin.round > rules.rounds:
        yield gettext("%(who)s and %(firm)s: there is no round %(round)s any more.", **said)
    if pin.round not in seeker:
        yield gettext("%(who)s is not there in round %(round)s and cannot meet %(firm)s then.", **said)
    if pin.round not in table:
        yield gettext("%(firm)s is not there in round %(round)s and cannot meet %(who)s then.", **said)


def they_meet_once(_rules: PinRules, pin: Pin, others: Sequence[Pin]) -> Iterator[str]:
    """Yield a second talk of the same two."""
    for other in others:
        if (other.applicant_id, other.table.company_id) == (pin.applicant_id, pin.table.company_id):
            yield gettext(
                "%(who)s already meets %(firm)s at table %(number)s. Nobody meets a firm twice.",
                number=other.table.number, **names(pin),
            )  # fmt: skip


def the_round_is_free(_rules: PinRules, pin: Pin, others: Sequence[Pin]) -> Iterator[str]:
    """Yield what else is fixed in the same round."""
    for other in others:
        if pin.round is None or other.round != pin.round:
            continue
        if other.applicant_id == pin.applicant_id:
            yield gettext(
                "In round %(round)s %(who)s already meets %(other)s, so not %(firm)s.",
                round=pin.round, other=other.table.company.name, **names(pin),
            )  # fmt: skip
        if other.table_id == pin.table_id:
            yield gettext(
                "In round %(round)s %(firm)s (table %(number)s) already meets %(other)s, so not %(who)s.",
                round=pin.round, other=other.applicant.account.name, number=pin.table.number, **names(pin),
            )  # fmt: skip


def there_is_room(rules: PinRules, pin: Pin, others: Sequence[Pin]) -> Iterator[str]:
    """Yield a side that has more fixed talks than rounds."""
    seeker, table = len(rules.applicants[pin.applicant_id]), len(rules.tables[pin.table_id])
    if sum(other.applicant_id == pin.applicant_id for other in others) >= seeker:
        yield ngettext(
            "%(who)s is there for %(num)s round, and it is fixed already. %(firm)s does not fit in.",
            "%(who)s is there for %(num)s rounds, and all are fixed already. %(firm)s does not fit in.",
            seeker, **names(pin),
        )  # fmt: skip
    if sum(other.table_id == pin.table_id for other in others) >= table:
        yield ngettext(
            "%(firm)s is there for %(num)s round, and it is fixed already. %(who)s does not fit in.",
            "%(firm)s is there for %(num)s rounds, and all are fixed already. %(who)s does not fit in.",
            table, **names(pin),
        )  # fmt: skip


RULES = (they_may_meet, they_are_there, they_meet_once, the_round_is_free, there_is_room)


def blamed_on_a_pin(event: Event, pair: tuple[str, str]) -> str | None:
    """Say with names why the planner could not keep the fixed talk of this pair; None if there is none by now."""
    pins = pins_of(event.id)
    key = tuple(map(row_number, pair))
    pin = next((pin for pin in pins if (pin.applicant_id, pin.table_id) == key), None)
    if pin is None:
        return None
    why = PinRules(event).complaint(pin, pins) or gettext(
        "%(who)s and %(firm)s: the planner finds no round for this talk beside the others you fixed.",
        **names(pin),
    )
    return why + " " + gettext("Please release one of the fixed talks and plan again.")
