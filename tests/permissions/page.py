"""Write docs/reference/permissions.md from the tables: `python3 tools/permissions.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.permissions.table import STRANGER, Everybody, Page, Table, Who

HEAD: Final = """# Who may do what

Written by `tools/permissions.py` from the tables from which the tests are made; do not edit it
by hand. A command's row says which seats may ever give it; the state of a matter may still say
no. An address that is closed answers 403, or 404 where one may not even know that it is there;
a stranger, who has not signed in, is sent to the sign-in.

*yes*: may. *–*: may not. A seat held in a mandate opens what belongs to that mandate alone.
"""
TITLES: Final = {"office": "Office", "desk": "Desk", "archive": "Archive"}


def written(tables: Mapping[str, Table]) -> str:
    """Return the whole page."""
    return HEAD + "".join(_side(table) for table in tables.values())


def _side(table: Table) -> str:
    commands = [
        [f"`{name}`", *(_mark(seat in table.may[name]) for seat in table.seats)]
        for name in sorted(table.may)
    ]
    pages = [row for page in _sorted(table) for row in _page(page, table)]
    who = [STRANGER, *table.seats]
    return (
        f"\n## {TITLES[table.side]}: commands\n\n"
        + _grid(["command", *table.seats], commands)
        + f"\n## {TITLES[table.side]}: addresses\n\n"
        + _grid(["address", "", *who, "closed"], pages)
    )


def _sorted(table: Table) -> list[Page]:
    return sorted(table.pages, key=lambda page: page.route)


def _page(page: Page, table: Table) -> list[list[str]]:
    rows = []
    for method, who in (("GET", page.get), ("POST", page.post)):
        if who is not None:
            marks = [_mark(seat in who) for seat in (STRANGER, *table.seats)]
            rows.append([f"`/{page.route}`", method, *marks, _closed(page, who)])
    return rows


def _closed(page: Page, who: Who) -> str:
    return "" if isinstance(who, Everybody) else str(page.closed)


def _mark(may: bool) -> str:
    return "yes" if may else "–"


def _grid(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
