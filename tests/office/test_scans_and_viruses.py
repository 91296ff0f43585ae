"""Scans are checked for viruses before they are opened or handed out."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from tests.documents import scanner
from tests.office.conftest import Office
from tests.office.test_letters_on_paper import (
    delivered,
    hand_in,
    later,
    on_paper,
    pictures,
    posted,
    printed,
    scanned,
)
from tests.reading import scans

from rapport.documents import services as documents
from rapport.documents.rules import Verdict
from rapport.journal.services import work_off
from rapport.office.communications import selectors, services
from rapport.office.communications.models import Letter, ScanPart

__all__ = ["later"]
FOUND = b"stream: Invented.Virus FOUND\0"
"""What a scanner says of everything, for these tests."""


def place(office: Office, part: ScanPart, letter: Letter) -> None:
    services.place_scan(
        office.act("mina", "2026-03-30"),
        part_id=part.public_id,
        letter=letter.reference,
        reached_on=part.scan.reached_on,
    )


def scan_pages(part: ScanPart) -> str:
    return reverse("office_communications:scan_pages", args=[part.public_id])


def message_raw(letter: Letter, part: ScanPart) -> str:
    about = [letter.public_id, part.message]
    return reverse("office_communications:message_raw", args=about)


def test_a_scan_with_a_finding_is_not_opened_and_handed_out_after_the_warning_alone(
    later: Office, settings: Any
) -> None:
    letter = on_paper(later)
    posted(later, letter)
    mina = later.client("mina")

    with scanner.dying(FOUND) as address:
        settings.RAPPORT_CLAMD_URL = address
        hand_in(mina, ("answer.pdf", scanned(letter)))

        part = selectors.scans_waiting().get()
        assert part.code == ""  # its pages were not looked at
        page = mina.get(reverse("office_communications:scan_part", args=[part.public_id]))
        assert "Invented.Virus" in page.content.decode()
        as_handed_in = reverse("office_communications:scan_file", args=[part.scan.public_id, 1])
        for door in (scan_pages(part), as_handed_in):
            assert mina.get(door).status_code == 409, door
        place(later, part, letter)
        work_off()
    part = selectors.get_scan_part(part.public_id)
    assert mina.get(message_raw(letter, part)).status_code == 409
    file = [letter.public_id, part.message, 1]
    warned = mina.get(reverse("office_communications:message_file", args=file))
    assert warned.status_code == 409
    assert "Take it out all the same" in warned.content.decode()


def test_what_is_found_later_keeps_back_the_pages_that_were_cut_out_before(
    later: Office, settings: Any
) -> None:
    letter = on_paper(later)
    posted(later, letter)
    mina = later.client("mina")
    loose, sheet = scans.sheet(dpi=150), scans.as_scanned(pictures(printed(letter))[-1])
    pile = scans.saved(loose, sheet, loose, form="TIFF")
    hand_in(mina, ("pile.tif", pile))
    part = selectors.scans_waiting().exclude(posting=None).get()
    file = selectors.files_of_scan(part.scan).get().file
    assert part.file.sha256 != file.sha256
    place(later, part, letter)
    part = selectors.get_scan_part(part.public_id)
    doors = [scan_pages(part), message_raw(letter, part)]
    assert [mina.get(door).status_code for door in doors] == [200, 200]

    with scanner.dying(FOUND) as address:
        settings.RAPPORT_CLAMD_URL = address
        assert documents.check(file).verdict is Verdict.FOUND

    assert [mina.get(door).status_code for door in doors] == [409, 409]


def test_a_proof_of_delivery_is_checked_too(later: Office, settings: Any) -> None:
    letter = on_paper(later)
    posted(later, letter)
    posting = delivered(later, letter)
    door = reverse("office_communications:proof", args=[letter.public_id, posting.public_id])
    mina = later.client("mina")
    assert mina.get(door).status_code == 200

    with scanner.dying(FOUND) as address:
        settings.RAPPORT_CLAMD_URL = address
        assert documents.check_when_due()

    assert mina.get(door).status_code == 409
