"""The source as these tests see it: files, rooms, imports. Nothing of it is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "src"
PACKAGE: Final = SOURCE / "rapport"
DOCS: Final = ROOT / "docs"
SIDES: Final = frozenset({"office", "desk", "archive"})
HOUSES: Final = frozenset({"office", "desk"})
"""Sides that are made of rooms; the archive is one room."""


@dataclass(frozen=True)
class Module:
    """A file of Python under src/rapport."""

    path: Path

    @cached_property
    def name(self) -> str:
        """Its dotted name, such as rapport.desk.inbox.models."""
        parts = self.path.relative_to(SOURCE).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def place(self) -> str:
        """Where it is, for a message."""
        return str(self.path.relative_to(ROOT))

    @cached_property
    def text(self) -> str:
        """What is written in it."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """It, parsed."""
        return ast.parse(self.text, self.place)

    @property
    def room(self) -> str:
        """The room it belongs to, such as web or desk.inbox; empty for rapport itself."""
        return room_of(self.name)

    @property
    def layer(self) -> str:
        """The file of the room it belongs to: services for desk.replies.services.answers."""
        inside = self.name.removeprefix(f"rapport.{self.room}").strip(".")
        return inside.partition(".")[0] or "__init__"

    def imports(self) -> Iterator[Import]:
        """Every import in it, wherever it stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(alias.name, "", alias.asname or alias.name, node.lineno)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    yield Import(
                        node.module or "", alias.name, alias.asname or alias.name, node.lineno
                    )

    def at(self, node: ast.AST) -> str:
        """Say where a node stands."""
        return f"{self.place}:{getattr(node, 'lineno', 0)}"


@dataclass(frozen=True)
class Import:
    """`from module import name as local`; for `import module` the name is empty."""

    module: str
    name: str
    local: str
    line: int

    @property
    def whole(self) -> str:
        """The dotted name of what is imported."""
        return f"{self.module}.{self.name}" if self.name else self.module


def room_of(dotted: str) -> str:
    """Return the room of a dotted name: web, desk.inbox; the empty text outside rapport."""
    parts = dotted.split(".")
    if parts[0] != "rapport" or len(parts) < 2 or parts[1].startswith("__"):
        return ""
    if parts[1] in HOUSES and len(parts) > 2:
        return f"{parts[1]}.{parts[2]}"
    return parts[1]


@lru_cache(1)
def modules() -> tuple[Module, ...]:
    """Return every module of rapport, migrations left out."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple(Module(path) for path in paths if "migrations" not in path.parts)


@lru_cache(1)
def rooms() -> dict[str, Module]:
    """Return each room with its `__init__`: the folders of rapport and of its sides."""
    found = {}
    for module in modules():
        if module.path.name == "__init__.py" and module.name == f"rapport.{module.room}":
            found[module.room] = module
    return found


def room_names() -> set[str]:
    """Return the name of every room, seats (a file) included."""
    return {module.room for module in modules()} - {"", "py"}


def rooms_imported_by(room: str) -> dict[str, str]:
    """Return the rooms that a room imports, each with the place of one import.

    For a side made of rooms: what they import together, but for the side itself.
    """
    found: dict[str, str] = {}
    for module in modules():
        inside = module.room == room or (room in HOUSES and module.room.startswith(f"{room}."))
        if not inside:
            continue
        for one in module.imports():
            other = room_of(one.whole) if one.module == "rapport" else _room_named(one)
            own = other == room or (room in HOUSES and other.split(".")[0] == room)
            if other and not own:
                found.setdefault(other, f"{module.place}:{one.line}")
    return found


def _room_named(one: Import) -> str:
    # `from rapport.desk import seats` names the room desk.seats, not desk.
    from_a_house = one.module in {f"rapport.{side}" for side in HOUSES}
    return room_of(one.whole if from_a_house else one.module)


def rooms_named_by(room: str) -> set[str]:
    """Return the rooms that a room stands on without an import: by foreign key, by template."""
    folder = PACKAGE.joinpath(*room.split("."))
    labels = {name.replace(".", "_"): name for name in room_names()}
    found = set()
    for module in modules():
        if module.room == room and module.layer == "models":
            found |= {
                labels.get(key, "") for key in re.findall(r'"(\w+)\.[A-Z]\w+"', module.text)
            }
            found |= {"accounts"} if "AUTH_USER_MODEL" in module.text else set()
    for page in folder.rglob("templates/**/*.*"):
        text = page.read_text(encoding="utf-8")
        used = re.findall(r'{% (?:extends|include) "([\w/]+?)/\w+\.', text)
        found |= {one.replace("/", ".") for one in used}
        found |= {"web"} if re.search(r"{% load [^%]*\brapport\b", text) else set()
    return (found & room_names()) - {room}


def pages() -> list[Path]:
    """Return every page of documentation."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def text(page: Path) -> str:
    """Read a page."""
    return page.read_text(encoding="utf-8")


def is_current(page: Path, should_be: str, tool: str) -> bool:
    """Whether a written page is as it should be; says how to write it anew."""
    assert page.exists(), f"write it: python3 {tool}"
    assert text(page) == should_be, f"write it anew: python3 {tool}"
    return True
