"""Work that was given up, on the command line."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any
from uuid import UUID

from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal import labels, selectors, services


def add(subparsers: Any) -> None:
    """Add `rapport work`."""
    parser = subparsers.add_parser("work", help="work that was given up: list it, try it again")
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser(
        "list",
        help="list what was given up; on stderr what it does, why it stopped, what helps",
    )
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    listing.set_defaults(run=_list)
    retrying = actions.add_parser("retry", help="try work again that was given up")
    which = retrying.add_mutually_exclusive_group(required=True)
    which.add_argument("id", type=UUID, nargs="*", default=[], help="its number, as listed")
    which.add_argument("--all", action="store_true", help="all that was given up")
    retrying.set_defaults(run=_retry)


def _list(options: argparse.Namespace) -> None:
    for job in selectors.given_up_seen_by(SYSTEM):
        since = f"{job.given_up_at or job.run_at:%Y-%m-%dT%H:%M:%SZ}"
        what, trouble = services.what_is(job.work), labels.trouble(job.trouble)
        facts = {
            "id": str(job.public_id),
            "work": job.work,
            "since": since,
            "tries": job.attempts,
            "trouble": job.trouble,
        }
        if options.json:
            print(json.dumps(facts))
        else:
            print("\t".join(str(fact) for fact in facts.values()))
        print(f"{job.public_id}: {what} {trouble.why} {trouble.helps}", file=sys.stderr)


def _retry(options: argparse.Namespace) -> None:
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    if options.all:
        print(services.try_all_again(act))
        return
    for one in options.id:
        print(services.try_again(act, job_id=one).public_id)
