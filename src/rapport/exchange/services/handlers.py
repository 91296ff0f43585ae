"""Who takes which kind of package: a side's own handlers, and those that every side has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rapport.exchange.models import Contact
from rapport.foundation.acts import Act
from rapport.protocol.kinds import Document
from rapport.protocol.package import Part


@dataclass(frozen=True, slots=True)
class Incoming:
    """A package that is whole, signed by a known contact and addressed to us."""

    package: UUID
    sender: Contact
    kind: str
    matter: UUID
    answers: UUID | None
    document: Document
    files: Mapping[str, Part]
    arrived_at: datetime


Handler = Callable[[Act, Incoming], None]
_handlers: dict[str, Handler] = {}
_always: dict[str, Handler] = {}


def serve(handlers: Mapping[str, Handler]) -> None:
    """Replace the kinds of package that this process takes; called once by a side's wiring."""
    _handlers.clear()
    _handlers.update(handlers)


def always(kind: str) -> Callable[[Handler], Handler]:
    """Let a function take a kind of package on every side: what concerns the rows."""

    def register(handler: Handler) -> Handler:
        _always[kind] = handler
        return handler

    return register


def handler_of(kind: str) -> Handler | None:
    """Return who takes a kind of package here, or None."""
    return _always.get(kind) or _handlers.get(kind)
