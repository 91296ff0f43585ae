"""Contacts on the command line: one's own card, and making others known."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from rapport.exchange import selectors, services
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door


def add(subparsers: Any) -> None:
    """Add `rapport contacts`."""
    parser = subparsers.add_parser(
        "contacts", help="other installations: print our card, add theirs, list them"
    )
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("card", help="print this installation's card").set_defaults(run=_card)
    adding = actions.add_parser("add", help="make another installation known by its card")
    adding.add_argument("file", help="the card, a JSON file; - for standard input")
    adding.add_argument(
        "--new-key",
        action="store_true",
        help="take another key than the known one, once it was compared by telephone",
    )
    adding.set_defaults(run=_add)
    actions.add_parser("list", help="list the known installations").set_defaults(run=_list)


def _card(options: argparse.Namespace) -> None:
    print(services.read_card(services.own_card()))


def _add(options: argparse.Namespace) -> None:
    data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    contact = services.add_contact(act, card=data, new_key=options.new_key)
    print(f"{contact.public_id} {contact.side} {contact.name}")


def _list(options: argparse.Namespace) -> None:
    for contact in selectors.contacts():
        print(f"{contact.public_id}\t{contact.side}\t{contact.name}\t{contact.url}")
