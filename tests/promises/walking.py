"""Everything that takes input, found where it is declared, so that nothing new can be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule
from wtforms.fields.core import UnboundField

from tests.factories.people import (
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from tests.forms_of_pages import RenderedForm, forms_of
from tests.promises.test_rights import our_rules
from webapp.accounts.models import Account
from webapp.database import now
from webapp.events.models import EventState
from webapp.extensions import db
from webapp.forms.fields import HouseForm
from webapp.live.models import HelpCall, HelpKind
from webapp.permissions import declared_right
from webapp.planning.models import Ban, Meeting, Pin, Plan, PlanState

READ = re.compile(r'request\.(?:form|args|values|files)\.get(?:list)?\(\s*(?:"(\w+)"|(\w+))')
LISTED = re.compile(r"request\.\w+\.get(?:list)?\(name[^)]*\) for name in \(([^)]*)\)")
OF_THE_PAST = ("outcomes.", "live.", "planning.start", "planning.meeting")


@dataclass
class World:
    """An association with one of each thing and of each person."""

    people: dict[str, Account | None]
    arguments: dict[str, int | str]
    past_event: int
    past_meeting: int

    def address(self, rule: Rule) -> str:
        """Where a view is found, at an evening at which it does most."""
        past = {"event_id": self.past_event} if rule.endpoint.startswith(OF_THE_PAST) else {}
        built = rule.build({**self.arguments, **past}, append_unknown=False)
        assert built is not None, f"{rule}: this test knows no {rule.arguments}"
        return str(built[1])

    def who_may(self, app: Flask, rule: Rule) -> list[str]:
        """Those who can call a view; who is signed in is no stranger, so one of them is enough for all."""
        allowed = [
            name for name, account in self.people.items() if declared_right(app, rule.endpoint)(account)
        ]
        return ["nobody"] if "nobody" in allowed else allowed


def make_world() -> World:
    """Make it anew in an empty database: an evening to come, another that was."""
    db.session.rollback()
    db.session.expunge_all()
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    association = make_association()
    applicant, company = make_applicant(association), make_company(association)
    ahead = make_event(association, starts_at=now() + timedelta(days=9))
    ahead.registration_closes_at = now() + timedelta(days=7)
    past = make_event(association, starts_at=now() - timedelta(days=1), state=EventState.PUBLISHED)
    plan = Plan(event=past, version=1, state=PlanState.PUBLISHED)
    for event in (ahead, past):
        make_registration(event, applicant)
        table = make_table(event, company)
    plan.meetings = [Meeting(round=1, table=table, applicant=applicant, utility=1.0)]
    pair = {"event_id": ahead.id, "applicant_id": applicant.id}
    pin, ban = Pin(**pair, table_id=ahead.tables[0].id), Ban(**pair, company_id=company.id)
    call = HelpCall(event_id=ahead.id, account_id=applicant.account_id, kind=HelpKind.HELP, at=now())
    db.session.add_all([plan, pin, ban, call])
    organiser = make_organiser(association)
    db.session.commit()
    people = {
        "nobody": None,
        "organiser": organiser,
        "applicant": applicant.account,
        "representative": company.representatives[0].account,
    }
    arguments: dict[str, int | str] = {
        "event_id": ahead.id,
        "call_id": call.id,
        "company_id": company.id,
        "offer_id": company.offers[0].id,
        "account_id": applicant.account_id,
        "person_id": applicant.account_id,
        "key": "a",
        "meeting_id": plan.meetings[0].id,
        "version": 1,
        "slug": association.slug,
        "token": "a",
        "address": "a@example.org",
        "pin": pin.id,
        "ban": ban.id,
    }
    return World(people, arguments, past.id, plan.meetings[0].id)


def house_forms(form: type[HouseForm] = HouseForm) -> Iterator[type[HouseForm]]:
    """Yield every form of the service."""
    for kind in form.__subclasses__():
        if kind.__module__.startswith("webapp."):
            yield kind
        yield from house_forms(kind)


def fields_of_forms() -> set[str]:
    """The names of the fields of all forms."""
    return {n for form in house_forms() for n in dir(form) if isinstance(getattr(form, n), UnboundField)}


def names_read(root: Path) -> set[str]:
    """The names that views read from a request without a form."""
    found: set[str] = set()
    for path in sorted((root / "webapp").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found |= {name for name, _variable in READ.findall(text) if name}
        found |= {name for listed in LISTED.findall(text) for name in re.findall(r'"(\w+)"', listed)}
    return found


def rules_taking(app: Flask, method: str) -> list[Rule]:
    """The addresses that take a method."""
    return [rule for rule in our_rules(app) if method in (rule.methods or ())]


def pages_with_forms(app: Flask, world: World) -> dict[tuple[str, str], Rule]:
    """On which page each person finds the form that goes to a view, by view and person."""
    adapter, found = app.url_map.bind("localhost"), {}
    for rule in rules_taking(app, "GET"):
        for who in world.who_may(app, rule):
            address = world.address(rule)
            page = app.test_client(user=world.people[who]).get(address)
            for form in forms_of(page):
                if form.method == "post":
                    view, _arguments = adapter.match(
                        (form.action or address).partition("#")[0], method="POST"
                    )
                    found.setdefault((view, who), rule)
    return found


def form_on_its_page(app: Flask, world: World, rule: Rule, page: Rule, who: str) -> RenderedForm:
    """The form as the page shows it now."""
    address, page_address = world.address(rule), world.address(page)
    shown = app.test_client(user=world.people[who]).get(page_address)
    forms = [form for form in forms_of(shown) if form.method == "post"]
    return next(
        (form for form in forms if (form.action or page_address).partition("#")[0] == address),
        RenderedForm(address, "", "post", MultiDict()),
    )
