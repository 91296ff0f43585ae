"""The committed description of the interface for programs is the one that is served."""

from __future__ import annotations

from tests.architecture.source import is_current
from tools import openapi


def test_the_description_is_what_the_code_says() -> None:
    assert is_current(openapi.PAGE, openapi.written(), "tools/openapi.py")
