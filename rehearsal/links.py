"""The personal links of the demo: printed, and written to a file for whoever drives browsers."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click
from flask import current_app

from rehearsal.instance import base_url
from rehearsal.personal_links import personal_path
from rehearsal.profiles import ascii_name
from webapp.accounts.models import Account
from webapp.companies.queries import company_of
from webapp.languages import local_zone

Played = Mapping[str, Sequence[Account]]
HEADINGS = {"organiser": "Organiser", "applicants": "Applicants", "representatives": "Firms"}


def link_of(account: Account, port: int) -> str:
    """Return a link under a host name of the person's own, so that each keeps their own sign-in."""
    return f"http://{ascii_name(account.first_name)}.localhost:{port}{personal_path(account)}"


def write_links(played: Played, port: int, path: Path) -> None:
    """Write the links for programs; readable by the owner only, for they sign in."""
    links = {part: [link_of(account, port) for account in accounts] for part, accounts in played.items()}
    document = {**links, "organiser": links["organiser"][0]}
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(document, file, indent=2)
        file.write("\n")


def print_links(played: Played, port: int, starts_at: datetime, path: Path) -> None:
    """Tell whoever sits at the terminal what to do."""
    click.echo()
    click.secho(
        f"The first round begins at {starts_at.astimezone(local_zone(current_app)):%H:%M:%S}. ",
        bold=True,
        nl=False,
    )
    click.echo("Open these links in browser windows, as many as you like:")
    for part, accounts in played.items():
        click.echo(f"\n  {HEADINGS[part]}")
        for account in accounts:
            click.echo(f"    {described(account)}")
            click.secho(f"    {link_of(account, port)}", fg="cyan")
    click.echo(
        "\nEach name before .localhost keeps its own sign-in, so all work side by side in one browser."
        "\nA browser that does not know .localhost takes 127.0.0.1 instead, one person per browser."
        f"\nThe mails that went out: {base_url(port)}/dev/mails   These links as JSON: {shown(path)}"
        "\nCtrl-C ends everything.\n"
    )


def described(account: Account) -> str:
    """Return a name, with the firm if there is one."""
    company = company_of(account)
    return f"{account.name}, {company.name}" if company else account.name


def shown(path: Path) -> str:
    """Return a path as short as it can be typed from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
