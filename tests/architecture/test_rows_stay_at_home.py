"""Rows are reached through the room that owns them, and there through its own layers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import Module, modules, room_of

LAYERS = {"services", "selectors", "models"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.contrib.auth.signals")
NOTES = {"notes", "notes_of", "PrivilegedNote", "write_note"}
REPLIES = "rapport.desk.replies.services"


def test_only_services_selectors_and_models_query() -> None:
    """A door, a rule or a template tag that queries has found a question without a name."""
    strays = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules()
        if module.layer not in LAYERS
        for node in queries(module)
    ]

    assert not strays, "ask a selector instead:\n" + "\n".join(strays)


def test_no_room_queries_the_models_of_another() -> None:
    """A model of another room may be named in a type or a foreign key, no more."""
    strays = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules()
        for node in uses_of_foreign_models(module)
    ]

    assert not strays, "what is missing is a selector or a command there:\n" + "\n".join(strays)


def test_nothing_listens_to_django_signals() -> None:
    """News between rooms goes through the journal and config.wiring, where it can be read."""
    strays = [
        f"{module.place}:{one.line} {one.whole}"
        for module in modules()
        for one in module.imports()
        if one.whole.startswith(SIGNALS)
    ]

    assert not strays, "\n".join(sorted(strays))


def test_what_makes_and_sends_a_reply_never_names_counsels_notes() -> None:
    """Privilege ends when a note leaves; the code that sends does not know of any."""
    strays = []
    for module in modules():
        if not module.name.startswith(f"{REPLIES}.") or module.name == f"{REPLIES}.notes":
            continue
        strays += [f"{module.at(node)} {name}" for node, name in names(module) if name in NOTES]
        strays += [
            f"{module.place}:{one.line} imports the whole of {REPLIES}"
            for one in module.imports()
            if REPLIES in {one.module, one.whole}
        ]

    assert not strays, "\n".join(sorted(strays))


def queries(module: Module) -> Iterator[ast.AST]:
    """Yield what looks like a manager of rows: Letter.objects, models.Letter.objects."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            base = ast.unparse(node.value).rpartition(".")[2]
            if base[:1].isupper() or node.attr != "objects":
                yield node
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in SHORTCUTS:
            yield node


def uses_of_foreign_models(module: Module) -> Iterator[ast.AST]:
    """Yield where a model of another room is queried, or where a row of it is made."""
    classes, files = set(), set()
    for one in module.imports():
        if room_of(one.module) in {"", module.room}:
            continue
        if one.module.endswith(".models"):
            classes.add(one.local)
        elif one.name == "models":
            files.add(one.local)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            if is_foreign(node.value, classes, files):
                yield node
        elif isinstance(node, ast.Call) and is_foreign(node.func, classes, files):
            yield node


def is_foreign(node: ast.expr, classes: set[str], files: set[str]) -> bool:
    """Whether an expression is a class of another room's models."""
    if isinstance(node, ast.Name):
        return node.id in classes
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in files
    )


def names(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield every name, attribute and imported name of a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name):
            yield node, node.id
        elif isinstance(node, ast.Attribute):
            yield node, node.attr
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node, alias.name
