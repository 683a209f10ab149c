"""Everything the page of a plan says about one version; some seconds of work for 750 people, in which others run."""

from __future__ import annotations

from webapp.events.models import Event
from webapp.events.queries import applicants_at
from webapp.offload import let_others_run
from webapp.planning.explanations import Speaker
from webapp.planning.models import Plan
from webapp.planning.open_wishes import demands, wished_pairs
from webapp.planning.overview import certificate_words, figures_of, grid_of, shortfalls
from webapp.planning.queries import bans_of, pins_of
from webapp.planning.staleness import changes_since, unkept


def result_of(event: Event, plan: Plan) -> dict[str, object]:
    """Return what the template shows of a plan, by its names there."""
    people = applicants_at(event)
    let_others_run()
    wished = wished_pairs(event, people)
    let_others_run()
    pins = pins_of(event.id)
    let_others_run()
    grid = grid_of(event, plan, people, wished, {(pin.applicant_id, pin.table_id) for pin in pins})
    let_others_run()
    speaker = Speaker(event, plan, people)
    wishes_said = speaker.of_wishes()
    let_others_run()
    return {
        "plan": plan,
        "grid": grid,
        "any_cancelled": any(meeting.cancelled_at for meeting in plan.meetings),
        "figures": figures_of(grid, wished, plan.meetings),
        "certificate": certificate_words(plan.outcome),
        "shortfalls": shortfalls(grid),
        "explained": speaker.of_the_plan(),
        "demands": demands(event, plan, people, wished, wishes_said),
        "changes": changes_since(event, plan),
        "unkept": unkept(event, plan, pins, bans_of(event.id)),
    }
