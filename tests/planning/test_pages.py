"""The pages of a plan: who may press what, and what is shown before, while and after it is made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import make_account, make_association, make_organiser
from tests.forms_of_pages import fill, forms_of
from tests.mailbox import mails_to
from tests.planning.evenings import BEFORE, Evening, make_evening, planned
from webapp.accounts.models import Account
from webapp.database import now
from webapp.events.services import withdraw_applicant
from webapp.extensions import db
from webapp.jobs.ticker import give_up_lost_plans
from webapp.permissions import Role
from webapp.planning.models import Plan, PlanState
from webapp.planning.queries import plans_of, published_plan
from webapp.planning.services.by_hand import fix_talk
from webapp.planning.services.publication import publish_plan
from webapp.planning.services.solving import LOST_AFTER, begin_plan, solve


@pytest.fixture
def evening(app: Flask) -> Evening:
    start = now() + timedelta(days=30)
    return make_evening(firms=3, people=4, starts_at=start, registration_closes_at=start - timedelta(days=2))


def of(evening: Evening, path: str = "") -> str:
    return f"/events/{evening.event.id}/plan{path}"


def page(app: Flask, account: Account, path: str) -> str:
    answer = app.test_client(user=account).get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_organiser_when_pressing_plan_and_publish_gives_everybody_an_agenda(
    app: Flask, evening: Evening
) -> None:
    client = app.test_client(user=evening.organiser)
    assert fill(client, of(evening), of(evening, "/start")).status_code == 302
    (plan,) = plans_of(evening.event.id)
    assert client.get(of(evening, "/progress")).get_json()["solving"] is True
    solve(plan.id)
    assert client.get(of(evening, "/progress")).get_json() == {"solving": False}
    fill(client, of(evening), of(evening, "/1/publish"))
    assert published_plan(evening.event.id).version == 1
    assert len(mails_to(evening.applicants[0].account.email)) == 1


def test_page_when_a_plan_is_solved_shows_grid_certificate_and_versions(app: Flask, evening: Evening) -> None:
    solve(begin_plan(evening.organiser, evening.event, now()).id)
    said = page(app, evening.organiser, of(evening))
    assert evening.applicants[0].account.name in said
    assert evening.companies[0].name in said
    assert "Besser geht es nicht, bewiesen." in said
    assert "Fassung 1 veröffentlichen" in said


def test_page_when_talks_were_cancelled_says_that_the_certificate_is_older(
    app: Flask, evening: Evening
) -> None:
    plan = begin_plan(evening.organiser, evening.event, now())
    solve(plan.id)
    publish_plan(evening.organiser, plan, now())
    older = "seither sind Gespräche ausgefallen"
    assert older not in page(app, evening.organiser, of(evening))
    withdraw_applicant(evening.applicants[0].account, evening.event, now())
    assert older in page(app, evening.organiser, of(evening))


def test_page_of_a_talk_when_it_is_cancelled_does_not_say_that_the_two_meet(
    app: Flask, evening: Evening
) -> None:
    fix_talk(evening.organiser, evening.event, evening.applicants[0], evening.event.tables[0], 1, now())
    plan = begin_plan(evening.organiser, evening.event, now())
    solve(plan.id)
    publish_plan(evening.organiser, plan, now())
    meeting = next(m for m in plan.meetings if m.applicant_id == evening.applicants[0].id and m.round == 1)
    address = f"/events/{evening.event.id}/plan/meetings/{meeting.id}"
    meets = f"{meeting.applicant.account.name} trifft {meeting.table.company.name}"
    assert meets in page(app, evening.organiser, address)
    withdraw_applicant(meeting.applicant.account, evening.event, now())
    said = page(app, evening.organiser, address)
    assert "Warum es geplant war" in said
    assert meets not in said


def test_page_when_planning_goes_on_shows_progress_in_words(app: Flask, evening: Evening) -> None:
    plan = begin_plan(evening.organiser, evening.event, now())
    plan.stage, plan.progress = "rounds", 0.4
    db.session.commit()
    assert "Wer trifft sich in welcher Runde?" in page(app, evening.organiser, of(evening))
    told = app.test_client(user=evening.organiser).get(of(evening, "/progress")).get_json()
    assert told == {"solving": True, "progress": 0.4, "words": "Wer trifft sich in welcher Runde?"}


def test_page_when_the_process_was_lost_says_so_and_offers_to_start_again(
    app: Flask, evening: Evening
) -> None:
    begin_plan(evening.organiser, evening.event, now() - LOST_AFTER - timedelta(seconds=5))
    give_up_lost_plans(now())
    client = app.test_client(user=evening.organiser)
    answer = client.get(of(evening))
    assert "unterbrochen" in answer.get_data(as_text=True)
    assert of(evening, "/start") in {form.action for form in forms_of(answer)}
    assert client.get(of(evening, "/progress")).get_json() == {"solving": False}


def test_start_when_nobody_has_registered_says_so(app: Flask, evening: Evening) -> None:
    evening.event.registrations.clear()
    db.session.commit()
    client = app.test_client(user=evening.organiser)
    fill(client, of(evening), of(evening, "/start"))
    assert "mindestens einen Tisch und eine Bewerber:in" in client.get(of(evening)).get_data(as_text=True)
    assert plans_of(evening.event.id) == []


def test_publish_when_the_plan_no_longer_fits_says_so_and_publishes_nothing(
    app: Flask, evening: Evening
) -> None:
    planned(evening, [(1, 0, 0)])
    client = app.test_client(user=evening.organiser)
    form = client.get(of(evening))
    assert of(evening, "/1/publish") in {f.action for f in forms_of(form)}
    db.session.delete(evening.event.registrations[0])
    db.session.commit()
    fill(client, of(evening), of(evening, "/1/publish"))
    assert "Er passt nicht mehr" in client.get(of(evening)).get_data(as_text=True)
    assert published_plan(evening.event.id) is None


def test_publish_when_the_version_does_not_exist_is_not_found(app: Flask, evening: Evening) -> None:
    planned(evening, [(1, 0, 0)])
    client = app.test_client(user=evening.organiser)
    token = forms_of(client.get(of(evening)))[0].values["csrf_token"]
    assert client.post(of(evening, "/7/publish"), data={"csrf_token": token}).status_code == 404


def test_helper_when_looking_at_a_plan_sees_it_without_buttons(app: Flask, evening: Evening) -> None:
    planned(evening, [(1, 0, 0)])
    helper = make_account(evening.event.association, Role.HELPER)
    db.session.commit()
    answer = app.test_client(user=helper).get(of(evening))
    assert evening.companies[0].name in answer.get_data(as_text=True)
    assert not [form for form in forms_of(answer) if "/plan/" in form.action]


def test_page_when_a_newer_version_is_only_solved_shows_it_and_says_which_one_holds(
    app: Flask, evening: Evening
) -> None:
    planned(evening, [(1, 0, 0)], PlanState.PUBLISHED)
    planned(evening, [(1, 1, 0)], version=2)
    said = page(app, evening.organiser, of(evening))
    assert "Fassung 2 veröffentlichen" in said
    assert "Veröffentlicht ist Fassung 1. Sie gilt, bis Sie eine andere veröffentlichen." in said
    assert "Veröffentlicht ist" not in page(app, evening.organiser, of(evening, "?version=1"))


def test_page_when_the_evening_has_begun_shows_the_published_version(app: Flask, evening: Evening) -> None:
    planned(evening, [(1, 0, 0)], PlanState.PUBLISHED)
    planned(evening, [(1, 1, 0)], version=2)
    evening.event.starts_at = now() - timedelta(minutes=1)
    db.session.commit()
    said = page(app, evening.organiser, of(evening))
    assert "<h2>Fassung 1 " in said
    assert "Veröffentlicht ist" not in said


def test_page_when_somebody_withdrew_since_the_plan_counts_only_what_there_is(
    app: Flask, evening: Evening
) -> None:
    planned(evening, [(1, 0, 0)])
    for registration in evening.event.registrations:
        registration.created_at = BEFORE - timedelta(days=1)
    db.session.delete(evening.event.registrations[0])
    db.session.commit()
    assert "Seit diesem Plan: 1 Absage. Planen Sie neu" in page(app, evening.organiser, of(evening))


def test_grid_when_read_out_names_round_partner_and_wish(app: Flask, evening: Evening) -> None:
    planned(evening, [(2, 0, 0)])
    said = page(app, evening.organiser, of(evening))
    assert f'aria-label="1, Runde 2: {evening.companies[0].name}, ohne Wunsch"' in said


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.REPRESENTATIVE])
def test_participant_when_asking_for_a_plan_is_refused(app: Flask, evening: Evening, role: Role) -> None:
    account = make_account(evening.event.association, role)
    db.session.commit()
    for path in ("", "/progress"):
        assert app.test_client(user=account).get(of(evening, path)).status_code == 403


def test_meeting_when_opened_says_why_the_two_meet(app: Flask, evening: Evening) -> None:
    plan = planned(evening, [(1, 0, 0)])
    said = page(app, evening.organiser, of(evening, f"/meetings/{plan.meetings[0].id}"))
    assert evening.applicants[0].account.name in said
    assert "Tischler" in said


def test_meeting_when_of_another_association_is_not_found(app: Flask, evening: Evening) -> None:
    plan = planned(evening, [(1, 0, 0)])
    other = make_organiser(make_association())
    db.session.commit()
    path = of(evening, f"/meetings/{plan.meetings[0].id}")
    assert app.test_client(user=other).get(path).status_code == 404


def test_page_when_a_seat_has_no_name_warns(app: Flask, evening: Evening) -> None:
    evening.event.tables[1].representative_account_id = None
    db.session.commit()
    said = page(app, evening.organiser, of(evening))
    assert "An 1 Tisch ist noch niemand benannt" in said
    assert evening.companies[1].name in said


def test_page_when_an_older_version_is_asked_for_shows_that_one(app: Flask, evening: Evening) -> None:
    planned(evening, [(1, 0, 0)], PlanState.SUPERSEDED)
    planned(evening, [(1, 1, 0), (2, 0, 0)], PlanState.PUBLISHED, version=2)
    assert "Fassung 1 veröffentlichen" in page(app, evening.organiser, of(evening, "?version=1"))
    assert "Fassung 2 veröffentlichen" not in page(app, evening.organiser, of(evening))
    assert db.session.scalar(db.select(db.func.count(Plan.id))) == 2
