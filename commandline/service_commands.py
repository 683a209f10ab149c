"""The commands of the service: `tischwechsel run`, `upgrade` and their like."""

from __future__ import annotations

import click

from commandline.create_association import create_association_command
from rehearsal.options import (
    CHANGEOVER_SECONDS,
    PORT,
    ROUND_SECONDS,
    ROUNDS,
    SEED,
    START_IN,
    Options,
    Timetable,
)


@click.group()
def cli() -> None:
    """Run and keep the service."""


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def run(host: str, port: int) -> None:
    """Serve the web pages and the live evening."""
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
@click.option("--port", default=8000, show_default=True, type=PORT, help="Port to listen on.")
@click.option("--start-in", default=60, show_default=True, type=START_IN, help="Seconds to the first round.")
@click.option("--rounds", default=6, show_default=True, type=ROUNDS, help="Number of rounds.")
@click.option("--round-seconds", default=60, show_default=True, type=ROUND_SECONDS, help="Length of a round.")
@click.option(
    "--changeover-seconds",
    default=15,
    show_default=True,
    type=CHANGEOVER_SECONDS,
    help="Between rounds.",
)
@click.option("--seed", default=1, show_default=True, type=SEED, help="Draws other people.")
def demo(port: int, start_in: int, **timetable: int) -> None:
    """Run an evening with people in it, on this machine."""
    from rehearsal.supervisor import run_demo

    run_demo(Options(port, start_in, Timetable(**timetable)))


@cli.command()
@click.argument("message")
def migration(message: str) -> None:
    """Write a migration for what changed in the models; for developers."""
    from flask_migrate import migrate as write_migration

    from webapp import create_app

    with create_app().app_context():
        write_migration(message=message, rev_id=None)


cli.add_command(create_association_command)
