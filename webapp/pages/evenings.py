"""What is on, and one evening: as its organisers and as its people see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.accounts.models import Account
from webapp.database import now
from webapp.events.clock import is_over
from webapp.events.models import Event
from webapp.events.next_step import lobby_is_open, next_step, next_steps
from webapp.events.preview import preview
from webapp.events.queries import (
    companies_at,
    event_for,
    events_of,
    profile_numbers,
    registration_is_open,
    seats_of,
    sizes_of,
    tables_of_company,
    takes_part,
    with_needs,
)
from webapp.events.views.blueprint import blueprint
from webapp.events.views.participants import required_company
from webapp.fit.profiles import applicant_profiles, firms_at, profile_title
from webapp.permissions import LIST, acting, applicant, organiser, representative, right, signed_in, staff
from webapp.planning.cancellation import why_cancelled
from webapp.planning.models import Meeting
from webapp.planning.queries import agenda_of
from webapp.planning.reasons import reasons_of
from webapp.planning.timetable import timed_meetings


@blueprint.get("/events")
@right(signed_in)
def index() -> ResponseReturnValue:
    """List the evenings of the association, with what is next."""
    account, moment = acting(), now()
    if staff(account):
        events = events_of(account)
        return render_template(
            "events/index_staff.html",
            events=events,
            sizes=sizes_of(events),
            preview=preview,
            may_organise=organiser(account),
        )
    return render_template("events/index.html", steps=next_steps(account, moment), account=account)


@blueprint.get("/events/<int:event_id>")
@right(signed_in, statements=LIST)
def show(event_id: int) -> ResponseReturnValue:
    """Show an evening: what, when, how to come, and the own agenda."""
    account, moment = acting(), now()
    event = event_for(account, event_id)
    if staff(account):
        return render_template(
            "events/show_staff.html",
            event=event,
            preview=preview(event),
            moment=moment,
            companies=companies_at(event),
            needs=with_needs(event) if organiser(account) else [],
            may_organise=organiser(account),
        )
    own = tables_of_company(event, required_company(account)) if representative(account) else []
    return render_template(
        "events/show.html",
        event=event,
        account=account,
        preview=preview(event),
        comes=takes_part(event, account) or bool(own),
        seats=seats_of(event, account),
        step=next_step(event, takes_part(event, account), moment),
        firms=firms_at(event) if applicant(account) else [],
        tables=own,
        over=is_over(event, moment),
        can_change=registration_is_open(event, moment),
        lobby_open=lobby_is_open(event, moment),
        **agenda(event, account, moment),
    )


def agenda(event: Event, account: Account, moment: datetime) -> dict[str, Any]:
    """Return the own talks of a published event, with times, reasons and what the others are called.

    Those that were cancelled stand among them, with why; the profile of somebody who left stays closed.
    """
    if not takes_part(event, account):
        return {"talks": [], "reasons": {}, "titles": {}, "whys": {}}
    agenda = agenda_of(event.id, account, with_cards=True)
    meetings = [meeting for meeting in agenda if meeting.takes_place]
    off = [meeting for meeting in agenda if not meeting.takes_place]
    titles = titles_of(event, meetings, off) if representative(account) else {}
    return {
        "talks": timed_meetings(event, [*meetings, *off], moment),
        "reasons": {meeting.id: reasons_of(meeting) for meeting in meetings}
        | {meeting.id: [] for meeting in off},
        "titles": titles,
        "whys": {meeting.id: why_cancelled(meeting, is_over(event, moment)) for meeting in off},
    }


def titles_of(
    event: Event, meetings: Sequence[Meeting], off: Sequence[Meeting]
) -> dict[int, tuple[str, str]]:
    """Return what a firm calls the applicant of each meeting, and which occupations they wish for, if they come."""
    profiles, numbers = applicant_profiles(event), profile_numbers(event.id)
    closed = {
        meeting.id: (profile_title(numbers.get(meeting.applicant_id)), "") for meeting in (*meetings, *off)
    }
    known = [(meeting.id, profiles.get(meeting.applicant_id)) for meeting in meetings]
    return closed | {
        meeting_id: (profile.title, profile.subtitle) for meeting_id, profile in known if profile
    }
