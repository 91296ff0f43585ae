"""Contacts, keys and roads on the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from rapport.exchange import selectors, services
from rapport.exchange.models import Contact
from rapport.exchange.rules import Road
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door

AS_NEW = "take it although another key is known; they are unverified again"


def add(subparsers: Any) -> None:
    """Add `rapport contacts`, `rapport exchange` and `rapport keys`."""
    _add_contacts(subparsers)
    _add_exchange(subparsers)
    parser = subparsers.add_parser("keys", help="this installation's own keys")
    actions = parser.add_subparsers(dest="action", required=True)
    showing = actions.add_parser("show", help="print the public keys and the card's number")
    showing.set_defaults(run=_show)
    rotating = actions.add_parser(
        "rotate", help="make new keys; those who know the old ones take them by themselves"
    )
    rotating.set_defaults(run=_rotate)


def _add_contacts(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "contacts", help="other installations: give our card, take theirs, compare, revoke"
    )
    actions = parser.add_subparsers(dest="action", required=True)
    printing = actions.add_parser("card", help="print this installation's card")
    printing.add_argument(
        "--revoked", action="store_true", help="a card that says that our keys are void"
    )
    printing.set_defaults(run=_card)
    adding = actions.add_parser("add", help="make another installation known by its card")
    adding.add_argument("file", help="the card, a JSON file; - for standard input")
    adding.add_argument("--as-new", action="store_true", help=AS_NEW)
    adding.set_defaults(run=_add)
    fetching = actions.add_parser("fetch", help="fetch a card from an address, and add it")
    fetching.add_argument("url", help="https://HOST")
    fetching.add_argument("--as-new", action="store_true", help=AS_NEW)
    fetching.set_defaults(run=_fetch)
    actions.add_parser("list", help="list the known installations").set_defaults(run=_list)
    verifying = actions.add_parser(
        "verify", help="without a code: print it; with it: say that it was compared"
    )
    verifying.add_argument("id", type=UUID)
    verifying.add_argument("code", nargs="*", help="the code that the other side has read out")
    verifying.set_defaults(run=_verify)
    choosing = actions.add_parser("road", help="choose how packages pass to and from them")
    choosing.add_argument("id", type=UUID)
    choosing.add_argument("road", choices=[road.value for road in Road])
    choosing.add_argument(
        "--collect", action="store_true", help="fetch from their address what they have for us"
    )
    choosing.set_defaults(run=_road)
    revoking = actions.add_parser("revoke", help="send and take nothing more")
    revoking.add_argument("id", type=UUID)
    revoking.set_defaults(run=_revoke)


def _add_exchange(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "exchange", help="packages by hand: folders, fetching, what is missing"
    )
    actions = parser.add_subparsers(dest="action", required=True)
    writing = actions.add_parser(
        "write", help="write what waits for contacts on the road `folder`"
    )
    writing.add_argument("folder", type=Path)
    writing.add_argument("--again", action="store_true", help="also what was written before")
    writing.set_defaults(run=_write)
    reading = actions.add_parser("read", help="take in packages and answers from files")
    reading.add_argument("places", type=Path, nargs="+", help="a folder, or files")
    reading.set_defaults(run=_read)
    fetching = actions.add_parser("collect", help="fetch what waits for us at a contact, now")
    fetching.add_argument("id", type=UUID)
    fetching.set_defaults(run=_collect)
    asking = actions.add_parser("ask-since", help="ask a contact for all packages again")
    asking.add_argument("id", type=UUID)
    asking.add_argument("number", type=_number, nargs="?", help="those above this number")
    asking.set_defaults(run=_ask_since)
    gaps = actions.add_parser("gaps", help="list the numbers that are missing")
    gaps.set_defaults(run=_gaps)
    keeping = actions.add_parser("kept", help="list what came and could not be taken")
    keeping.set_defaults(run=_kept)
    taking = actions.add_parser("take-kept", help="try to take in what was kept aside")
    taking.add_argument("id", type=UUID, help="its number, as listed")
    taking.set_defaults(run=_take_kept)
    putting = actions.add_parser("put-aside", help="let be what was kept aside; it stays")
    putting.add_argument("id", type=UUID, help="its number, as listed")
    putting.set_defaults(run=_put_aside)


def _number(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 2**53:
        raise ValueError
    return number


def _act() -> Act:
    return Act(SYSTEM, clock.now(), Door.COMMAND)


def _card(options: argparse.Namespace) -> None:
    card = services.revoked_card() if options.revoked else services.own_card()
    print(card.to_bytes().decode())


def _add(options: argparse.Namespace) -> None:
    data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    _tell(services.add_contact(_act(), card=data, as_new=options.as_new))


def _fetch(options: argparse.Namespace) -> None:
    data = services.fetch_card(_act(), url=options.url)
    _tell(services.add_contact(_act(), card=data, as_new=options.as_new))


def _list(options: argparse.Namespace) -> None:
    for contact in selectors.contacts():
        road = contact.road.value
        collected = f"{road}+collect" if contact.we_collect else road
        print("\t".join([_line(contact), contact.url, collected]))


def _verify(options: argparse.Namespace) -> None:
    if not options.code:
        print(services.code_with(selectors.get_contact(options.id)))
        return
    code = " ".join(options.code)
    _tell(services.verify_contact(_act(), contact_id=options.id, code=code))


def _road(options: argparse.Namespace) -> None:
    road = Road(options.road)
    _tell(
        services.set_road(_act(), contact_id=options.id, road=road, we_collect=options.collect)
    )


def _write(options: argparse.Namespace) -> None:
    for path in services.write_folder(_act(), folder=options.folder, again=options.again):
        print(path)


def _read(options: argparse.Namespace) -> int:
    carried = services.read_folder(places=options.places)
    for one in carried:
        print(f"{one.file}\t{'refused' if one.refusal else 'taken'}")
        if one.refusal:
            print(f"{one.file}: {one.refusal}", file=sys.stderr)
    return int(any(one.refusal for one in carried))


def _collect(options: argparse.Namespace) -> None:
    print(services.collect(_act(), contact_id=options.id))


def _ask_since(options: argparse.Namespace) -> None:
    print(services.ask_since(_act(), contact_id=options.id, since=options.number))


def _gaps(options: argparse.Namespace) -> None:
    for contact in selectors.contacts():
        for gap in selectors.gaps_from(contact):
            print(f"{contact.public_id}\t{gap.first}\t{gap.last}")


def _kept(options: argparse.Namespace) -> None:
    for one in selectors.kept_seen_by(SYSTEM):
        came = f"{one.first_at:%Y-%m-%dT%H:%M:%SZ}"
        sender = str(one.sender or "unknown")
        facts = [str(one.public_id), came, sender, str(one.body.size), one.code]
        print("\t".join(facts))


def _take_kept(options: argparse.Namespace) -> None:
    print(services.take_kept(_act(), kept_id=options.id).public_id)


def _put_aside(options: argparse.Namespace) -> None:
    print(services.put_kept_aside(_act(), kept_id=options.id).public_id)


def _revoke(options: argparse.Namespace) -> None:
    _tell(services.revoke_contact(_act(), contact_id=options.id))


def _show(options: argparse.Namespace) -> None:
    card = services.own_card()
    print(f"number\t{card.number}")
    print(f"signing\t{card.signing_key}")
    print(f"encryption\t{card.encryption_key}")


def _rotate(options: argparse.Namespace) -> None:
    services.rotate_keys(_act())
    _show(options)


def _tell(contact: Contact) -> None:
    print(_line(contact))


def _line(contact: Contact) -> str:
    standing = "unverified"
    if contact.revoked_at:
        standing = "revoked"
    elif contact.has_expired:
        standing = "expired"
    elif contact.verified_at:
        standing = "verified"
    return f"{contact.public_id}\t{contact.side}\t{contact.name}\t{standing}"
