"""The command ``tischwechsel``: planner and matching by themselves, the web app's commands when asked for."""

from __future__ import annotations

import signal
import sys
from importlib import import_module

import click

# Where a command lives; importing it must cost neither Flask nor a database.
WITHOUT_WEB_APP = {
    "plan": "commandline.planner_commands:plan",
    "replan": "commandline.planner_commands:replan",
    "check": "commandline.planner_commands:check",
    "match": "commandline.match_command:match",
}
WEB_APP = "commandline.service_commands:cli"
# Many connections in one process: gevent replaces what blocks, before anything else is imported.
SERVING = "run"


class WrongArguments(click.ClickException):
    """What was typed makes no sense: one sentence, exit status 2."""

    exit_code = 2


class LazyCommands(click.Group):
    """A group that imports a command when it is called or listed."""

    def list_commands(self, context: click.Context) -> list[str]:
        """All names: the planner's first, then the web app's."""
        return [*WITHOUT_WEB_APP, *_web_app().list_commands(context)]

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was called; one that serves gets its ground prepared first."""
        if args[:1] == [SERVING]:
            import_module("gevent.monkey").patch_all()
        return super().resolve_command(context, args)

    def invoke(self, context: click.Context) -> object:
        """Run the command; wrong arguments of a planner's command are told in one sentence, too."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            if context.invoked_subcommand not in WITHOUT_WEB_APP:
                raise
            click.echo("Stopped; nothing was written.", err=True)
            sys.exit(128 + signal.SIGINT)
        except click.UsageError as error:
            if context.invoked_subcommand not in WITHOUT_WEB_APP:
                raise
            raise WrongArguments(" ".join(error.format_message().split())) from error

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name in WITHOUT_WEB_APP:
            return _load(WITHOUT_WEB_APP[name])
        return _web_app().get_command(context, name)


def _web_app() -> click.Group:
    group = _load(WEB_APP)
    if not isinstance(group, click.Group):
        raise TypeError(f"{WEB_APP} is not a group of commands")
    return group


def _load(place: str) -> click.Command:
    module, name = place.split(":")
    command: click.Command = getattr(import_module(module), name)
    return command


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tischwechsel")
def main() -> None:
    """Speed-dating between applicants and firms: plan it, check it, run it."""
