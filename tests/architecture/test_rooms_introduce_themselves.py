"""Each room's `__init__` is a docstring: what it is, owns, stands on, where to start."""

from __future__ import annotations

import ast
import re

import pytest
from tests.architecture.source import (
    HOUSES,
    room_names,
    rooms,
    rooms_imported_by,
    rooms_named_by,
)

HEADINGS = ("Owns:", "Stands on:", "Start reading at:")
EVERY_ROOM = re.compile(r"every room( below)?$")
SHARED_ROOMS = re.compile(r"(every|the) shared rooms?$")
AT_THE_TOP = {"cli", "config", "demo"}
"""Rooms that may say "every room": they put the others together."""


@pytest.mark.parametrize("room", sorted(rooms()))
def test_a_room_has_a_docstring_and_nothing_else(room: str) -> None:
    init = rooms()[room]

    assert ast.get_docstring(init.tree), f"{init.place} has no docstring"
    assert len(init.tree.body) == 1, f"{init.place}: a room's __init__ holds a docstring only"


@pytest.mark.parametrize("room", sorted(rooms()))
def test_a_room_says_what_it_owns_and_stands_on_and_where_to_start(room: str) -> None:
    docstring = ast.get_docstring(rooms()[room].tree) or ""
    lines = docstring.splitlines()

    assert docstring.partition("\n")[0].strip().endswith("."), "the first line is one sentence"
    for heading in HEADINGS:
        said = [line for line in lines if line.startswith(heading)]
        assert len(said) == 1, f"{rooms()[room].place}: one line begins with {heading!r}"


@pytest.mark.parametrize("room", sorted(rooms()))
def test_a_room_stands_on_what_it_imports_and_on_no_more(room: str) -> None:
    init = rooms()[room]
    imported = rooms_imported_by(room)
    first_clause = re.split(r"[;]|\.(?:\s|$)", stands_on(ast.get_docstring(init.tree) or ""))[0]

    if room in AT_THE_TOP and EVERY_ROOM.match(first_clause):
        return
    if room in HOUSES and SHARED_ROOMS.match(first_clause):
        return  # each of its rooms is asked for itself
    named = set(re.findall(r"[a-z]+(?:\.[a-z]+)?", first_clause)) & room_names()
    missing = {name: imported[name] for name in sorted(set(imported) - named)}

    assert not missing, f"{init.place} does not name what the room imports: {missing}"
    too_many = named - set(imported) - rooms_named_by(room)
    assert not too_many, f"{init.place} names rooms that nothing in it uses: {sorted(too_many)}"


def stands_on(docstring: str) -> str:
    """Return what follows *Stands on*, on one line."""
    found = re.search(
        r"^Stands on:(.*?)(?=^Start reading at:|\Z)", docstring, re.DOTALL | re.MULTILINE
    )
    return " ".join(found[1].split()) if found else ""
