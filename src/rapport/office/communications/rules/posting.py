"""Letters on paper: addresses, the dated facts that a person records, scans; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import GENEVA
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors

MOST_ADDRESS_LINES: Final = 10
LONGEST_ADDRESS_LINE: Final = 80
MOST_SCAN_FILES: Final = 60
LARGEST_SCAN_MB: Final = 25
ALL_SCANS_MB: Final = 60
MB: Final = 1024 * 1024
ASK_CARRIER_AFTER: Final = timedelta(days=10)
"""A letter that was posted so long ago, without proof of delivery, is asked about."""


class OnPaper(StrEnum):
    """What a posting carries."""

    LETTER = "letter"
    WITHDRAWAL = "withdrawal"


class Way(StrEnum):
    """How paper goes."""

    POST = "post"
    COURIER = "courier"
    FAX = "fax"
    BY_HAND = "by_hand"


class Course(StrEnum):
    """Where a posting stands, as its dated facts tell."""

    TO_BE_POSTED = "to_be_posted"
    POSTED = "posted"
    DELIVERED = "delivered"
    CAME_BACK = "came_back"


class ScanOutcome(StrEnum):
    """What a person did with a part of a scan."""

    PLACED = "placed"
    PUT_ASIDE = "put_aside"


class Recorded(StrEnum):
    """What a person records of paper, and may strike out when it was wrong."""

    POSTED = "posted"
    DELIVERED = "delivered"
    RETURNED = "returned"
    PLACED = "placed"


_RECORDS: Final = {
    "office.letter_posted": Recorded.POSTED,
    "office.letter_delivered": Recorded.DELIVERED,
    "office.letter_came_back": Recorded.RETURNED,
}


def course(
    *, posted_on: date | None, delivered_on: date | None, returned_on: date | None
) -> Course:
    """Say where a posting stands. What came back counts as such though it was taken once."""
    if returned_on:
        return Course.CAME_BACK
    if delivered_on:
        return Course.DELIVERED
    return Course.POSTED if posted_on else Course.TO_BE_POSTED


def address_lines(text: str) -> list[str]:
    """Return the lines of an address as they were meant: none is empty."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def why_not_address(text: str) -> Refusal | None:
    """Say why lines are no address that fits on a sheet."""
    lines = address_lines(text)
    fits = 0 < len(lines) <= MOST_ADDRESS_LINES
    if fits and max(map(len, lines)) <= LONGEST_ADDRESS_LINE:
        return None
    return errors.AddressUnusable(most=MOST_ADDRESS_LINES, longest=LONGEST_ADDRESS_LINE)


def instant_of(day: date, *, at: datetime) -> datetime:
    """Return the instant that stands for a Geneva date: its noon, or the act's if earlier."""
    return min(at, datetime.combine(day, time(12), tzinfo=GENEVA).astimezone(UTC))


def why_not_day(day: date, *, first: date, last: date) -> Refusal | None:
    """Say that something cannot have happened on a day."""
    return (
        None if first <= day <= last else errors.DayImpossible(day=day, first=first, last=last)
    )


def why_not_record_posting(now: Course) -> Refusal | None:
    """Say why posting cannot be recorded: once, and anew when that was struck out."""
    return None if now is Course.TO_BE_POSTED else errors.RecordedAlready()


def why_not_record_delivery(now: Course) -> Refusal | None:
    """Say why delivery cannot be recorded."""
    if now is Course.TO_BE_POSTED:
        return errors.NotPosted()
    return None if now is Course.POSTED else errors.RecordedAlready()


def why_not_record_return(now: Course) -> Refusal | None:
    """Say why it cannot be recorded that something came back; what was taken may."""
    if now is Course.TO_BE_POSTED:
        return errors.NotPosted()
    return errors.RecordedAlready() if now is Course.CAME_BACK else None


def why_not_strike(
    record: Recorded, *, seen: date | None, days: Mapping[Recorded, date | None]
) -> Refusal | None:
    """Say why a record of a posting cannot be struck out.

    `seen` is the day that it says, as whoever strikes it out has read; `days` are those on
    record now. What rests on a record is struck out before it.
    """
    if seen is None or days.get(record) != seen:
        return errors.NothingToStrike()
    later = days[Recorded.DELIVERED] or days[Recorded.RETURNED]
    return errors.LaterStands() if record is Recorded.POSTED and later else None


def struck_out(told: Sequence[tuple[str, Mapping[str, object]]]) -> set[int]:
    """Return the places of the events that were struck out later, of those told of a letter.

    Each time the last of its kind before: what was recorded anew after that stands.
    """
    last: dict[tuple[object, object], int] = {}
    struck = set()
    for place, (name, facts) in enumerate(told):
        if record := _RECORDS.get(name):
            last[facts.get("posting"), record.value] = place
        elif name == "office.record_struck":
            struck.add(last.pop((facts.get("posting"), facts.get("record")), -1))
        elif name == "office.scan_placed":
            last[facts.get("part"), Recorded.PLACED] = place
        elif name == "office.reply_received":
            last[facts.get("reply"), ""] = place
        elif name == "office.reply_taken_back":
            struck.add(last.pop((facts.get("reply"), ""), -1))
        elif name == "office.scan_taken_back":
            struck.add(last.pop((facts.get("part"), Recorded.PLACED), -1))
    return struck - {-1}


def why_not_scan(sizes: Sequence[int]) -> Refusal | None:
    """Say why files of so many bytes cannot be handed in as one scan."""
    fits = 0 < len(sizes) <= MOST_SCAN_FILES and sum(sizes) <= ALL_SCANS_MB * MB
    if fits and all(0 < size <= LARGEST_SCAN_MB * MB for size in sizes):
        return None
    return errors.ScanUnusable(
        most=MOST_SCAN_FILES, most_mb=LARGEST_SCAN_MB, all_mb=ALL_SCANS_MB
    )


def divided(codes: Sequence[tuple[int, bool, Sequence[str]]]) -> list[tuple[str, list[int]]]:
    """Divide pages at each sheet that bears a code; return each part's code and its pages.

    Of each page: its file, whether that file is a picture, its codes of ours. A part also ends
    where a file ends, but for pictures that follow a picture: a page each, they are one pile.
    A sheet with the code of the part before it, as of a reply in two pieces, begins another.
    """
    parts: list[tuple[str, list[int]]] = []
    before: tuple[int, bool] | None = None
    for number, (file, is_picture, found) in enumerate(codes):
        goes_on = before is not None and (before[0] == file or (before[1] and is_picture))
        code = found[0] if found else ""
        if not goes_on or code:
            parts.append((code, []))
        parts[-1][1].append(number)
        before = (file, is_picture)
    return parts
