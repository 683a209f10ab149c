"""What the desk does about somebody's talks, says to them alone, and notes on them."""

from __future__ import annotations

from datetime import datetime

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.accounts.models import Account
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.forms.fields import HouseForm
from webapp.live.desk.announcing import announce_to
from webapp.live.desk.forms import MoveForm, NoteForm, PersonWordsForm
from webapp.live.desk.noting import note
from webapp.live.desk.talks import call_off_talk, move_talk
from webapp.live.views.blueprint import blueprint
from webapp.live.views.people import for_a_person
from webapp.permissions import LIST, right, staff

PERSON = "/events/<int:event_id>/people/<int:person_id>"


class NotSaid(Refused):
    """What was typed cannot be taken."""


@blueprint.post(f"{PERSON}/say")
@right(staff, statements=LIST)
def say_to_person(event_id: int, person_id: int) -> ResponseReturnValue:
    """Say something to somebody alone, or to them and whom they talk to."""
    form = PersonWordsForm()

    def said(account: Account, event: Event, at: datetime) -> str:
        require_valid(form)
        announce_to(account, event, person_id, form.words.data or "", at, also=form.both.data)
        return gettext("It stands on their page, or will when they open it.")

    return for_a_person(event_id, person_id, said)


@blueprint.post(f"{PERSON}/note")
@right(staff)
def note_on_person(event_id: int, person_id: int) -> ResponseReturnValue:
    """Keep something in mind of somebody, for the desk alone."""
    form = NoteForm()

    def noted(account: Account, event: Event, at: datetime) -> str:
        require_valid(form)
        note(account, event, person_id, form.note.data or "", at)
        return ""

    return for_a_person(event_id, person_id, noted)


@blueprint.post(f"{PERSON}/talks/<int:meeting_id>/move")
@right(staff, statements=LIST)
def move(event_id: int, person_id: int, meeting_id: int) -> ResponseReturnValue:
    """Let a talk to come be in another round."""
    form = MoveForm()

    def moved(account: Account, event: Event, at: datetime) -> str:
        require_valid(form)
        move_talk(account, event, meeting_id, form.round.data or 0, at)
        return gettext("Moved. Both see it on their page.")

    return for_a_person(event_id, person_id, moved)


@blueprint.post(f"{PERSON}/talks/<int:meeting_id>/call-off")
@right(staff, statements=LIST)
def call_off(event_id: int, person_id: int, meeting_id: int) -> ResponseReturnValue:
    """Let a talk to come not take place."""

    def called_off(account: Account, event: Event, at: datetime) -> str:
        call_off_talk(account, event, meeting_id, at)
        return gettext("The talk does not take place. Whoever is free got others.")

    return for_a_person(event_id, person_id, called_off)


def require_valid(form: HouseForm) -> None:
    """Refuse what a form complains about, with its sentences."""
    if not form.validate():
        complaints = (str(error) for errors in form.errors.values() for error in errors)
        raise NotSaid(" ".join(dict.fromkeys(complaints)))
