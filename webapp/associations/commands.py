"""The command that makes an association, with the first person who may do everything in it."""

from __future__ import annotations

import click


@click.command("create-association")
@click.option("--name", required=True, help="As people know it, such as 'Ausbildung in Lippe e. V.'.")
@click.option("--slug", required=True, help="Its name in addresses: small letters, digits, hyphens.")
@click.option("--postcode", required=True, help="Where it is at home.")
@click.option("--contact-email", required=True, help="Shown to people who need help.")
@click.option("--first-name", required=True, help="Of the organiser.")
@click.option("--last-name", required=True, help="Of the organiser.")
@click.option("--email", required=True, help="Of the organiser; gets the link to sign in.")
def create_association_command(**answers: str) -> None:
    """Make an association and its first organiser, and print the link that signs in."""
    from webapp import create_app
    from webapp.associations.services import NewAssociation, WrongAssociation, create_association
    from webapp.database import now

    with create_app().app_context():
        try:
            link = create_association(NewAssociation(**answers), now())
        except WrongAssociation as wrong:
            raise click.ClickException(str(wrong)) from None
    click.echo(
        f"{answers['name']} is there. {answers['first_name']} signs in once with this link, within 7 days:"
    )
    click.echo(link)
