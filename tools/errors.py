"""Write docs/reference/errors.md from every room's errors.py."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "rapport"
PAGE: Final = ROOT / "docs" / "reference" / "errors.md"
EXPECTED: Final = 409
HEAD: Final = """# Errors

Written by `tools/errors.py` from the rooms' `errors.py`; do not edit it by hand. An expected no
has a code that is never renamed or given to something else, and a sentence with named facts,
shown in the reader's language. A page shows the sentence; a program that asks for JSON gets
`application/problem+json` with code, status and sentence; the command line writes the sentence
and the code to stderr and exits with 1. What one may not know of is refused like what does not
exist: 404.
"""


@dataclass(frozen=True)
class Error:
    """A refusal as its class tells it."""

    room: str
    name: str
    bases: tuple[str, ...]
    about: str
    code: str
    text: str
    status: int | None


def errors() -> list[Error]:
    """Return every class of every errors.py, in the order of the rooms and files."""
    return [
        _read(".".join(path.parent.relative_to(PACKAGE).parts), node)
        for path in sorted(PACKAGE.rglob("errors.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]


def _read(room: str, node: ast.ClassDef) -> Error:
    said = {
        ast.unparse(one.targets[0] if isinstance(one, ast.Assign) else one.target): one.value
        for one in node.body
        if isinstance(one, ast.Assign | ast.AnnAssign) and one.value is not None
    }
    text = said.get("text")
    return Error(
        room=room,
        name=node.name,
        bases=tuple(ast.unparse(base).rpartition(".")[2] for base in node.bases),
        about=" ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split()),
        code=ast.literal_eval(said["code"]) if "code" in said else "",
        text=ast.literal_eval(text.args[0]) if isinstance(text, ast.Call) else "",
        status=ast.literal_eval(said["status"]) if "status" in said else None,
    )


def inherited(error: Error, known: list[Error]) -> tuple[str, int]:
    """Return an error's sentence and status, its own or those of what it is a kind of."""
    text, status = error.text, error.status
    for base in error.bases:
        above = [one for one in known if one.name == base and one is not error]
        above.sort(key=lambda one: (one.room != error.room, one.room != "foundation"))
        if above:
            there = inherited(above[0], known)
            text, status = text or there[0], status or there[1]
    return text, status or EXPECTED


def written() -> str:
    """Return the whole page."""
    known = errors()
    page, room = HEAD, ""
    for error in known:
        if not error.code:
            continue
        if error.room != room:
            room = error.room
            page += f"\n## {room}\n"
        text, status = inherited(error, known)
        page += f"\n### `{error.code}` · {status}\n\n{error.about}\n\n> {text}\n"
    return page


def main() -> None:
    """Write the page."""
    PAGE.write_text(written(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
