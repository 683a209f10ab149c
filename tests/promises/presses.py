"""What eight people press at the same moment, for every address that changes something, and what must hold then."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.factories.people import make_account, make_applicant, make_company, make_event
from tests.outcomes.evening import make_evening as make_past_evening
from tests.planning.evenings import planned
from tests.promises import presses_at_the_desk
from tests.promises.scene import PRESSES, Press, Presses, Scene, at, count, eight, mails, one_succeeds
from webapp.accounts.codes import issue_code
from webapp.accounts.models import Account, SignInLink
from webapp.accounts.services import issue_link
from webapp.applicants.models import Applicant, ApplicantOccupation
from webapp.companies.models import Company, Offer, ReleaseState, Representative
from webapp.database import now
from webapp.events.models import (
    Event,
    EventState,
    EventTable,
    Registration,
    Wish,
)
from webapp.extensions import db
from webapp.forms.training_years import start_years
from webapp.outcomes.models import Answer
from webapp.permissions import Role
from webapp.planning.models import Ban, Pin, Plan, PlanState

__all__ = ["PRESSES", "presses_at_the_desk"]

ONE_TOKEN = "the-token-of-one-form"
Data = dict[str, object]


@at("pages.language")
def language(scene: Scene) -> Presses:
    return Presses(
        scene.by_mia("/language", language="en"),
        {lambda: db.session.get_one(Applicant, scene.mia_id).account.locale: "en"},
    )


@at("pages.place")
def place(scene: Scene) -> Presses:
    return Presses(scene.by_mia("/place", postcode="32756"))


@at("accounts.sign_in")
def sign_in(scene: Scene) -> Presses:
    taps = eight(Press(None, "/sign-in", {"email": scene.mia.account.email}))
    return Presses(taps, {lambda: (count(SignInLink)(), mails()): (3, 3)})


@at("accounts.sign_in_with_code")
def sign_in_with_code(scene: Scene) -> Presses:
    code = issue_code(scene.mia.account, now())
    db.session.commit()
    return Presses(eight(Press(None, "/code", {"code": code})), fits=one_succeeds)


@at("accounts.use_link")
def use_link(scene: Scene) -> Presses:
    token = issue_link(scene.mia.account, now())
    return Presses(eight(Press(None, f"/link/{token}")), fits=one_succeeds)


@at("accounts.sign_out")
def sign_out(scene: Scene) -> Presses:
    return Presses(scene.by_mia("/sign-out"))


@at("accounts.sign_out_everywhere")
def sign_out_everywhere(scene: Scene) -> Presses:
    return Presses(scene.by_mia("/sign-out-everywhere"))


@at("associations.release")
def release(scene: Scene) -> Presses:
    waiting = make_company(scene.association, state=ReleaseState.WAITING)
    taps = scene.organise(f"/board/companies/{waiting.id}/release")
    return Presses(taps, {mails: 1, count(SignInLink): 1})


@at("associations.decline")
def decline(scene: Scene) -> Presses:
    waiting = make_company(scene.association, state=ReleaseState.WAITING)
    return Presses(scene.organise(f"/board/companies/{waiting.id}/decline"), {mails: 1})


@at("associations.profile")
def association(scene: Scene) -> Presses:
    answers = {"name": "Neu", "contact_email": "neu@example.org", "postcode": "32756"}
    return Presses(
        scene.organise("/association", **answers),
        {lambda: db.session.get_one(Company, scene.firm_id).association.name: "Neu"},
    )


@at("accounts.team")
def team(scene: Scene) -> Presses:
    answers = {"first_name": "Mo", "last_name": "Muster", "email": "mo@example.org", "role": "helper"}
    taps = scene.organise("/association/team", **answers)
    return Presses(taps, {count(Account, email="mo@example.org"): 1, mails: 1}, one_succeeds)


@at("applicants.sign_up")
def applicant_signs_up(scene: Scene) -> Presses:
    answers = {
        "first_name": "Lea", "last_name": "Muster", "email": "lea@example.org", "birth_month": "3",
        "birth_year": str(now().year - 16), "postcode": "32756", "occupations": ["tischler"],
        "qualification": "first", "start_year": next_start(), "step": "done", "form_token": ONE_TOKEN,
    }  # fmt: skip
    taps = eight(Press(None, f"/join/{scene.association.slug}/applicant", answers))
    return Presses(taps, {count(Account, email="lea@example.org"): 1, count(Applicant): 5, mails: 1})


@at("applicants.profile")
def profile(scene: Scene) -> Presses:
    return saved_profile(scene, "/profile")


@at("applicants.save_answers")
def save_answers(scene: Scene) -> Presses:
    return saved_profile(scene, "/profile/answers")


def saved_profile(scene: Scene, path: str) -> Presses:
    """Return taps that each name other occupations: whoever is last, theirs stand there whole."""
    lists = [["tischler", "maurer"], ["maurer", "koch", "tischler"], ["koch"], ["maurer"]]
    given = {
        "first_name": "Mia", "last_name": "Muster", "birth_month": "3", "birth_year": str(now().year - 16),
        "postcode": "32756", "qualification": "first", "start_year": next_start(),
    }  # fmt: skip
    taps = [Press(scene.mia.account, path, {**given, "occupations": names}) for names in lists]

    def kept() -> bool:
        query = db.select(ApplicantOccupation).filter_by(applicant_id=scene.mia_id)
        rows = db.session.scalars(query.order_by(ApplicantOccupation.position)).all()
        return [row.occupation_id for row in rows] in lists and [row.position for row in rows] == list(
            range(1, len(rows) + 1)
        )

    return Presses(eight(*taps), {kept: True})


@at("companies.sign_up")
def firm_signs_up(scene: Scene) -> Presses:
    answers = {
        "name": "Meier GmbH", "employees": "9", "postcode": "33098", "entitled_to_train": "y",
        "table_count": "2", "occupation": "tischler", "places": "2", "start_year": next_start(),
        "minimum_qualification": "none", "first_name": "Jo", "last_name": "Meier",
        "email": "meier@example.org", "phone": "05251 12340", "form_token": ONE_TOKEN,
    }  # fmt: skip
    taps = eight(Press(None, f"/join/{scene.association.slug}/company", answers))
    return Presses(taps, {count(Company): 4, count(Representative): 4, mails: 3})


@at("companies.profile")
def firm(scene: Scene) -> Presses:
    answers = {
        "name": "Neu GmbH", "employees": "9", "postcode": "33098", "table_count": "2", "first_name": "Jo",
        "last_name": "Meier", "phone": "05251 12340",
    }  # fmt: skip
    return Presses(
        scene.by_firm("/firm", **answers),
        {lambda: db.session.get_one(Company, scene.firm_id).name: "Neu GmbH"},
    )


@at("companies.add_offer")
def add_offer(scene: Scene) -> Presses:
    answers = {
        "occupation": "koch",
        "places": "1",
        "start_year": next_start(),
        "minimum_qualification": "none",
    }
    taps = scene.by_firm("/firm/offers", **answers)
    return Presses(taps, {count(Offer, company_id=scene.firm.id): 2}, one_succeeds)


@at("companies.remove_offer")
def remove_offer(scene: Scene) -> Presses:
    first = scene.firm.offers[0]
    second = Offer(occupation_id="koch", start_year=2027, minimum_qualification=first.minimum_qualification)
    scene.firm.offers.append(second)
    db.session.flush()
    taps = [Press(scene.speaker, f"/firm/offers/{offer.id}/remove") for offer in (first, second)]
    return Presses(eight(*taps), {count(Offer, company_id=scene.firm.id): 1})


@at("events.register")
def register(scene: Scene) -> Presses:
    newcomer = make_applicant(scene.association)
    taps = eight(Press(newcomer.account, scene.at("/register")))
    return Presses(taps, {count(Registration): 5})


@at("events.withdraw")
def withdraw(scene: Scene) -> Presses:
    """Some come, some go; in the end somebody is there once or not at all."""
    taps = [Press(scene.mia.account, scene.at(f"/{verb}")) for verb in ("withdraw", "register")]
    there = count(Registration, applicant_id=scene.mia.id)
    return Presses(
        eight(*taps), {lambda: there() in {0, 1}: True, lambda: count(Registration)() in {3, 4}: True}
    )


@at("events.tables")
def tables(scene: Scene) -> Presses:
    """Every firm wants one more table at the same moment, and two people of a firm do."""
    colleague = make_account(scene.association, Role.REPRESENTATIVE)
    scene.firm.representatives.append(Representative(account=colleague))
    people = [firm.representatives[0].account for firm in scene.evening.companies]
    taps = eight(*(Press(one, scene.at("/tables"), {"table_count": "2"}) for one in (*people, colleague)))
    numbers = lambda: sorted(db.session.scalars(db.select(EventTable.number)))  # noqa: E731
    return Presses(taps, {lambda: len(numbers()): 6, lambda: len(set(numbers())): 6})


@at("events.tell_availability")
def tell_presence(scene: Scene) -> Presses:
    seat = scene.event.registrations[0].id
    return Presses(scene.by_mia(scene.at("/presence"), seat=str(seat), first="1", last="2"))


@at("events.create")
def create(scene: Scene) -> Presses:
    answers = {**settings(scene.start), "name": "Neuer Abend", "form_token": ONE_TOKEN}
    taps = eight(Press(scene.organisers[0], "/events/new", answers))
    return Presses(taps, {count(Event, name="Neuer Abend"): 1}, lambda statuses: set(statuses) == {302})


@at("events.edit")
def edit(scene: Scene) -> Presses:
    """A published agenda is taken back once."""
    planned(scene.evening, [(1, 0, 0)], PlanState.PUBLISHED)
    taps = scene.organise(scene.at("/edit"), **settings(scene.start + timedelta(hours=2)))
    return Presses(
        taps, {count(Plan, state=PlanState.PUBLISHED): 0, count(Plan, state=PlanState.SUPERSEDED): 1}
    )


@at("events.weights")
def weights(scene: Scene) -> Presses:
    return Presses(scene.organise(scene.at("/weights"), do="usual"))


@at("events.open_registration")
def open_registration(scene: Scene) -> Presses:
    draft = make_event(scene.association, state=EventState.DRAFT, starts_at=scene.start)
    return Presses(
        scene.organise(f"/events/{draft.id}/open"), {count(Event, state=EventState.OPEN): 2}, one_succeeds
    )


@at("events.cancel")
def cancel(scene: Scene) -> Presses:
    return Presses(
        scene.organise(scene.at("/cancel")),
        {mails: 7, count(Event, state=EventState.CANCELLED): 1},
        one_succeeds,
    )


@at("events.wish")
def wish(scene: Scene) -> Presses:
    """Two devices put firms into another order: the last one's stands there whole."""
    ids = [str(firm.id) for firm in scene.evening.companies]
    orders = [ids, ids[::-1]]
    taps = [Press(scene.mia.account, scene.at("/wishes"), {"ranked": order}) for order in orders]

    def kept() -> bool:
        rows = db.session.execute(
            db.select(Wish.company_id, Wish.rank).filter_by(applicant_id=scene.mia_id).order_by(Wish.rank)
        ).all()
        return [str(row[0]) for row in rows] in orders and [row[1] for row in rows] == [1, 2, 3]

    return Presses(eight(*taps), {kept: True})


