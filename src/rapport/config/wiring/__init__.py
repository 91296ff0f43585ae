"""The only place where one room's news meets another's reaction. One module a side."""

from __future__ import annotations

from importlib import import_module

from rapport.directory import services as directory
from rapport.exchange import services as exchange
from rapport.journal import services as journal
from rapport.notices import services as notices


def wire(side: str) -> None:
    """Connect events with reactions, kinds of package with handlers, notices with Today.

    And the pages of companies in the directory with what a side shows beside them.
    """
    module = import_module(f"rapport.config.wiring.{side}")
    journal.wire(module.REACTIONS)
    exchange.serve(module.HANDLERS)
    notices.serve(module.WHAT_WAITS)
    directory.serve(module.BESIDE_A_COMPANY)
