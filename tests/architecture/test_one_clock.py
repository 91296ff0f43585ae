"""Only foundation.clock reads the time: what it says can be moved, tested and trusted."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import PACKAGE, ROOT, modules

CLOCK = "rapport.foundation.clock"
READS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime",
    "timezone.now", "timezone.localdate", "timezone.localtime", "Now",
}  # fmt: skip
STAMPS = {"auto_now", "auto_now_add"}


def test_only_the_clock_reads_the_time() -> None:
    """Named without a call counts too: a default=timezone.now reads the time all the same."""
    readings = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules()
        if module.name != CLOCK
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in READS
    ]

    assert not readings, "read act.at, or clock.now():\n" + "\n".join(readings)


def test_no_column_stamps_itself() -> None:
    stamps = [
        f"{module.place}:{node.value.lineno} {node.arg}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.keyword) and node.arg in STAMPS
    ]

    assert not stamps, "a command writes act.at:\n" + "\n".join(stamps)


def test_no_template_reads_the_time() -> None:
    readings = [
        str(path.relative_to(ROOT))
        for path in sorted(PACKAGE.rglob("templates/**/*.*"))
        if re.search(r"{%\s*now\b", path.read_text(encoding="utf-8"))
    ]

    assert not readings
