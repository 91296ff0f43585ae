"""What differs between SQLite and PostgreSQL is asked in one module; all else is the same."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import modules

KNOWS = "rapport.web.databases"
CHOOSES = "rapport.config"
NAMES = re.compile(r"\b(sqlite3?|postgres(?:ql)?|psycopg)\b", re.IGNORECASE)


def test_only_one_module_asks_which_database_it_is() -> None:
    strays = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules()
        if module.name != KNOWS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "vendor"
    ]

    assert not strays, f"it belongs to {KNOWS}:\n" + "\n".join(strays)


def test_no_room_imports_what_only_one_database_has() -> None:
    """The configuration chooses a backend by name; nobody else names one."""
    strays = [
        f"{module.place}:{one.line} {one.whole}"
        for module in modules()
        if not module.name.startswith((KNOWS, CHOOSES))
        for one in module.imports()
        if NAMES.search(one.whole.replace(".", " "))
    ]

    assert not strays, "\n".join(strays)