@at("planning.start")
def plan(scene: Scene) -> Presses:
    return Presses(scene.organise(scene.at("/plan/start")), {count(Plan): 1})


@at("planning.publish")
def publish(scene: Scene) -> Presses:
    for version in (1, 2):
        planned(scene.evening, [(n + 1, n, n) for n in range(3)], version=version)
    taps = scene.organise(scene.at("/plan/1/publish"))
    return Presses(taps, {mails: 7, count(Plan, state=PlanState.PUBLISHED): 1})


@at("planning.by_hand")
def by_hand(scene: Scene) -> Presses:
    """One fixes a meeting while the other keeps the two apart: it is one of both."""
    pair = {"applicant": str(scene.mia.id), "table": str(scene.event.tables[0].id), "round": "any"}
    taps = [Press(scene.organisers[n % 2], scene.at("/plan/by-hand"), pair | {"do": do})
            for n, do in enumerate(("fix", "apart"))]  # fmt: skip
    return Presses(eight(*taps), {lambda: count(Pin)() + count(Ban)(): 1})


@at("planning.release")
def take_back(scene: Scene) -> Presses:
    pin = Pin(event_id=scene.event.id, applicant=scene.mia, table=scene.event.tables[0])
    db.session.add(pin)
    db.session.flush()
    return Presses(scene.organise(scene.at("/plan/by-hand/take-back"), pin=str(pin.id)), {count(Pin): 0})


@at("outcomes.answer")
def answer(scene: Scene) -> Presses:
    """Both sides say yes at the same moment, more than once: each is told once that they match."""
    past = make_past_evening()
    data = {"meeting_id": str(past.meeting(0, 0).id), "answer": "yes"}
    both = (past.applicants[0], past.representatives[0])
    taps = [Press(person, f"/events/{past.event.id}/answers", data) for person in both]
    return Presses(eight(*taps), {mails: 2, count(Answer): 2})


def settings(start: datetime) -> Data:
    """Return what is typed for an evening."""
    closes = start - timedelta(days=2)
    return {
        "name": "Abend", "starts_at": f"{start:%Y-%m-%dT%H:%M}", "rounds": "3", "round_minutes": "10",
        "registration_closes_at": f"{closes:%Y-%m-%dT%H:%M}", "changeover_seconds": "60",
        "guarantee_applicant": "0", "guarantee_table": "0",
    }  # fmt: skip


def next_start() -> str:
    """Return the next year in which training begins."""
    return str(start_years(now().date())[0])
