"""Find the texts that people see, in templates and Python, without the programs of gettext.

Django turns a template into something like Python, and a parser of this file finds the calls.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import templatize

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "rapport"
SINGLE: Final = {"_", "gettext", "gettext_lazy", "gettext_noop", "ugettext"}
PLURAL: Final = {"ngettext", "ngettext_lazy"}
IN_CONTEXT: Final = {"pgettext", "pgettext_lazy"}
PLURAL_IN_CONTEXT: Final = {"npgettext", "npgettext_lazy"}
ALL: Final = SINGLE | PLURAL | IN_CONTEXT | PLURAL_IN_CONTEXT
A_CALL: Final = re.compile(rf"\b(?:{'|'.join(sorted(ALL))})\((?=\s*u?['\"(])")

Key = tuple[str, str, str]  # context, text, plural


@dataclass
class Message:
    """A text that people see, and where."""

    text: str
    plural: str = ""
    context: str = ""
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.context, self.text, self.plural


def collected() -> dict[Key, Message]:
    """Return every message of the source, with its places."""
    found: dict[Key, Message] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
            continue
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        for message in _messages(path):
            kept = found.setdefault(message.key, message)
            place = path.relative_to(PACKAGE).as_posix()
            if place not in kept.places:
                kept.places.append(place)
    return found


def _messages(path: Path) -> Iterator[Message]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from from_python(text)
    else:
        yield from from_template(text)


def from_python(text: str) -> Iterator[Message]:
    """Return the messages of a Python file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            yield from _call(name, [_constant(one) for one in node.args])


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def from_template(text: str) -> Iterator[Message]:
    """Return the messages of a template, by way of Django's own reading of it."""
    if not settings.configured:
        settings.configure()
    python = templatize(text)
    for call in A_CALL.finditer(python):
        name, arguments = python[call.start() : call.end() - 1], python[call.end() - 1 :]
        yield from _call(name, _arguments(arguments))


def _arguments(text: str) -> list[str]:
    # What follows the closing bracket is no Python: runs of X stand for the rest of the page.
    given, depth = [""], 0
    for sign in tokenize.generate_tokens(io.StringIO(text).readline):
        depth += {"(": 1, ")": -1}.get(sign.string, 0)
        if depth == 0:
            break
        if sign.type == tokenize.STRING:
            given[-1] += str(ast.literal_eval(sign.string))
        elif sign.string == "," and depth == 1:
            given.append("")
    return given


def _call(name: str, given: list[str]) -> Iterator[Message]:
    kinds: Sequence[tuple[set[str], int, Callable[[list[str]], Message]]] = (
        (SINGLE, 1, lambda a: Message(a[0])),
        (PLURAL, 2, lambda a: Message(a[0], plural=a[1])),
        (IN_CONTEXT, 2, lambda a: Message(a[1], context=a[0])),
        (PLURAL_IN_CONTEXT, 3, lambda a: Message(a[1], plural=a[2], context=a[0])),
    )
    for names, least, made in kinds:
        if name in names and len(given) >= least and all(given[:least]):
            yield made(given)
