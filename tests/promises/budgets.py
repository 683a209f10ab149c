"""How many statements each page and each socket message costs the database, in a small and in a large evening.

`python -m tests.promises.budgets` prints the table; `test_budgets.py` holds it against what is declared beside the
rights. Page and message are those of the service; nothing is timed here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, g

from tests.conftest import Visitor
from tests.promises.crowds import Crowd, make_crowd
from tests.statements import counted
from webapp import create_app
from webapp.accounts.models import Account
from webapp.extensions import db, socketio
from webapp.live.known_meetings import forget_all_meetings
from webapp.live.sockets import EVENTS
from webapp.permissions import declared_budget, declared_right, participant
from webapp.planning.models import Meeting, Plan
from webapp.planning.queries import meetings_of

SMALL, LARGE = 30, 1_500
OK = 200
# Pages whose address names no evening, but something that is made up here.
OF_STRANGERS = {"token", "slug", "filename", "key"}


@dataclass(frozen=True)
class Cost:
    """What one page or message cost somebody."""

    name: str
    role: str
    statements: int
    budget: int


def costs(app: Flask, crowd: Crowd) -> Iterator[Cost]:
    """Open each page and send each message once as everybody who may, and count."""
    yield from costs_of_pages(app, crowd)
    yield from costs_of_messages(app, crowd)


def costs_of_pages(app: Flask, crowd: Crowd) -> Iterator[Cost]:
    """Count what each page costs that somebody may open and that there is."""
    for endpoint, shown, path in sorted(pages(app, crowd)):
        for role, account_id in {"nobody": 0, **crowd.accounts}.items():
            account = db.session.get(Account, account_id)
            if not declared_right(app, endpoint)(account):
                continue
            client = app.test_client(user=account) if account else app.test_client()
            client.knocks_are_answered = False
            db.session.remove()
            with counted() as asked:
                status = client.get(path).status_code
            if status == OK:
                yield Cost(shown, role, len(asked), declared_budget(app, endpoint))


def pages(app: Flask, crowd: Crowd) -> Iterator[tuple[str, str, str]]:
    """List every page, of each of the evenings if it is of one: endpoint, what the table says, address."""
    of_running = db.select(Meeting.id).join(Meeting.plan).where(Plan.event_id == crowd.events["running"])
    meeting_id = db.session.scalars(of_running.limit(1)).one()
    made_up = {"meeting_id": meeting_id, "person_id": crowd.accounts["applicant"]}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or "static" in rule.endpoint or rule.arguments & OF_STRANGERS:
            continue
        for name in ("open", "running", "ended") if rule.arguments else ("",):
            event_id = crowd.events[name or "open"]
            built = rule.build({"event_id": event_id, **made_up}, append_unknown=False)
            assert built is not None, rule
            yield rule.endpoint, f"{rule.rule} {name}".rstrip(), built[1]


def costs_of_messages(app: Flask, crowd: Crowd) -> Iterator[Cost]:
    """Count what each message costs that somebody may send who is at the evening that runs."""
    for role, account_id in crowd.accounts.items():
        browser = app.test_client(user=db.session.get_one(Account, account_id))
        person = socketio.test_client(app, flask_test_client=browser)
        for name in ("check_in", *sorted(set(EVENTS) - {"check_in"})):
            account = db.session.get_one(Account, account_id)
            message = message_of(name, crowd, account)
            if not EVENTS[name].right(account) or message is None:
                continue
            db.session.remove()
            forget_all_meetings()  # the dearest case: nothing is known yet
            g.pop("_login_user", None)  # as on a server, where each message finds an empty `g`
            with counted() as asked:
                answer = person.emit(name, message, callback=True)
            assert answer.get("ok"), (name, role, answer)
            yield Cost(name, role, len(asked), EVENTS[name].statements)


def message_of(name: str, crowd: Crowd, account: Account) -> dict[str, object] | None:
    """Return what somebody sends in the round that runs; None where they have nothing to send."""
    of_event, meeting = {"event_id": crowd.events["running"]}, meeting_of(crowd, account)
    shown = {**of_event, "microphone": True, "camera": False}
    messages: dict[str, dict[str, object]] = {
        "check_in": {**of_event, "language": "de"},
        "ask_time": {},
        "watch_desk": of_event,
        "show_media": shown,
        "choose_media": shown,
    }
    if meeting is None or name in messages:
        return messages.get(name)
    of_meeting = {"meeting_id": meeting.id}
    kind = "offer" if account.id == meeting.table.representative_account_id else "answer"
    description = {"type": kind, "sdp": "v=0", "session": "s1", "offer": 1}
    return {
        "ask_partner": of_meeting,
        "ask_longer": {**of_meeting, "wanted": True},
        "say": {**of_meeting, "text": "Hallo", "key": "1"},
        "signal": {**of_meeting, "kind": kind, "data": description},
    }.get(name)


def meeting_of(crowd: Crowd, account: Account) -> Meeting | None:
    """Return the meeting of somebody in the round that runs."""
    meetings = meetings_of(crowd.events["running"], account) if participant(account) else []
    return next((meeting for meeting in meetings if meeting.round == 1), None)


def app_of_its_own() -> Flask:
    """Return the service on an empty database that nobody else uses."""
    instance = tempfile.mkdtemp()
    app = create_app(
        {"TISCHWECHSEL_INSTANCE_PATH": instance, "TISCHWECHSEL_DEVELOPMENT": "yes"}, testing=True
    )
    app.test_client_class = Visitor
    return app


def table_of(small: list[Cost], large: list[Cost]) -> Iterator[str]:
    """Write a line for each page and message: who, statements at both sizes, budget, verdict."""
    yield f"{'page or message':44} {'who':15} {SMALL:>5} {LARGE:>5} budget"
    for few, many in zip(small, large, strict=True):
        verdict = "" if few.statements == many.statements <= many.budget else "  too many"
        yield (
            f"{many.name:44} {many.role:15} {few.statements:5} {many.statements:5} {many.budget:6}{verdict}"
        )


def main() -> None:
    """Print the table."""
    found = []
    for applicants in (SMALL, LARGE):
        app = app_of_its_own()
        with app.app_context():
            db.create_all()
            found.append(list(costs(app, make_crowd(applicants))))
    print("\n".join(table_of(*found)))


if __name__ == "__main__":
    main()
