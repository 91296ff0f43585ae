"""A function without a home shows a missing concept, a TODO a missing issue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, modules

HOMELESS = {"manager", "managers", "helper", "helpers", "util", "utils", "misc"}
LEFT_OVER = re.compile(r"\b(TODO|FIXME|HACK)\b|#\s*XXX\b")
WRITTEN = ("src", "tests", "tools", "docs", "do.py")
KINDS = {".py", ".html", ".css", ".js", ".txt", ".md", ".toml", ".svg"}


def test_nothing_is_named_for_being_without_a_home() -> None:
    strays = [
        f"{module.place}: {name}"
        for module in modules()
        for name in (module.name.rpartition(".")[2], *defined(module.tree))
        if HOMELESS & set(words(name))
    ]

    assert not strays, "\n".join(sorted(strays))


def test_nothing_is_left_to_be_done() -> None:
    left = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in written()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if LEFT_OVER.search(line)
    ]

    assert not left, "\n".join(sorted(left))


def test_every_module_says_what_it_does() -> None:
    silent = [module.place for module in modules() if not ast.get_docstring(module.tree)]

    assert not silent, "\n".join(sorted(silent))


def defined(tree: ast.Module) -> Iterator[str]:
    """Yield the name of every class and function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def words(name: str) -> list[str]:
    """Return the words of a name: make_link, MakeLink."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def written() -> Iterator[Path]:
    """Yield every text of ours but for this file, which has to name what it looks for."""
    for start in WRITTEN:
        place = ROOT / start
        paths = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in paths:
            if path.suffix in KINDS and path != Path(__file__) and "vendor" not in path.parts:
                yield path
