"""Rows that many tests read and none may change are made once for a module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def standing(blocker: Any) -> Iterator[None]:
    """Keep what is written at the beginning until the end; then take it back.

    Each test works in a transaction of its own within this one and leaves nothing behind. For
    fixtures of modules whose tests all want these rows, and use `db`, not `transactional_db`.
    """
    for_all_tests = transaction.atomic()
    for_all_tests._from_testcase = True  # as that in which Django puts a class of tests
    with blocker.unblock(), for_all_tests:
        yield
        transaction.set_rollback(True)
