"""The same for what is pressed at the desk of a live evening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.planning.evenings import planned
from tests.promises.scene import Press, Presses, Scene, at, count, eight
from webapp.accounts.models import Account, SignInCode
from webapp.database import now
from webapp.events.models import ClockChange, ClockChangeKind, Event, Registration
from webapp.extensions import db
from webapp.live.hall.door import let_into_hall
from webapp.live.models import (
    Announcement,
    AnnouncementReader,
    Audience,
    CheckedWay,
    Deed,
    DeskEntry,
    DeviceCheck,
    HelpCall,
    HelpKind,
    Presence,
    PresenceInterval,
    Proposal,
    ProposalState,
)
from webapp.planning.models import Ban, CancelledBecause, Meeting, PlanState

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


@at("live.postpone_start")
def postpone_start(scene: Scene) -> Presses:
    """All have seen the same start: it moves once."""
    planned(scene.evening, [(1, 0, 0)], PlanState.PUBLISHED)
    start, number = scene.start, scene.event.id
    taps = scene.organise(scene.at("/start/postpone"), seen=str(int(start.timestamp())), minutes="5")
    begins = lambda: db.session.get_one(Event, number).starts_at  # noqa: E731
    return Presses(taps, {begins: start + timedelta(minutes=5)})


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


def before_the_second_round(scene: Scene) -> None:
    """The first round runs; Mia has not come, and has the only talk of the second."""
    planned(scene.evening, [(1, 1, 0), (2, 0, 0)], PlanState.PUBLISHED)
    scene.event.starts_at = now() - timedelta(minutes=2)
    db.session.commit()


@at("live.propose")
def propose(scene: Scene) -> Presses:
    """The last one asked for is the one that waits."""
    before_the_second_round(scene)
    taps = scene.organise(scene.at("/proposal"), without=str(scene.mia.account_id))
    return Presses(taps, {count(Proposal, state=ProposalState.OPEN): 1})


def a_proposal(scene: Scene) -> Proposal:
    """The table of the second round is given to somebody else."""
    before_the_second_round(scene)
    lost = db.session.scalars(db.select(Meeting).filter_by(round=2)).one()
    made = Proposal(event_id=scene.event.id, made_at=now(), after_round=1, without=[scene.mia.account_id])
    made.parts = [{"lost": [lost.id], "new": [[2, scene.evening.applicants[2].id, lost.table_id]]}]
    db.session.add(made)
    db.session.commit()
    return made


@at("live.accept_proposal")
def accept_proposal(scene: Scene) -> Presses:
    """It is taken once: there is one meeting more."""
    made = a_proposal(scene)
    taps = scene.organise(scene.at("/proposal/accept"), seen=str(made.id), parts="0")
    return Presses(taps, {count(Meeting): 3, count(DeskEntry): 1})


@at("live.decline_proposal")
def decline_proposal(scene: Scene) -> Presses:
    """It is declined once."""
    made = a_proposal(scene)
    taps = scene.organise(scene.at("/proposal/decline"), seen=str(made.id))
    return Presses(taps, {count(Meeting): 2, count(DeskEntry): 1})


@at("live.walk_in")
def walk_in(scene: Scene) -> Presses:
    """Whoever is let in twice by a double tap is one person."""
    running(scene)
    said = {"first_name": "Dina", "last_name": "Sander", "occupations": "tischler"}
    said |= {"qualification": "intermediate", "email": "", "form_token": ONE_TOKEN}
    before = count(Account)()
    taps = eight(Press(scene.organisers[0], scene.at("/walk-in"), said))
    return Presses(taps, {count(Account): before + 1})


@at("live.person_goes")
def person_goes(scene: Scene) -> Presses:
    """Eight times is as good as once."""
    before_the_second_round(scene)
    taps = scene.organise(scene.at(f"/people/{scene.mia.account_id}/goes"))
    return Presses(taps, {count(Meeting, cancelled_because=CancelledBecause.APPLICANT_LEFT): 1})


@at("live.person_returns")
def person_returns(scene: Scene) -> Presses:
    before_the_second_round(scene)
    number = scene.mia_id
    taps = scene.organise(scene.at(f"/people/{scene.mia.account_id}/returns"))
    return Presses(taps, {count(Registration, applicant_id=number, available=None): 1})


def talk_of_mia(scene: Scene) -> int:
    """Let Mia have a talk in the second of three rounds, and return its number."""
    before_the_second_round(scene)
    scene.event.rounds = 3
    db.session.commit()
    return db.session.scalars(db.select(Meeting.id).filter_by(round=2)).one()


@at("live.move")
def move(scene: Scene) -> Presses:
    """It moves once; whoever comes later is told that the round is not free."""
    number = talk_of_mia(scene)
    taps = scene.organise(scene.at(f"/people/{scene.mia.account_id}/talks/{number}/move"), round="3")
    moved = {count(Meeting, id=number, round=3): 1, count(DeskEntry, deed=Deed.TALK_MOVED): 1}
    return Presses(taps, moved)


@at("live.call_off")
def call_off(scene: Scene) -> Presses:
    """It is called off once."""
    number = talk_of_mia(scene)
    taps = scene.organise(scene.at(f"/people/{scene.mia.account_id}/talks/{number}/call-off"))
    return Presses(taps, {count(Ban): 1, count(DeskEntry, deed=Deed.TALK_CALLED_OFF): 1})


@at("live.say_to_person")
def say_to_person(scene: Scene) -> Presses:
    """What is sent twice is said once."""
    running(scene)
    said = {"words": "Bitte neu laden.", "form_token": ONE_TOKEN}
    taps = eight(Press(scene.organisers[0], scene.at(f"/people/{scene.mia.account_id}/say"), said))
    return Presses(taps, {count(Announcement): 1, count(AnnouncementReader): 1})


@at("live.note_on_person")
def note_on_person(scene: Scene) -> Presses:
    """What is sent twice is noted once."""
    running(scene)
    said = {"note": "Kommt später.", "form_token": ONE_TOKEN}
    taps = eight(Press(scene.organisers[0], scene.at(f"/people/{scene.mia.account_id}/note"), said))
    return Presses(taps, {count(DeskEntry, deed=Deed.NOTED): 1})


@at("live.person_arrives")
def person_arrives(scene: Scene) -> Presses:
    """Somebody is let in once, and was there from then on in one stretch."""
    running(scene)
    taps = scene.organise(scene.at(f"/people/{scene.mia.account_id}/arrives"))
    return Presses(taps, {count(Presence, in_hall=True): 1, count(PresenceInterval): 1, count(DeskEntry): 1})


@at("live.person_leaves_hall")
def person_leaves_hall(scene: Scene) -> Presses:
    running(scene)
    let_into_hall(scene.organisers[0], scene.event, scene.mia.account_id, now())
    taps = scene.organise(scene.at(f"/people/{scene.mia.account_id}/leaves-hall"))
    return Presses(taps, {count(Presence, in_hall=True): 0, count(PresenceInterval, ended_at=None): 0})


@at("live.new_code")
def new_code(scene: Scene) -> Presses:
    """One code of a person is good at most; whoever has proven an address gets none."""
    running(scene)
    scene.mia.account.confirmed_at = None
    db.session.commit()
    return Presses(scene.organise(scene.at(f"/people/{scene.mia.account_id}/code")), {count(SignInCode): 1})


@at("live.keep_device_check")
def keep_device_check(scene: Scene) -> Presses:
    works = dict.fromkeys(("browser", "camera", "microphone", "speaker"), "yes")
    return Presses(
        scene.by_mia("/device-check", way="udp", **works), {count(DeviceCheck, way=CheckedWay.UDP): 1}
    )


def starts_soon(scene: Scene) -> Callable[[], bool]:
    """Return the question whether the evening begins within minutes."""
    number = scene.event.id
    return lambda: db.session.get_one(Event, number).starts_at < now() + timedelta(minutes=5)
