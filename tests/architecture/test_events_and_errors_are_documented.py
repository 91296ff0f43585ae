"""The pages of events and errors are what the code says; no name and no code is used twice."""

from __future__ import annotations

import ast
import re
from collections import Counter

from tests.architecture.source import is_current, modules
from tools import errors, events


def test_the_page_of_events_is_what_the_code_says() -> None:
    assert is_current(events.PAGE, events.written(), "tools/events.py")


def test_every_event_has_a_name_of_its_own() -> None:
    named = Counter(re.findall(r"^### `(.+)`$", events.written(), re.MULTILINE))

    assert not [name for name, times in named.items() if times > 1]


def test_the_page_of_errors_is_what_the_code_says() -> None:
    assert is_current(errors.PAGE, errors.written(), "tools/errors.py")


def test_every_error_has_a_code_of_its_own() -> None:
    codes = Counter(error.code for error in errors.errors() if error.code)
    without = [f"{error.room}.{error.name}" for error in errors.errors() if not error.code]

    assert not [code for code, times in codes.items() if times > 1], "one code, one meaning"
    assert not without, "a refusal without a code says only what its base says"


def test_refusals_are_defined_in_errors_and_events_in_events() -> None:
    known = {error.name for error in errors.errors()}
    strays = [
        f"{module.at(node)} {node.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        for base in (ast.unparse(one).rpartition(".")[2] for one in node.bases)
        if (base == "Event" and module.layer != "events")
        or (base in known and module.layer != "errors")
    ]

    assert not strays, "\n".join(sorted(strays))
