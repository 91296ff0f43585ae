"""Take a whole matter over a road between an office and a desk, and count what is there."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import psycopg
from tests.journeys.power import A_MOMENT, DESK, OFFICE, do

from rapport.demo.stage import Stage

SECONDS: Final = 60.0
Counts = dict[str, Any]


def choose(stage: Stage, key: str, road: str, url: str, *, collect: bool = False) -> str:
    """Let a side use a road to the other one; return the other one's id."""
    other = "office" if key == DESK else "desk"
    return do(stage, key, "road", other, road, "collect" if collect else "-", url)


def counts(stage: Stage, reference: str) -> tuple[Counts, Counts]:
    """What office and desk have counted."""
    with ThreadPoolExecutor(2) as at_once:
        said = at_once.map(lambda key: do(stage, key, "count", reference), (OFFICE, DESK))
        office, desk = (json.loads(one) for one in said)
    return office, desk


def until(
    stage: Stage, reference: str, is_there: Callable[[Counts, Counts], Any], *keys: str
) -> tuple[Counts, Counts]:
    """Wait for something, and let these sides try again meanwhile."""
    end = time.monotonic() + SECONDS
    while not is_there(*(found := counts(stage, reference))):
        assert time.monotonic() < end, f"it did not arrive: {found}"
        with ThreadPoolExecutor(2) as at_once:
            list(at_once.map(lambda key: do(stage, key, "hurry"), keys))
        time.sleep(A_MOMENT)
    return found


def a_matter(stage: Stage, reference: str) -> tuple[Counts, Counts]:
    """Send a letter and its reply while both sides' workers run; wait until all is settled."""
    do(stage, OFFICE, "transmit", reference)
    until(stage, reference, lambda _, desk: desk["letters"], OFFICE, DESK)
    do(stage, DESK, "reply", reference)
    return until(stage, reference, is_settled, OFFICE, DESK)


def is_settled(office: Counts, desk: Counts) -> bool:
    """Whether the reply is here, and both have every receipt."""
    return has_receipts(office, desk) and bool(office.get("office.reply_received"))


def has_receipts(office: Counts, desk: Counts) -> bool:
    """Whether a reply has left, and both have every receipt."""
    settled = all(one["posted"] == one["receipts"] for one in (office, desk))
    return bool(settled and desk.get("desk.reply_handed_over"))


def check_once(office: Counts, desk: Counts) -> None:
    """Nothing is lost and nothing is double."""
    assert office["letters"] == desk["letters"] == 1
    assert office["office.letter_transmitted"] == desk["desk.letter_arrived"] == 1
    assert desk["desk.reply_submitted"] == office["office.reply_received"] == 1
    assert office["exchange.received"] == 1
    assert office["posted"] == office["receipts"] == desk["taken in"]
    assert desk["posted"] == desk["receipts"] == office["taken in"]
    assert office["gaps"] == desk["gaps"] == 0


def wait_for_post(stage: Stage, key: str, reference: str, how_many: int) -> None:
    """Wait until a side has posted so many packages in all."""
    end = time.monotonic() + SECONDS
    while json.loads(do(stage, key, "count", reference))["posted"] < how_many:
        assert time.monotonic() < end, f"{key} has not posted it"
        time.sleep(A_MOMENT)


def restore(stage: Stage, key: str, backup: Path) -> None:
    """Lose an installation with its database, and bring it back from a backup."""
    stage.stop(key, kill=True)
    shutil.rmtree(stage.home_of(key))
    if url := stage.database_urls.get(key):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    stage.run(key, "restore", str(backup))


def truncate(file: Path) -> Path:
    """Make a file that breaks off, as when a stick is pulled out too early."""
    half = file.with_name(f"half-{file.name}")
    half.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    return half
