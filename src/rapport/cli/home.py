"""The folder of an installation: made before Django reads its settings."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final
from uuid import uuid4

from django.conf import settings

from rapport.config.environment import SETTINGS_FILE, Environment, WrongSetting
from rapport.directory.schemas import packaged_companies

SIDES: Final = ("office", "desk", "archive")
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST: Final = 80


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `rapport init`."""
    parser.add_argument("side", choices=SIDES)
    parser.add_argument("--name", default="", help="the name people read, such as a company's")
    parser.add_argument("--unit", default="", help="desk: the company's slug in the directory")
    parser.add_argument(
        "--unlisted",
        action="store_true",
        help="desk: the directory does not list the company yet; load it afterwards",
    )
    parser.add_argument("--url", default="", help="the address people use, https://…")
    parser.add_argument("--port", type=int, default=8000, help="the local port (8000)")
    parser.add_argument("--email", default="", help="the first administrator's e-mail address")


def is_installation() -> bool:
    """Whether this process has found an installation of one side."""
    return bool(settings.RAPPORT_SIDE != "all")


def prepare(arguments: Sequence[str]) -> None:
    """Make the installation's folder and settings file, before Django reads them.

    Raises WrongSetting when there is an installation already, or the unit is none: nothing is
    overwritten, nothing written.
    """
    parser = argparse.ArgumentParser(prog="rapport init")
    add_arguments(parser)
    options = parser.parse_args(arguments)
    outside = Environment()
    home = outside.home
    if (home / SETTINGS_FILE).exists():
        raise WrongSetting(f"{home} holds an installation already. Nothing was changed.")
    _check_unit(options, demonstration=outside.yes("DEMO"))
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    lines = [
        "# An installation of Rapport. Every setting: docs/reference/settings.md",
        f"RAPPORT_SIDE={options.side}",
        f"RAPPORT_ID={uuid4()}",
        f"RAPPORT_NAME={options.name or options.side.capitalize()}",
        f"RAPPORT_UNIT={options.unit}",
        f"RAPPORT_URL={options.url or f'http://localhost:{options.port}'}",
        f"RAPPORT_PORT={options.port}",
    ]
    handle = os.open(home / SETTINGS_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def _check_unit(options: argparse.Namespace, *, demonstration: bool) -> None:
    """Raise WrongSetting for a unit for which no letter could ever come here."""
    unit = options.unit
    if not unit:
        return
    if options.side != "desk":
        raise WrongSetting(
            f"--unit is the company of a desk; the side {options.side} has none. "
            "Nothing was made."
        )
    known = packaged_companies(demonstration=demonstration)
    if unit in known or (options.unlisted and SLUG.fullmatch(unit) and len(unit) <= LONGEST):
        return
    if options.unlisted:
        raise WrongSetting(
            f"--unit {unit}: a short name is small letters and digits, with hyphens between, "
            f"{LONGEST} characters at most. Nothing was made."
        )
    near = ", ".join(sorted(get_close_matches(unit, sorted(known), n=3)))
    raise WrongSetting(
        f"--unit {unit}: the directory lists no such company. "
        + (f"Near to it: {near}. " if near else "")
        + "If it is to be loaded afterwards, add --unlisted. Nothing was made."
    )
