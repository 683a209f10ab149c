"""Every claim of every explanation is counted anew from the problem and the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from scheduler.plan import Explanation
from scheduler.problem import Guarantee, Pin
from scheduler.solve import solve
from tests.scheduler.explained_events import Event, events

Claim = Callable[[Event, Explanation], bool]


def said(*kinds: str) -> list[tuple[Event, Explanation]]:
    """All explanations whose kind begins like one of these; there must be some, or nothing is tested."""
    found = [(event, e) for event in events() for e in event.of(*kinds)]
    assert found
    return found


def test_sought_when_more_want_a_firm_than_it_has_places_then_counts_both() -> None:
    for event in events():
        counted = {
            firm: (event.wanted(firm), event.places(firm), len(event.tables(firm)))
            for firm in event.firm.values()
            if event.wanted(firm) > event.places(firm)
        }
        told = {
            event.firm[e.table or ""]: (e.figures["wanted"], e.figures["places"], e.figures["tables"])
            for e in event.of("sought")
        }
        assert told == counted


def test_meetings_when_explained_then_each_has_one_reason_and_pins_are_called_pins() -> None:
    for event in events():
        told = event.of("pinned_date", "promised_date", "best_date", "good_date", "date")
        assert sorted((e.applicant, e.table) for e in told) == sorted(event.round)
        assert {(e.applicant, e.table) for e in told if e.kind == "pinned_date"} == event.pinned


def test_meetings_when_placed_among_all_firms_then_count_one_table_a_firm() -> None:
    for event, e in said("pinned_date", "promised_date", "best_date", "good_date", "date"):
        firms = event.firms[e.applicant or ""]
        own = event.worth[e.applicant or "", e.table or ""]
        better = [f for f, worth in firms.items() if worth > own and f != event.firm[e.table or ""]]
        assert (e.figures["place"], e.figures["firms"]) == (len(better) + 1, len(firms))


def test_best_meetings_when_said_then_are_among_as_many_as_the_applicant_has_and_in_the_better_half() -> None:
    for event, e in said("best_date", "good_date"):
        place = int(e.figures["place"])
        assert event.worth[e.applicant or "", e.table or ""] > 0
        assert place <= event.meetings[e.applicant or ""]
        assert place == 1 if e.kind == "best_date" else 2 * place <= int(e.figures["firms"])


def test_promised_meeting_when_said_then_somebody_would_have_less_than_promised_without_it() -> None:
    for event, e in said("promised_date"):
        who = (e.table if e.figures["side"] == "table" else e.applicant) or ""
        assert event.meetings[who] - 1 < event.promised[who] == e.figures["guarantee"]
        assert (e.kind == "promised_date_short") == (event.meetings[who] < event.promised[who])


def test_promised_meeting_when_said_then_no_best_plan_without_promises_has_it() -> None:
    for event, e in said("promised_date"):
        free = replace(event.problem, guarantee=Guarantee())
        forced = replace(free, pins=[*free.pins, Pin(e.applicant or "", e.table or "")])
        assert solve(forced).statistics.utility < solve(free).statistics.utility - 1e-9


def test_promise_total_when_said_then_is_the_real_plan_beside_a_best_one_without_promises() -> None:
    for event, e in said("promise_total"):
        figures = {key: float(value) for key, value in e.figures.items()}
        free = solve(replace(event.problem, guarantee=Guarantee())).statistics.utility
        assert figures["worth"] == pytest.approx(event.plan.statistics.utility, abs=0.0051)
        assert figures["cost"] == pytest.approx(free - event.plan.statistics.utility, abs=0.0101)
        assert figures["cost"] == pytest.approx(figures["lost"] - figures["gained"], abs=1e-9)
        assert (figures["winners"] == 0) == (e.kind == "promise_total_lost")


def test_promise_costs_when_the_best_plan_is_the_only_one_then_are_what_each_has_less() -> None:
    tested = 0
    for seed, event in enumerate(events()):
        if seed % 5 == 0 or not event.of("promise_total"):
            continue
        free = Event(replace(event.problem, guarantee=Guarantee()))
        more = {a.id: worth_of(free, a.id) - worth_of(event, a.id) for a in event.problem.applicants}
        told = {e.applicant: e.figures["cost"] for e in event.of("promise_cost")}
        assert told == pytest.approx({who: value for who, value in more.items() if value >= 0.005}, abs=1e-4)
        total = event.of("promise_total")[0].figures
        assert total["losers"] == sum(value > 1e-9 for value in more.values())
        assert total["winners"] == sum(value < -1e-9 for value in more.values())
        tested += 1
    assert tested


def worth_of(event: Event, applicant: str) -> float:
    return sum(event.worth[pair] for pair in event.round if pair[0] == applicant)


def test_missed_when_meetings_are_missing_then_names_everybody_and_how_many() -> None:
    for event in events():
        told = {
            e.applicant or e.table: (e.figures["dates"], e.figures["guarantee"]) for e in event.of("missed")
        }
        short = {
            who: (event.meetings[who], promised)
            for who, promised in event.promised.items()
            if event.meetings[who] < promised
        }
        assert told == short


def test_missed_when_too_few_are_possible_then_that_alone_is_the_reason() -> None:
    for event, e in said("missed_few"):
        who = e.applicant or e.table or ""
        possible = [pair for pair in event.worth if who in pair and event.is_possible(pair)]
        partners = {event.firm[t] for _, t in possible} if e.applicant else {a for a, _ in possible}
        assert e.figures["partners"] == len(partners)
        assert (len(partners) > event.meetings[who]) == (e.kind == "missed_few_rounds")
        assert not event.could_have(who, event.meetings[who] + 1, [])


def test_missed_when_pins_are_the_reason_then_more_is_possible_only_without_them() -> None:
    for event, e in said("missed_pins"):
        who = e.applicant or e.table or ""
        assert not event.could_have(who, event.meetings[who] + 1, event.problem.pins)
        assert event.could_have(who, event.meetings[who] + 1, [])


def test_missed_when_others_are_the_reason_then_fewer_cannot_be_missing_and_alone_there_would_be_more() -> (
    None
):
    for event, e in said("missed_taken"):
        who = e.applicant or e.table or ""
        assert event.plan.certificate.shortfall.proven
        assert event.could_have(who, event.meetings[who] + 1, [])
        assert (e.kind == "missed_taken_or_set") == bool(event.problem.pins)


def test_wishes_when_explained_then_are_the_best_table_of_a_firm_not_met_or_a_better_one_of_a_firm_met() -> (
    None
):
    for event in events():
        told = {e.applicant: e for e in event.of("wish")}
        for applicant in event.firms:
            wish = best_open(event, applicant)
            assert (applicant in told) == (wish is not None)
            if wish is not None:
                e = told[applicant]
                firm_met = event.met_at(applicant, event.firm[e.table or ""]) is not None
                assert (firm_met, event.worth[applicant, e.table or ""]) == wish


def best_open(event: Event, applicant: str) -> tuple[bool, float] | None:
    """(whether the firm is met, what the table is worth) of the best wish left open."""
    missed, better = [], []
    for (who, table), worth in event.worth.items():
        met = event.met_at(applicant, event.firm[table])
        if who == applicant and met is None and worth > 0:
            missed.append(worth)
        elif who == applicant and met is not None and worth > event.worth[applicant, met]:
            better.append(worth)
    if missed:
        return False, max(missed)
    return (True, max(better)) if better else None


def guests(event: Event, table: str) -> list[str]:
    return [a for a, t in event.round if t == table]


def is_full(event: Event, e: Explanation) -> bool:
    taken = len(guests(event, e.table or ""))
    return taken > 0 and taken == event.most[e.table or ""] == e.figures["places"]


def is_sought(event: Event, e: Explanation) -> bool:
    firm = event.firm[e.table or ""]
    full = all(len(guests(event, table)) == event.most[table] for table in event.tables(firm))
    counted = (event.wanted(firm), event.places(firm), len(event.tables(firm)))
    told = (e.figures["wanted"], e.figures["places"], e.figures["tables"])
    return full and told == counted and event.wanted(firm) > event.places(firm)


def guests_as_good(event: Event, e: Explanation) -> bool:
    table = e.table or ""
    own = event.worth[e.applicant or "", table]
    return is_full(event, e) and all(event.worth[guest, table] >= own for guest in guests(event, table))


def guests_need_it(event: Event, e: Explanation) -> bool:
    needed = sum(event.meetings[guest] - 1 < event.promised[guest] for guest in guests(event, e.table or ""))
    every = needed == e.figures["places"]
    told = needed > 0 and needed == e.figures["needed"] and every == (e.kind == "wish_all_promised")
    return is_full(event, e) and told


def day_is_over(event: Event, e: Explanation) -> bool:
    meetings = event.meetings[e.applicant or ""]
    return meetings > 0 and meetings == event.most[e.applicant or ""] == e.figures["dates"]


def own_are_as_good(event: Event, e: Explanation) -> bool:
    applicant, wish = e.applicant or "", event.worth[e.applicant or "", e.table or ""]
    return day_is_over(event, e) and all(event.worth[p] >= wish for p in event.round if p[0] == applicant)


def common(event: Event, e: Explanation) -> set[int]:
    """Rounds in which both are free, or would be if the applicant left the other table of the firm."""
    freed = {event.round[e.applicant or "", str(e.figures["other"])]} if "other" in e.figures else set()
    return (event.free(e.applicant or "") | freed) & event.free(e.table or "")


def other_is_of_the_firm(event: Event, e: Explanation) -> bool:
    return event.met_at(e.applicant or "", event.firm[e.table or ""]) == e.figures["other"]


CLAIMS: dict[str, Claim] = {
    "wish_never_together": lambda v, e: not v.there[e.applicant or ""] & v.there[e.table or ""],
    "wish_no_talks": lambda v, e: v.most[e.applicant or ""] == 0,
    "wish_table_closed": lambda v, e: v.most[e.table or ""] == 0,
    "wish_own_as_good": own_are_as_good,
    "wish_table_sought": is_sought,
    "wish_firm_sought": is_sought,
    "wish_places_as_good": guests_as_good,
    "wish_places_promised": guests_need_it,
    "wish_all_promised": guests_need_it,
    "wish_table_full": is_full,
    "wish_day_over": day_is_over,
    "wish_no_common_round": lambda v, e: not common(v, e),
    "wish_firm_set": lambda v, e: (
        other_is_of_the_firm(v, e) and (e.applicant or "", str(e.figures["other"])) in v.pinned
    ),
    "wish_no_change": lambda v, e: other_is_of_the_firm(v, e) and not common(v, e),
    "wish_other_promised": lambda v, e: (
        other_is_of_the_firm(v, e)
        and v.meetings[str(e.figures["other"])] - 1 < v.promised[str(e.figures["other"])]
    ),
}


@pytest.mark.parametrize("kind", CLAIMS)
def test_wish_when_a_reason_is_given_then_it_holds(kind: str) -> None:
    for event in events():
        for e in event.of(kind):
            assert e.kind != kind or CLAIMS[kind](event, e)


def test_wish_when_the_plan_is_proven_then_nothing_is_left_to_be_set_by_hand() -> None:
    assert not [e for event in events() for e in event.of("wish_still_possible", "wish_change_possible")]
