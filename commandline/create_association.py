"""The command that makes an association, with the first person who may do everything in it."""

from __future__ import annotations

import os
from collections.abc import Mapping

import click

from plaintext.cleaning import name, with_hyphens


@click.command("create-association")
@click.option("--name", required=True, help="As people know it, such as 'Ausbildung in Lippe e. V.'.")
@click.option("--slug", required=True, help="Its name in addresses: small letters, digits, hyphens.")
@click.option("--postcode", required=True, help="Where it is at home.")
@click.option("--contact-email", required=True, help="Shown to people who need help.")
@click.option("--first-name", required=True, help="Of the organiser.")
@click.option("--last-name", required=True, help="Of the organiser.")
@click.option("--email", required=True, help="Of the organiser; gets the link to sign in.")
@click.option("--port", default=8000, show_default=True, help="Where `run` listens, if no address is set.")
def create_association_command(port: int, **answers: str) -> None:
    """Make an association and its first organiser, and print the link that signs in."""
    from webapp import create_app
    from webapp.accounts.team import NewAssociation, WrongAssociation, create_association
    from webapp.database import now
    from webapp.start.readiness import environ_at

    with create_app(environ_at(os.environ, port)).app_context():
        try:
            link = create_association(NewAssociation(**as_meant(answers)), now())
        except WrongAssociation as wrong:
            raise click.ClickException(str(wrong)) from None
    click.echo(
        f"{answers['name']} is there. {answers['first_name']} signs in once with this link, within 7 days:"
    )
    click.echo(link)


def as_meant(answers: Mapping[str, str]) -> dict[str, str]:
    """Clean what was typed or pasted, as the forms do."""
    return {of: name(text) if of == "name" else with_hyphens(name(text)) for of, text in answers.items()}
