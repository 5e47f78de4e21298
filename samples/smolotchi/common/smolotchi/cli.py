"""The commands. Each is imported when it is asked for: start-up counts on a small machine."""

import argparse
import dataclasses
import importlib
import sys
from collections.abc import Sequence

from smolotchi import __version__
from smolotchi.errors import Refusal, say
from smolotchi.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="smolotchi", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("core", help="keep the events")
    web = commands.add_parser("web", help="serve the page")
    web.add_argument("--host", help="address to listen on (SMOLOTCHI_WEB_BIND)")
    web.add_argument("--port", type=int, help="port to listen on (SMOLOTCHI_WEB_PORT)")
    commands.add_parser("display", help="draw on the little screen")
    prune = commands.add_parser("prune", help="delete old events, once")
    prune.add_argument("--days", type=float, help="how long to keep them")
    commands.add_parser("health", help="check web and database; exit code 1 if one is not well")
    options = parser.parse_args(arguments)
    try:
        settings = Settings.read()
        module = importlib.import_module(f"smolotchi.{options.command}")
        if options.command == "web":
            settings = dataclasses.replace(
                settings,
                web_bind=options.host or settings.web_bind,
                web_port=options.port or settings.web_port,
            )
        if options.command == "prune" and options.days is not None:
            return int(module.run(settings, options.days))
        return int(module.run(settings))
    except Refusal as refusal:
        say(f"smolotchi {options.command}: {refusal}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
