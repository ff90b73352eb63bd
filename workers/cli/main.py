"""The command group: names and one-line helps only, so that `--help` imports nothing heavy."""

import difflib
import importlib
import sys

import click

COMMANDS = {
    "up": ("up", "Start everything: server, workers, beat and the live screen."),
    "config": ("config", "Check the file of feeds, watches and channels."),
    "feeds": ("feeds.group", "List, check, add, exchange and parse feeds; show how they have been doing."),
    "enrich": ("enrich", "Recognise entities, countries, regions and keywords in a text."),
    "lexicon": ("lexicon", "Check what is known by name and word, and add to it."),
    "watch": ("watch", "Try watches on a text."),
    "setup": ("setup", "Prepare Elasticsearch: templates, roles and a key that can do no more."),
    "search": ("search", "Search the index."),
    "export": ("export", "Export all answers to a query."),
    "index": ("index", "Count, migrate, reprocess and thin out the index."),
    "backup": ("backup", "Copy what this machine keeps, while it runs."),
    "alerts": ("alerts.group", "List alerts; vote, acknowledge, mute, send again; try a channel."),
    "stories": ("stories", "Group texts into stories; show one with its copies."),
    "page": ("page", "Serve the page that reads all of it in a browser."),
    "status": ("status", "Say what is due, underway, failing and indexed."),
    "doctor": ("doctor", "Check what is installed, reachable and writable."),
    "dead": ("dead", "List, retry and drop work that was put aside."),
}


class LazyGroup(click.Group):
    """Imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Gives the names in the order of a day's work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Gives a command by name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"workers.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list from the table: no module is imported for it."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Finds the command; names the nearest one when there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="beffroi", message="%(prog)s %(version)s")
def beffroi() -> None:
    """Watch the French-language press and sound the alarm.

    \b
    First look, without network:   beffroi up --demo
    For real:                      beffroi up
    """


def main() -> None:
    """Runs the command line; trouble of ours is one clear message and exit 1, or 2 for the file."""
    from workers.news.errors import BadConfiguration, NewsError

    try:
        beffroi()
    except BadConfiguration as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except NewsError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
