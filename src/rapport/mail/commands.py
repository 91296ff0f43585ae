"""Mail on the command line: try both servers, look into the mailbox now."""

from __future__ import annotations

import argparse
import sys
from email.utils import parseaddr
from typing import Any

from django.conf import settings

from rapport.mail import rules, selectors, services
from rapport.mail.rules import Fate

REFUSED = "refused, with these words: {words}"
TAKEN = (
    "taken by {address}, where they lie: let the server refuse them (docs/operating/people.md)"
)
NOT_KNOWN = "not known: {words}"
ELSEWHERE = "not tried, as another server takes in mail for {address}"


def add(subparsers: Any) -> None:
    """Add `rapport mail`."""
    parser = subparsers.add_parser("mail", help="letters by e-mail: try the servers, collect")
    actions = parser.add_subparsers(dest="action", required=True)
    checking = actions.add_parser(
        "check", help="sign in at both mail servers and say what they answer; sends nothing"
    )
    checking.set_defaults(run=_check)
    collecting = actions.add_parser("collect", help="take in what is new in the mailbox now")
    collecting.set_defaults(run=_collect)


def _check(options: argparse.Namespace) -> int:
    if refusal := selectors.why_not_on():
        raise refusal
    out, back = services.greet(), services.look()
    print(f"out: {out or 'ready'}", file=sys.stderr)
    print(f"in: {back or 'ready'}", file=sys.stderr)
    if not out:
        print(f"answers to notices: {_answers_to_notices()}", file=sys.stderr)
    return 1 if out or back else 0


def _answers_to_notices() -> str:
    """Say whether our mail server refuses what somebody answers to a notice."""
    address, ours = parseaddr(settings.DEFAULT_FROM_EMAIL)[1], settings.RAPPORT_MAIL_ADDRESS
    if not rules.same_domain(address, ours):
        return ELSEWHERE.format(address=address)
    said = services.ask_whether_taken(sender=ours, to=address)
    if said.fate is Fate.REFUSED:
        return REFUSED.format(words=said.words)
    if said.fate is Fate.ACCEPTED:
        return TAKEN.format(address=address)
    return NOT_KNOWN.format(words=said.words)


def _collect(options: argparse.Namespace) -> int:
    if refusal := selectors.why_not_on():
        raise refusal
    done = services.collect(everything=True)
    print(done.taken)
    for one in selectors.withheld():
        print(f"Not handed out: UID {one.uid}, UIDVALIDITY {one.validity}", file=sys.stderr)
    if done.trouble:
        print(f"The mailbox could not be read: {done.trouble}", file=sys.stderr)
    return 1 if done.trouble else 0
