"""`rapport suggest` and `rapport areas`: what texts concern, and the map of themes.

Neither needs an installation.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO, Final

from rapport.matching import theme_formats, themes
from rapport.matching.area_ranking import AreaSuggestion
from rapport.matching.ranking import Suggestion
from rapport.matching.selectors import suggested_areas, suggested_mandates
from rapport.protocol.errors import FileMissing

Suggested = Suggestion | AreaSuggestion

STANDARD_INPUT: Final = "-"
FIRST: Final = 10


class LineUnusable(ValueError):
    """A line that holds no text to suggest for, and why."""


def add(subparsers: Any) -> None:
    """Add `rapport suggest mandates`, `rapport suggest issue-areas`, `rapport areas themes`."""
    _add_themes(subparsers)
    parser = subparsers.add_parser("suggest", help="say whom texts concern")
    actions = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    mandates = actions.add_parser(
        "mandates", help="rank the mandates that each text concerns, with the words that say so"
    )
    mandates.add_argument(
        "--in-force",
        action="store_true",
        help="leave out mandates that ended or were merged; a text may be old, so they are "
        "named otherwise",
    )
    _add_common(mandates, _suggest_mandates)
    areas = actions.add_parser(
        "issue-areas",
        help="rank the issue areas of a company that each text concerns, with the words that "
        "say so; the areas that come with Rapport",
    )
    _add_common(areas, _suggest_areas)


def _add_common(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help="JSON Lines: an object with id and text on each line; - for standard input",
    )
    parser.add_argument(
        "--first", type=int, default=FIRST, metavar="N", help=f"how many at most ({FIRST})"
    )
    parser.set_defaults(run=run, needs_installation=False)


def _add_themes(subparsers: Any) -> None:
    parser = subparsers.add_parser("areas", help="tell of the issue areas of Rapport")
    actions = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    mapped = actions.add_parser(
        "themes",
        help="print how the areas stand to UHRI themes, Guiding Principles and DSA categories",
    )
    forms = mapped.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="all of it as JSON")
    forms.add_argument("--csv", action="store_true", help="a line of CSV for each line of it")
    forms.add_argument("--skos", action="store_true", help="SKOS, as JSON-LD")
    mapped.add_argument(
        "--version", type=int, metavar="N", help="an older version of the map; else the newest"
    )
    mapped.add_argument(
        "--base",
        default="",
        metavar="URL",
        help="with --skos: the address of an archive, below which the identifiers stand; else "
        "they are relative",
    )
    mapped.set_defaults(run=_themes, needs_installation=False)


def _themes(options: argparse.Namespace) -> int:
    """Print the map; without a form, its version and a line for each line of it."""
    version = themes.newest()
    if options.version is not None:
        found = themes.find_version(options.version)
        if found is None:
            known = ", ".join(str(one.number) for one in themes.versions())
            print(f"There is no such version of the map. There are: {known}.", file=sys.stderr)
            return 2
        version = found
    if options.csv:
        sys.stdout.write(theme_formats.as_csv(version).replace("\r\n", "\n"))
    elif options.json:
        _print(theme_formats.as_json(version))
    elif options.skos:
        _print(theme_formats.as_skos(version, options.base.rstrip("/")))
    else:
        print(f"version\t{version.number}\t{version.dated.isoformat()}")
        for area in version.areas.values():
            for line in area.lines:
                print(f"{area.slug}\t{line.relation}\t{line.catalogue}\t{line.code}")
    return 0


def _print(told: dict[str, Any]) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=1))


def _suggest_mandates(options: argparse.Namespace) -> int:
    def suggest(text: str) -> Sequence[Suggested]:
        return suggested_mandates(text, first=max(options.first, 0), in_force=options.in_force)

    return _suggest(options.file, suggest)


def _suggest_areas(options: argparse.Namespace) -> int:
    return _suggest(
        options.file, lambda text: suggested_areas(text, first=max(options.first, 0))
    )


def _suggest(place: str, suggest: Callable[[str], Sequence[Suggested]]) -> int:
    """Print a line for each usable line; name the others on stderr and exit with 1."""
    unusable = 0
    for number, line in enumerate(_lines(place), 1):
        if not line.strip():
            continue
        try:
            name, text = _read(line)
        except LineUnusable as trouble:
            unusable += 1
            print(f"Line {number} was left out: {trouble}.", file=sys.stderr)
            continue
        found = suggest(text)
        told = {
            "id": name,
            "ranked": [one.slug for one in found],
            "reasons": {one.slug: list(one.reasons) for one in found},
        }
        answer = json.dumps(told, ensure_ascii=False)
        print(answer.encode("utf-8", "replace").decode("utf-8"))
    return 1 if unusable else 0


def _lines(place: str) -> Iterator[bytes]:
    try:
        with _opened(place) as file:
            yield from file
    except OSError:
        raise FileMissing(file=place) from None


def _opened(place: str) -> Any:
    standard_input: BinaryIO = sys.stdin.buffer
    return nullcontext(standard_input) if place == STANDARD_INPUT else Path(place).open("rb")


def _read(line: bytes) -> tuple[str | int, str]:
    """Return id and text of a line. Raises LineUnusable."""
    try:
        told = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise LineUnusable("it is not UTF-8") from None
    except (ValueError, RecursionError):
        raise LineUnusable("it is not JSON") from None
    if not isinstance(told, dict):
        raise LineUnusable("it is no object with id and text")
    name, text = told.get("id"), told.get("text")
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise LineUnusable("its id is missing, or neither a text nor a whole number")
    if not isinstance(text, str):
        raise LineUnusable("its text is missing, or is no text")
    return name, text
