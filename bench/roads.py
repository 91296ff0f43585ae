"""How long a matter takes end to end on each road: letter out, reply in, all receipts here.

`.venv/bin/python bench/roads.py [MATTERS]`. Real processes on this machine: web server and
worker of an office and of a desk, and for e-mail Postfix and Dovecot, as in the journeys.
People take no time. The baseline of the same minute is work without a road: letter and reply
set in type as PDF, as each matter does (by e-mail the letter alone).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.journeys import mailing, roads  # noqa: E402
from tests.journeys.mailing import Post  # noqa: E402
from tests.journeys.power import DESK, OFFICE, do  # noqa: E402

TEXT = "1. Fourteen accounts were looked at.\n\n2. None was closed.\n"
numbers = count(1)


def reference() -> str:
    """Return a reference that is not used yet."""
    return f"UA OTH {next(numbers)}/2099"


def pushed(post: Post, stick: Path) -> None:
    """Take a matter both ways by push."""
    on_roads(post, "push", "push")
    roads.a_matter(post.stage, reference())


def pulled(post: Post, stick: Path) -> None:
    """Take a matter to a desk that fetches it."""
    on_roads(post, "pull", "push", collect=True)
    roads.a_matter(post.stage, reference())


def carried(post: Post, stick: Path) -> None:
    """Take a matter over a stick, the reply and all receipts too."""
    on_roads(post, "folder", "folder")
    new, stage = reference(), post.stage
    office, _ = roads.counts(stage, new)
    do(stage, OFFICE, "transmit", new)
    roads.wait_for_post(stage, OFFICE, new, office["posted"] + 1)
    carry(post, stick, OFFICE, DESK)
    _, desk = roads.counts(stage, new)
    do(stage, DESK, "reply", new)
    roads.wait_for_post(stage, DESK, new, desk["posted"] + 1)
    carry(post, stick, DESK, OFFICE)
    do(stage, DESK, "rapport", "exchange", "read", str(stick))
    roads.check_once(*roads.counts(stage, new))


def by_hand(post: Post, stick: Path) -> None:
    """Take a matter by hand as PDF, each side's receipt back as a file."""
    on_roads(post, "folder", "folder")
    new, stage = reference(), post.stage
    paper, receipt = str(stick / "paper.pdf"), str(stick / "receipt")
    office, _ = roads.counts(stage, new)
    do(stage, OFFICE, "transmit", new)
    roads.wait_for_post(stage, OFFICE, new, office["posted"] + 1)
    do(stage, OFFICE, "print_pdf", new, paper)
    do(stage, DESK, "hand_in", "ines", paper, receipt)
    do(stage, OFFICE, "hand_in", "mina", receipt, "")
    _, desk = roads.counts(stage, new)
    do(stage, DESK, "reply", new)
    roads.wait_for_post(stage, DESK, new, desk["posted"] + 1)
    do(stage, DESK, "print_pdf", new, paper)
    do(stage, OFFICE, "hand_in", "mina", paper, receipt)
    do(stage, DESK, "hand_in", "ines", receipt, "")
    roads.check_once(*roads.counts(stage, new))


def mailed(post: Post, stick: Path) -> None:
    """Take a matter by e-mail; the answer is filed at once."""
    new = reference()
    post.send(new)
    letter = post.arrives(new)
    post.answer(letter, TEXT)
    post.until(new, answers=1)
    post.do("file", new)


def on_roads(post: Post, there: str, back: str, *, collect: bool = False) -> None:
    """Choose the roads of both sides, each to the other's own address."""
    urls = {key: f"http://127.0.0.1:{post.stage.port_of(key)}" for key in (OFFICE, DESK)}
    roads.choose(post.stage, OFFICE, there, urls[DESK])
    roads.choose(post.stage, DESK, back, urls[OFFICE], collect=collect)


def carry(post: Post, stick: Path, there: str, here: str) -> None:
    """Write at one side, read at the other."""
    do(post.stage, there, "rapport", "exchange", "write", str(stick))
    do(post.stage, here, "rapport", "exchange", "read", str(stick))


def took(run: Callable[[], object]) -> float:
    """Return how many seconds something took."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def main() -> None:
    """Print the medians, each with its ratio to the setting of two PDFs."""
    matters = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ways = {
        "push": pushed,
        "pull": pulled,
        "folder": carried,
        "by hand as PDF": by_hand,
        "e-mail": mailed,
    }
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        stick = Path(folder)
        with mailing.running(stick / "stage") as post:
            pushed(post, stick)  # the first one also loads what is loaded once
            for name, way in ways.items():
                times, bases = [], []
                for _ in range(matters):
                    bases.append(took(partial(post.do, "set_in_type")))
                    times.append(took(partial(way, post, stick)))
                median, base = statistics.median(times), statistics.median(bases)
                print(f"{name}: {median:.2f} s; two PDFs {base:.2f} s; {median / base:.1f} : 1")


if __name__ == "__main__":
    main()
