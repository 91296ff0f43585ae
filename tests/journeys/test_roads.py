"""A whole matter over each road, however bad; and a desk that comes back from a backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.journeys import roads
from tests.journeys.power import DESK, OFFICE, do
from tests.journeys.proxy import FATES, bad_road

from rapport.demo.stage import Stage


def test_pushed_both_ways_over_bad_roads(sides: Stage) -> None:
    with (
        bad_road(sides.port_of(DESK)) as there,
        bad_road(sides.port_of(OFFICE)) as back,
    ):
        roads.choose(sides, OFFICE, "push", there.url)
        roads.choose(sides, DESK, "push", back.url)

        roads.check_once(*roads.a_matter(sides, "UA OTH 201/2099"))

        assert sum(there.met.values()) >= 4, there.met
        assert sum(back.met.values()) >= 4, back.met


def test_fetched_by_a_desk_that_nobody_can_reach(sides: Stage) -> None:
    with bad_road(sides.port_of(OFFICE), FATES[1:] + FATES[:1]) as back:
        roads.choose(sides, OFFICE, "pull", "http://127.0.0.1:1")
        roads.choose(sides, DESK, "push", back.url, collect=True)

        roads.check_once(*roads.a_matter(sides, "UA OTH 202/2099"))

        assert len(back.met) >= 5, back.met


def carry(sides: Stage, key: str, what: str, where: Path) -> str:
    """Write to a stick or read from it, by command; return what the command printed."""
    return do(sides, key, "rapport", "exchange", what, str(where))


def test_carried_by_hand(sides: Stage, tmp_path: Path) -> None:
    reference = "UA OTH 203/2099"
    desk = roads.choose(sides, OFFICE, "folder", "http://127.0.0.1:1")
    office = roads.choose(sides, DESK, "folder", "http://127.0.0.1:1")
    there, back = tmp_path / f"to-{desk}", tmp_path / f"to-{office}"
    before, _ = roads.counts(sides, reference)

    do(sides, OFFICE, "transmit", reference)
    roads.wait_for_post(sides, OFFICE, reference, before["posted"] + 1)
    file = Path(carry(sides, OFFICE, "write", tmp_path).strip())
    assert carry(sides, OFFICE, "write", tmp_path) == ""
    half = roads.truncate(file)
    with pytest.raises(AssertionError, match=r"package\.seal_damaged"):
        carry(sides, DESK, "read", half)
    carry(sides, DESK, "read", tmp_path)
    shutil.copy(there / "taken" / file.name, there / "again.rapport")
    carry(sides, DESK, "read", tmp_path)
    _, before = roads.counts(sides, reference)
    do(sides, DESK, "reply", reference)
    roads.wait_for_post(sides, DESK, reference, before["posted"] + 1)
    carry(sides, DESK, "write", tmp_path)
    carry(sides, OFFICE, "read", tmp_path)
    carry(sides, DESK, "read", tmp_path)

    roads.check_once(*roads.counts(sides, reference))
    assert not list(there.glob("*.rapport"))
    assert not list(back.glob("*.rapport"))


def test_a_desk_restored_from_yesterday_gets_back_what_it_has_lost(
    sides: Stage, tmp_path: Path
) -> None:
    known, lost = "UA OTH 204/2099", "UA OTH 205/2099"
    office_url = f"http://127.0.0.1:{sides.port_of(OFFICE)}"
    roads.choose(sides, OFFICE, "push", f"http://127.0.0.1:{sides.port_of(DESK)}")
    roads.choose(sides, DESK, "push", office_url)
    do(sides, OFFICE, "transmit", known)
    roads.until(sides, known, lambda _, desk: desk["letters"], OFFICE)
    sides.run(DESK, "backup", str(tmp_path / "yesterday.zip"))
    do(sides, OFFICE, "transmit", lost)
    roads.until(sides, lost, lambda _, desk: desk["letters"], OFFICE)
    do(sides, DESK, "reply", known)
    _, before = roads.until(sides, known, roads.is_settled, DESK)

    roads.restore(sides, DESK, tmp_path / "yesterday.zip")
    assert roads.counts(sides, lost)[1]["letters"] == 0
    sides.start(DESK, only=("web", "worker"))
    office, desk = roads.until(
        sides,
        lost,
        lambda office, desk: desk["letters"] and office["posted"] == office["receipts"],
        OFFICE,
        DESK,
    )

    assert desk["letters"] == desk["desk.letter_arrived"] == 1
    assert office["exchange.received"] == 1
    assert desk["last number"] > before["last number"] + 1_000
    office, desk = roads.until(
        sides, known, lambda _, desk: desk["posted"] == desk["receipts"], OFFICE, DESK
    )
    assert desk["letters"] == desk["desk.letter_arrived"] == 1
    assert office["office.reply_received"] == 1
    assert office["gaps"] == desk["gaps"] == 0
