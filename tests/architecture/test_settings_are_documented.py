"""Every setting stands on its page, and rooms read settings, not the environment."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from tests.architecture.source import DOCS, ROOT, Module, modules, pages, text

READERS: Final = {"text", "one_of", "yes", "number", "mailbox", "opening_keys", "scanner"}
SETTINGS_PAGE: Final = DOCS / "reference" / "settings.md"


def test_every_setting_that_is_read_stands_on_the_page_and_no_other() -> None:
    rows = re.findall(r"(?m)^\| `(RAPPORT_[A-Z_]+)` \|", text(SETTINGS_PAGE))

    assert set(rows) == settings_read()


def test_only_the_configuration_reads_the_environment() -> None:
    """A room that read it would have a setting that no page names."""
    strays = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules()
        if module.room not in {"config", "cli", "demo"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"RAPPORT_[A-Z_]+", node.value)
    ]

    assert not strays, "\n".join(sorted(strays))


def test_every_setting_that_a_room_uses_is_made_in_settings() -> None:
    made = {
        ast.unparse(target)
        for module in modules()
        if module.name == "rapport.config.settings"
        for node in module.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    }
    used = {
        node.attr: module.at(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("RAPPORT_")
        and ast.unparse(node.value) == "settings"
    }

    assert not {name: place for name, place in used.items() if name not in made}


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    known = settings_read()
    strays = {
        f"{page.relative_to(ROOT)}: {name}"
        for page in pages()
        for name in re.findall(r"RAPPORT_[A-Z]+(?:_[A-Z]+)*", text(page))
        if name not in known and name.removesuffix("_FILE") not in known
        and name != "RAPPORT_NAME_FILE"
    }  # fmt: skip

    assert not strays, "\n".join(sorted(strays))


def settings_read() -> set[str]:
    """Return every RAPPORT_ setting that config reads, and the home."""
    found = {"RAPPORT_HOME"}
    for module in modules():
        if module.room == "config":
            found |= {f"RAPPORT_{name}" for name in names_asked_for(module)}
    return found


def names_asked_for(module: Module) -> Iterator[str]:
    """Yield NAME for each _env.text("NAME", …) and its like."""
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in READERS
            and ast.unparse(node.func.value) in {"_env", "self"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value)
