"""What reaches the log: where in the code something broke, never what somebody wrote.

A path can hold the token of a link, and the words of an exception the text of a letter.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from traceback import StackSummary, TracebackException
from types import TracebackType

NO_ROUTE = "an address that is not here"
Trouble = tuple[type[BaseException], BaseException, TracebackType | None]


class WithoutAddresses(logging.Filter):
    """Put the pattern of an address in the place of the address that was asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record of a request; keep every record."""
        path = getattr(getattr(record, "request", None), "path", None)
        if path is not None and isinstance(record.args, tuple):
            match = getattr(record.request, "resolver_match", None)  # type: ignore[attr-defined]
            route = f"/{match.route}" if match else NO_ROUTE
            said = {path, path.encode("unicode_escape").decode("ascii")}  # as Django writes it
            record.args = tuple(route if one in said else one for one in record.args)
        return True


class WithoutWords(logging.Formatter):
    """Write of an exception its kind and its places in the code, and nothing that it says."""

    def formatException(self, ei: Trouble | tuple[None, None, None]) -> str:  # noqa: N802  logging's
        """Return the chain of exceptions, the first cause first."""
        if ei[0] is None:
            return ""
        return "\n".join(_lines(TracebackException(*ei)))


def _lines(trouble: TracebackException) -> Iterator[str]:
    before = trouble.__cause__ or (
        None if trouble.__suppress_context__ else trouble.__context__
    )
    if before:
        yield from _lines(before)
    yield from _places(trouble.stack)
    yield getattr(trouble.exc_type, "__qualname__", "an exception")


def _places(stack: StackSummary) -> Iterator[str]:
    for frame in stack:
        yield f"  {frame.filename}, line {frame.lineno}, in {frame.name}"
