"""Whatever happens at an evening, in whatever order: no rule is broken, and nothing that is over is changed.

Two hundred actions of the desk, of people and of the planner follow from a seed; after each of them the plan is judged.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from flask import Flask

from matching.qualification import Qualification
from scheduler.check import check
from scheduler.clock import phase_at
from tests.live.replanning.evenings import PATIENCE, WaitingEvening, make_waiting_evening
from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.events.clock import clock_of
from webapp.extensions import db
from webapp.live.desk.hand import ClockPress, last_change, press_clock, undo_clock
from webapp.live.desk.leaving import goes_home, is_back
from webapp.live.desk.walk_ins import WalkIn, let_in
from webapp.live.held import decide_over_rounds
from webapp.live.help_calls import call_for_help
from webapp.live.models import HelpKind, Presence
from webapp.live.replanning.bridging import bridge
from webapp.live.replanning.missing import last_fixed_round, who_is_here
from webapp.live.replanning.proposals import accept, make_proposal
from webapp.live.services import check_in, leave
from webapp.planning.models import Meeting
from webapp.planning.problem import build_problem
from webapp.planning.queries import agenda_of
from webapp.planning.replanner import as_published, prepared_problem, standing_meetings

ROUNDS, ACTIONS = 8, 200
PLAN = [(r, (r + t) % 3, t) for r in range(1, ROUNDS + 1) for t in range(3) if r <= 3]


class AnyEvening:
    """An evening that lives through random actions, by a clock of its own."""

    def __init__(self, seed: int) -> None:
        self.chance, self.now = Random(seed), now()
        self.evening: WaitingEvening = make_waiting_evening(PLAN, rounds=ROUNDS, starts_at=self.now)
        self.event, self.organiser = self.evening.event, self.evening.organiser
        self.ended: dict[int, tuple[object, ...]] = {}
        self.walked_in = 0

    def everybody(self) -> list[Account]:
        """Whoever takes part, walk-ins too."""
        people = [registration.applicant.account for registration in self.event.registrations]
        return people + [table.representative for table in self.event.tables if table.representative]

    def anybody(self) -> Account:
        return self.chance.choice(self.everybody())

    def somebody_comes(self) -> None:
        who = self.anybody()
        check_in(who, self.event.id, f"c{who.id}", self.now)

    def somebody_loses_the_line(self) -> None:
        leave(f"c{self.anybody().id}", self.now)

    def time_passes(self) -> None:
        self.now += timedelta(seconds=self.chance.choice((5, 40, 90, 200)))
        decide_over_rounds(self.event, self.now)

    def who_waits_is_brought_together(self) -> None:
        bridge(self.event, self.now, PATIENCE)

    def somebody_goes_home(self) -> None:
        goes_home(self.organiser, self.event, self.anybody().id, self.now)

    def somebody_is_back(self) -> None:
        is_back(self.organiser, self.event, self.anybody().id, self.now)

    def somebody_walks_in(self) -> None:
        if self.walked_in < 6:
            self.walked_in += 1
            said = WalkIn("Dina", "Sander", ["tischler"], Qualification.INTERMEDIATE, "")
            let_in(self.organiser, self.event, said, self.now)

    def the_clock_is_pressed(self) -> None:
        press = self.chance.choice(list(ClockPress))
        press_clock(self.organiser, self.event, press, last_change(self.event), self.now)

    def the_clock_is_undone(self) -> None:
        undo_clock(self.organiser, self.event, last_change(self.event), self.now)

    def somebody_calls(self) -> None:
        here = [a for a, seen in who_is_here(self.event.id).items() if seen.is_here]
        if here:
            who = db.session.get_one(Account, self.chance.choice(here))
            kind = self.chance.choice(list(HelpKind))
            call_for_help(who, self.event.id, f"c{who.id}", kind, "Bitte", self.now)

    def a_proposal_is_taken_in_part(self) -> None:
        without = [a.id for a in self.everybody()]
        proposal = make_proposal(self.organiser, self.event, without, self.now)
        parts = [place for place in range(len(proposal.parts)) if self.chance.random() < 0.6]
        accept(self.organiser, self.event, proposal.id, parts, self.now)

    def do_something(self) -> Callable[[], None]:
        """Do one thing; a refusal is an answer, too. Return what it was."""
        often = [self.somebody_comes] * 6 + [self.time_passes] * 4 + [self.who_waits_is_brought_together] * 4
        seldom = [
            *(self.somebody_loses_the_line, self.somebody_goes_home, self.somebody_is_back),
            *(self.somebody_walks_in, self.the_clock_is_pressed, self.the_clock_is_undone),
            *(self.somebody_calls, self.who_waits_is_brought_together),
        ]
        rare = [self.a_proposal_is_taken_in_part] if self.chance.random() < 0.1 else []
        deed = self.chance.choice(often + seldom + rare)
        try:
            deed()
        except Refused:
            db.session.rollback()
        return deed

    def judge(self, deed: Callable[[], None]) -> None:
        """Hold the plan as it stands now against what must be true of any."""
        db.session.expire_all()
        begun = last_fixed_round(phase_at(clock_of(self.event), self.now))
        problem, prepared = build_problem(self.event), prepared_problem(self.event)
        standing = standing_meetings(self.event.id)
        verdict = check(problem, as_published(prepared, standing))
        assert verdict.valid, (deed, verdict.broken)
        seats = [(m.round, m.applicant_id) for m in standing] + [(m.round, -m.table_id) for m in standing]
        assert len(set(seats)) == len(seats), deed
        self.judge_what_is_over(begun, deed)
        self.judge_agendas(deed)

    def judge_what_is_over(self, begun: int, deed: Callable[[], None]) -> None:
        """What is decided stays decided, and nobody gets a talk in a round that is over."""
        rows = db.session.scalars(db.select(Meeting).filter_by(plan_id=self.evening.plan.id)).all()
        for row in rows:
            if row.id in self.ended:
                was = (row.round, row.applicant_id, row.table_id, row.held, row.missed_by)
                assert was == self.ended[row.id], deed
            elif row.held is not None:
                assert row.round <= begun, deed
                self.ended[row.id] = (row.round, row.applicant_id, row.table_id, row.held, row.missed_by)

    def judge_agendas(self, deed: Callable[[], None]) -> None:
        """Everybody's agenda is the plan."""
        stand = {m.id for m in db.session.scalars(db.select(Meeting)) if m.takes_place}
        told = {m.id for a in self.everybody() for m in agenda_of(self.event.id, a) if m.takes_place}
        assert told == stand, deed


@pytest.mark.parametrize("seed", [1, 2])
def test_plan_when_anything_happens_in_any_order_breaks_no_rule(app: Flask, seed: int) -> None:
    evening, done = AnyEvening(seed), set()
    for _ in range(ACTIONS):
        deed = evening.do_something()
        done.add(deed.__name__)
        evening.judge(deed)
    added = db.session.scalar(db.select(db.func.count(Meeting.id)).where(Meeting.added_at.is_not(None)))
    assert added, done
    assert db.session.scalar(db.select(db.func.count(Presence.id))), done
