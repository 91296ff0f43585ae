"""Write docs/reference/cli.md from what the `rapport` command says of itself.

argparse has no public way to list a parser's commands and arguments: it is asked in private.
"""

# ruff: noqa: SLF001

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "reference" / "cli.md"
HEAD: Final = """# The command line

Written by `tools/cli.py` from the command itself; do not edit it by hand. The command is
`.venv/bin/rapport`. It finds the installation in the folder that `RAPPORT_HOME` names. What a
program can read goes to stdout, what people are told to stderr. It exits with 0 when done, 1
when refused (the sentence and its [code](errors.md) are on stderr), 2 when misused.
"""

Parser = argparse.ArgumentParser


def written(parser: Parser) -> str:
    """Return the whole page."""
    return HEAD + "".join(_command(*one) for one in commands(parser))


def commands(parser: Parser) -> Iterator[tuple[str, str, Parser]]:
    """Yield every command that can be run: its words, what it does, its parser."""
    group = _subparsers(parser)
    if group is None:
        return
    helps = {choice.dest: choice.help or "" for choice in group._choices_actions}
    for name, sub in group.choices.items():
        if helps.get(name) == argparse.SUPPRESS:
            continue
        if _subparsers(sub) is None:
            yield f"{parser.prog} {name}", helps.get(name, ""), sub
        else:
            yield from commands(sub)


def _subparsers(parser: Parser) -> argparse._SubParsersAction[Parser] | None:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action
    return None


def _command(words: str, about: str, parser: Parser) -> str:
    said = (parser.description or about).strip()
    said = said[:1].upper() + said[1:] + ("" if said.endswith(".") or not said else ".")
    rows = "".join(_row(action) for action in parser._actions if _is_shown(action))
    table = f"\n| argument | |\n| --- | --- |\n{rows}" if rows else ""
    return f"\n## `{words}`\n\n{said}\n{table}"


def _is_shown(action: argparse.Action) -> bool:
    is_help = isinstance(action, argparse._HelpAction)
    return not is_help and action.help != argparse.SUPPRESS


def _row(action: argparse.Action) -> str:
    notes = [action.help or ""]
    if action.option_strings and action.required:
        notes.append("needed")
    if not action.option_strings and action.nargs in {"?", "*"}:
        notes.append("may be left out")
    return f"| `{_name(action)}` | {'; '.join(note for note in notes if note)} |\n"


def _name(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if action.choices is not None:
        value = "{" + ",".join(str(choice) for choice in action.choices) + "}"
    if action.option_strings:
        return ", ".join(action.option_strings) + ("" if action.nargs == 0 else f" {value}")
    many = "…" if action.nargs in {"*", "+"} else ""
    return (value if action.choices is not None else value.lower()) + many


def main() -> None:
    """Write the page."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ["RAPPORT_SIDE"] = "all"
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.config.settings"
    import django  # noqa: PLC0415  it reads the environment above

    django.setup()
    from rapport.cli.main import _parser  # noqa: PLC0415  rooms need Django set up

    PAGE.write_text(written(_parser()), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
