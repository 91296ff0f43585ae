"""The page of the kinds is what the models say."""

from __future__ import annotations

from tools import kinds


def test_the_page_is_current() -> None:
    """Write it anew: PYTHONPATH=src python tools/kinds.py."""
    assert kinds.PAGE.read_text(encoding="utf-8") == kinds.written()
