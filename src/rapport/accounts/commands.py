"""Let people in from the command line: sign-in links, a way back for who is locked out."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.conf import settings

from rapport.accounts import selectors, services
from rapport.accounts.errors import PersonNotFound
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door


def add(subparsers: Any) -> None:
    """Add `rapport signin`."""
    parser = subparsers.add_parser(
        "signin", help="print a link that signs a person in once, within 15 minutes"
    )
    parser.add_argument("email", help="the person's e-mail address")
    parser.add_argument(
        "--reset-factors",
        action="store_true",
        help="first take away the person's passkeys and codes, because they are lost",
    )
    parser.set_defaults(run=_signin)


def _signin(options: argparse.Namespace) -> int:
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    person = selectors.find_person_by_email(options.email)
    if person is None:
        return _invited(act, options.email)
    if options.reset_factors:
        how_many = services.reset_factors(act, person_id=person.public_id)
        print(f"Second factors taken away: {how_many}.", file=sys.stderr)
    path = services.make_signin_link(act, person_id=person.public_id)
    print(f"{settings.RAPPORT_URL}{path}")
    return 0


def _invited(act: Act, email: str) -> int:
    """Print the link of an invitation that waits; the one that was mailed stops working."""
    waiting = selectors.find_invitation_by_email(act.actor, email)
    if waiting is None:
        raise PersonNotFound
    path = services.make_invitation_link(act, invitation_id=waiting.public_id)
    print(f"{settings.RAPPORT_URL}{path}")
    return 0
