"""The pages after the meetings: everybody's answers and matches, and the organisers' report."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.events.queries import event_for
from webapp.events.timetable import closes_at, ends_at
from webapp.outcomes.forms import NOT_UNDERSTOOD, AnswerForm
from webapp.outcomes.pictures import columns, company_bars, impression_bars
from webapp.outcomes.queries import begun_meetings, matches_of
from webapp.outcomes.report import report_of
from webapp.outcomes.services import answer_meeting
from webapp.permissions import LIST, Role, acting_account, organiser, participant, right

blueprint = Blueprint(
    "outcomes",
    __name__,
    template_folder="templates",
)


@blueprint.get("/events/<int:event_id>/answers")
@right(participant, statements=LIST)
def answers(event_id: int) -> ResponseReturnValue:
    """Show whom the person met, what they answered, and whose contacts they have."""
    account = acting_account() or abort(403)
    return answers_page(account, event_for(account, event_id))


@blueprint.post("/events/<int:event_id>/answers")
@right(participant)
def answer(event_id: int) -> ResponseReturnValue:
    """Take the answer to one meeting."""
    account = acting_account() or abort(403)
    event, form = event_for(account, event_id), AnswerForm()
    if not form.validate_on_submit() or form.meeting_id.data is None:
        return answers_page(account, event, str(NOT_UNDERSTOOD)), 400
    try:
        answer_meeting(account, form.meeting_id.data, form.yes, now())
    except Refused as refusal:
        return answers_page(account, event, str(refusal)), 409
    return redirect(url_for("outcomes.answers", event_id=event.id, _anchor=f"meeting-{form.meeting_id.data}"))


def answers_page(account: Account, event: Event, complaint: str = "") -> str:
    """Render the page of answers, with a complaint if the last answer was not taken."""
    moment = now()
    closing = closes_at(event, moment)
    return render_template(
        "outcomes/answers.html",
        event=event,
        meetings=begun_meetings(account, event, moment),
        matches=matches_of(account, event.id),
        closes_at=closing,
        closed=moment >= closing,
        over=moment >= ends_at(event, moment),
        complaint=complaint,
        is_applicant=account.role is Role.APPLICANT,
    )


@blueprint.get("/events/<int:event_id>/report")
@right(organiser, statements=LIST)
def report(event_id: int) -> ResponseReturnValue:
    """Show what became of an evening, in figures of many people and of nobody in particular."""
    event = event_for(acting_account(), event_id)
    figures = report_of(event, now())
    return render_template(
        "outcomes/report.html",
        event=event,
        report=figures,
        columns=columns(figures.applicants_by_meetings),
        company_bars=company_bars(figures.companies),
        impressions=[
            (heading, side, impression_bars(side))
            for heading, side in (
                (gettext("Applicants"), figures.impressions_of_applicants),
                (gettext("Firms"), figures.impressions_of_firms),
            )
        ],
    )
