"""`tischwechsel create-association`: the first thing an operator does."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient

from commandline.service_commands import cli
from tests.factories.people import make_association
from tests.forms_of_pages import fill
from tests.mailbox import mails_to, signed_in_as
from webapp.accounts.models import Account
from webapp.associations.models import Association
from webapp.extensions import db
from webapp.permissions import Role

ANSWERS = {
    "name": "Ausbildung in Lippe e. V.",
    "slug": "lippe",
    "postcode": "32756",
    "contact-email": "hilfe@example.org",
    "first-name": "Petra",
    "last-name": "Sommer",
    "email": "petra@example.org",
}


def create(environ: dict[str, str], **changed: str) -> Result:
    answers = {**ANSWERS, **{name.replace("_", "-"): value for name, value in changed.items()}}
    options = [part for name, value in answers.items() for part in (f"--{name}", value)]
    return CliRunner().invoke(cli, ["create-association", *options], env=environ)


def test_command_when_answered_makes_the_association_and_its_owner(
    app: Flask, environ: dict[str, str]
) -> None:
    assert create(environ).exit_code == 0
    owner = db.session.scalars(db.select(Account)).one()
    assert (owner.role, owner.name, owner.association.slug) == (Role.OWNER, "Petra Sommer", "lippe")


def test_command_when_done_prints_and_mails_a_link_that_signs_in(
    app: Flask, client: FlaskClient, environ: dict[str, str]
) -> None:
    printed = re.search(r"https?://\S+(/link/\S+)", create(environ).output)
    assert printed is not None
    assert printed.group(1) in mails_to("petra@example.org")[0].text
    fill(client, printed.group(1), "use-link")
    account = signed_in_as(client)
    assert account is not None
    assert account.role is Role.OWNER


def test_command_when_the_service_listens_elsewhere_prints_and_mails_a_link_that_leads_there(
    app: Flask, environ: dict[str, str]
) -> None:
    elsewhere = {name: value for name, value in environ.items() if name != "TISCHWECHSEL_BASE_URL"}
    assert "http://127.0.0.1:8312/link/" in create(elsewhere, port="8312").output
    assert "http://127.0.0.1:8312/link/" in mails_to("petra@example.org")[0].text


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"slug": "Lippe!"}, "slug"),
        ({"slug": "x" * 41}, "slug"),
        ({"postcode": "00000"}, "postcode"),
        ({"contact_email": "hilfe"}, "contact_email"),
        ({"email": "petra@"}, "email"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"first_name": "a\ab"}, "first_name"),
    ],
)
def test_command_when_an_answer_cannot_be_names_it_and_makes_nothing(
    app: Flask, environ: dict[str, str], wrong: dict[str, str], place: str
) -> None:
    result = create(environ, **wrong)
    assert result.exit_code == 1
    assert f"Error: {place}: " in result.output
    assert db.session.scalar(db.select(db.func.count(Association.id))) == 0


def test_command_when_the_slug_is_taken_says_so(app: Flask, environ: dict[str, str]) -> None:
    make_association(slug="lippe")
    db.session.commit()
    result = create(environ)
    assert result.exit_code == 1
    assert "slug: 'lippe' is taken" in result.output


def test_command_when_answers_are_pasted_takes_them_as_they_look(app: Flask, environ: dict[str, str]) -> None:
    pasted = {"first-name": "Anna\u2011Lena\u200b", "last-name": "D´Angelo\u00a0", "postcode": "\ufeff32756"}
    assert create(environ, **pasted, email="petra@exam\u00adple.org").exit_code == 0
    owner = db.session.scalars(db.select(Account)).one()
    assert (owner.name, owner.email) == ("Anna-Lena D’Angelo", "petra@example.org")
