"""The same for what is pressed at the desk of a live evening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.planning.evenings import planned
from tests.promises.scene import Press, Presses, Scene, at, count, eight
from webapp.database import now
from webapp.events.models import ClockChange, ClockChangeKind, Event
from webapp.extensions import db
from webapp.live.models import Announcement, Audience, DeskEntry, HelpCall, HelpKind
from webapp.planning.models import PlanState

ONE_TOKEN = "the-token-of-one-form"


@at("live.start")
def start(scene: Scene) -> Presses:
    """The moment of the start is set once."""
    planned(scene.evening, [(1, 0, 0)], PlanState.PUBLISHED)
    return Presses(scene.organise(scene.at("/start")), {starts_soon(scene): True})


@at("live.stop")
def stop(scene: Scene) -> Presses:
    """Some start it while others stop it: it begins soon, or as it was planned."""
    planned(scene.evening, [(1, 0, 0)], PlanState.PUBLISHED)
    taps = [Press(scene.organisers[0], scene.at(f"/start{rest}")) for rest in ("", "/stop")]
    soon, planned_start, number = starts_soon(scene), scene.start, scene.event.id
    begins = lambda: db.session.get_one(Event, number).starts_at  # noqa: E731
    return Presses(eight(*taps), {lambda: soon() or begins() == planned_start: True})


def running(scene: Scene) -> None:
    """Let the evening be in its first round."""
    planned(scene.evening, [(1, 0, 0)], PlanState.PUBLISHED)
    scene.event.starts_at = now() - timedelta(minutes=1)
    db.session.commit()


@at("live.clock")
def clock(scene: Scene) -> Presses:
    """All have seen the same clock: one press counts."""
    running(scene)
    return Presses(scene.organise(scene.at("/clock"), press="lengthen", seen="0"), {count(ClockChange): 1})


@at("live.undo")
def undo(scene: Scene) -> Presses:
    """What was done last is undone once."""
    running(scene)
    change = ClockChange(event_id=scene.event.id, kind=ClockChangeKind.EXTEND, at=now(), seconds=60)
    db.session.add(change)
    db.session.commit()
    return Presses(scene.organise(scene.at("/clock/undo"), seen=str(change.id)), {count(ClockChange): 0})


@at("live.say_to_all")
def say_to_all(scene: Scene) -> Presses:
    """What is sent twice is said once."""
    running(scene)
    said = {"words": "Noch zwei Minuten.", "audience": "everybody", "form_token": ONE_TOKEN}
    taps = eight(Press(scene.organisers[0], scene.at("/announcements"), said))
    return Presses(taps, {count(Announcement): 1})


@at("live.unsay")
def unsay(scene: Scene) -> Presses:
    running(scene)
    said = Announcement(event_id=scene.event.id, audience=Audience.EVERYBODY, words="Pause", at=now())
    db.session.add(said)
    db.session.commit()
    taps = scene.organise(scene.at("/announcements/take-back"), seen=str(said.id))
    return Presses(taps, {count(Announcement): 0})


def called(scene: Scene) -> HelpCall:
    """Let Mia call for help."""
    running(scene)
    made = HelpCall(event_id=scene.event.id, account_id=scene.mia.account.id, kind=HelpKind.HELP, at=now())
    db.session.add(made)
    db.session.commit()
    return made


@at("live.take_help")
def take_help(scene: Scene) -> Presses:
    call = called(scene)
    return Presses(scene.organise(scene.at(f"/help/{call.id}/take")), {count(HelpCall): 1})


@at("live.finish_help")
def finish_help(scene: Scene) -> Presses:
    """It is done once, and so says the diary."""
    call = called(scene)
    return Presses(scene.organise(scene.at(f"/help/{call.id}/done")), {count(DeskEntry): 1})


def starts_soon(scene: Scene) -> Callable[[], bool]:
    """Return the question whether the evening begins within minutes."""
    number = scene.event.id
    return lambda: db.session.get_one(Event, number).starts_at < now() + timedelta(minutes=5)
