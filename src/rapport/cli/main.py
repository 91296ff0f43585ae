"""The entrance: find the installation, set Django up, run one subcommand.

Prints what a program can read on stdout, speaks to people on stderr, exits 0, 1 refused, 2
misused.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final

import django

from rapport import __version__
from rapport.cli import home, restoring
from rapport.config.environment import WrongSetting
from rapport.foundation.errors import Refusal

ROOMS: Final = (
    "rapport.cli.commands",
    "rapport.journal.commands",
    "rapport.protocol.commands",
    "rapport.directory.commands",
    "rapport.accounts.commands",
    "rapport.matching.commands",
    "rapport.documents.commands",
    "rapport.reading.commands",
    "rapport.exchange.commands",
    "rapport.mail.commands",
    "rapport.archive.commands",
    "rapport.demo.commands",
)
NO_INSTALLATION: Final = (
    "This needs an installation. Make one with `rapport init SIDE`, or name its folder in "
    "RAPPORT_HOME."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    try:
        if arguments[:1] == ["init"]:
            home.prepare(arguments[1:])
        if arguments[:1] == ["restore"]:
            restoring.prepare(arguments[1:])
        django.setup()
        options = _parser().parse_args(arguments)
        if getattr(options, "needs_installation", True) and not home.is_installation():
            print(NO_INSTALLATION, file=sys.stderr)
            return 2
        status = int(options.run(options) or 0)
        sys.stdout.flush()
        return status
    except Refusal as refusal:
        print(f"{refusal} [{refusal.code}]", file=sys.stderr)
        return 1
    except WrongSetting as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever reads has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rapport",
        description="The working channel between UN experts and technology companies.",
    )
    parser.add_argument("--version", action="version", version=f"rapport {__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for room in ROOMS:
        importlib.import_module(room).add(subparsers)
    return parser
