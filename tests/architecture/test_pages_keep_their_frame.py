"""No page hides what its frame says: whose side this is, and who is signed in."""

from __future__ import annotations

import ast
from pathlib import Path

from django.test import RequestFactory
from tests.architecture.source import SOURCE

from rapport.web.context import page


def dict_keys(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    dicts = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    keys = [key for one in dicts for key in one.keys if isinstance(key, ast.Constant)]
    return {str(key.value) for key in keys}


def test_no_view_hands_a_template_what_the_frame_already_says() -> None:
    frame = set(page(RequestFactory().get("/")))
    views = [*SOURCE.rglob("views.py"), *SOURCE.rglob("views/*.py")]

    hidden = {
        f"{path.relative_to(SOURCE)}: {', '.join(sorted(found))}"
        for path in views
        if (found := dict_keys(path) & frame)
    }

    assert len(views) > 20
    assert not hidden
