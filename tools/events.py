"""Write docs/reference/events.md from every room's events.py."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "rapport"
PAGE: Final = ROOT / "docs" / "reference" / "events.md"
HEAD: Final = """# Events

Written by `tools/events.py` from the rooms' `events.py`; do not edit it by hand. An event is a
fact that has happened. It is written into the journal in the transaction of the change itself,
with the instant, the actor and the door; it holds ids, counts and codes, no text of anybody.
Every event has a `matter`: the public id of what it is about. Which room reacts to which event
stands in `config/wiring`.
"""


def written() -> str:
    """Return the whole page."""
    return HEAD + "".join(
        _room(path) for path in sorted(PACKAGE.rglob("events.py")) if _classes(path)
    )


def _room(path: Path) -> str:
    room = ".".join(path.parent.relative_to(PACKAGE).parts)
    about = " ".join((ast.get_docstring(_tree(path)) or "").split())
    lines = path.read_text(encoding="utf-8").splitlines()
    return f"\n## {room}\n\n{about}\n" + "".join(_event(one, lines) for one in _classes(path))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _classes(path: Path) -> list[ast.ClassDef]:
    return [
        node
        for node in _tree(path).body
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base) == "Event" for base in node.bases)
    ]


def _event(event: ast.ClassDef, lines: list[str]) -> str:
    about = " ".join((ast.get_docstring(event) or "").split())
    rows = [
        f"| `{name}` | {kind} | {meaning} |\n" for name, kind, meaning in _fields(event, lines)
    ]
    table = "\n| value | type | |\n| --- | --- | --- |\n" + "".join(rows) if rows else ""
    return f"\n### `{_name(event)}`\n\n{about}\n{table}"


def _name(event: ast.ClassDef) -> str:
    for node in event.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "name":
            return str(ast.literal_eval(node.value))
    raise ValueError(f"{event.name} has no name")


def _fields(event: ast.ClassDef, lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield a field's name, type and meaning: the comment beside it, or the text below it."""
    for node, after in zip(event.body, [*event.body[1:], None], strict=True):
        if not isinstance(node, ast.AnnAssign):
            continue
        beside = re.search(r"#\s*(.+)", lines[node.lineno - 1])
        below = after.value if isinstance(after, ast.Expr) else None
        meaning = beside[1] if beside else ""
        if isinstance(below, ast.Constant):
            meaning = " ".join(str(below.value).split())
        yield (
            ast.unparse(node.target),
            ast.unparse(node.annotation).replace(" | ", " or "),
            meaning,
        )


def main() -> None:
    """Write the page."""
    PAGE.write_text(written(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
