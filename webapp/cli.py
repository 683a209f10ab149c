"""The commands of the service: `tischwechsel run`, `upgrade` and their like."""

from __future__ import annotations

import click

from webapp.associations.commands import create_association_command


@click.group()
def cli() -> None:
    """Run and keep the service."""


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def run(host: str, port: int) -> None:
    """Serve the web pages and the live evening."""
    from gevent import monkey

    monkey.patch_all()
    from webapp.server import serve

    serve(host, port)


@cli.command()
def upgrade() -> None:
    """Bring the database to the newest migration."""
    from flask_migrate import upgrade as migrate_upgrade

    from webapp import create_app

    with create_app().app_context():
        migrate_upgrade()
    click.echo("The database is up to date.")


@cli.command()
@click.argument("message")
def migration(message: str) -> None:
    """Write a migration for what changed in the models; for developers."""
    from flask_migrate import migrate as write_migration

    from webapp import create_app

    with create_app().app_context():
        write_migration(message=message, rev_id=None)


cli.add_command(create_association_command)
