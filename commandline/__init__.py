"""The command ``tischwechsel``: planner and matching by themselves, the web app's commands only when asked for."""

from __future__ import annotations

from importlib import import_module

import click

# Where a command lives; importing it must cost neither Flask nor a database.
WITHOUT_WEB_APP = {
    "plan": "scheduler.commands:plan",
    "replan": "scheduler.commands:replan",
    "check": "scheduler.commands:check",
    "match": "matching.commands:match",
}
WEB_APP = "webapp.cli:cli"


class LazyCommands(click.Group):
    """A group that imports a command when it is called or listed."""

    def list_commands(self, context: click.Context) -> list[str]:
        """All names: the planner's first, then the web app's."""
        return [*WITHOUT_WEB_APP, *_web_app().list_commands(context)]

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
