"""What is typed in bad faith, or pasted from anywhere, is mended or refused in time."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.office import letters
from tests.office.conftest import Office

from rapport.demo.cast import QUILLMOOR
from rapport.exchange.models import Outgoing
from rapport.journal.services import work_off
from rapport.office.communications import errors
from rapport.office.communications.models import Letter, LetterFile
from rapport.office.communications.rules import PartName, State
from rapport.office.consents.rules import Purpose

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Two\nlines", "attention": "Two\r\nlines"},
        {"subject": "A \x01 sign of\x85 no use", "attention": "\x02a"},
        {"also_written_to": ["A \x01 State", "", "x" * 900]},
        {"subject": "\u202eon the wrong side\u2066"},
    ],
)
def test_what_is_one_line_in_a_package_is_one_line_when_it_is_saved(
    office: Office, changes: dict[str, Any]
) -> None:
    letter = letters.transmitted(office, **changes)

    work_off()

    assert Outgoing.objects.count() == 1
    assert not set("\n\r\x01\x02\x85") & set(letter.subject + letter.attention)


def test_no_more_others_are_named_than_a_package_takes(office: Office) -> None:
    case = office.case()

    answer = office.client("mina").post(
        f"/cases/{case.public_id}/letters/new",
        {
            "type": "AL",
            "company": QUILLMOOR,
            "subject": "Accounts",
            "language": "en",
            "reply_period_days": 60,
            "also_written_to": "\n".join(f"State {number}" for number in range(61)),
        },
    )

    assert answer.status_code == 422
    assert "at most 60 others" in answer.content.decode()
    assert "State 60" in answer.content.decode()
    assert not Letter.objects.exists()


def test_a_subject_does_not_outgrow_its_place_when_marks_are_put(office: Office) -> None:
    case = office.case()
    office.person(case, name="Al")

    with pytest.raises(errors.TextTooLong):
        letters.draft(office, case, subject="Al " * 160)

    assert not Letter.objects.exists()


def test_a_letter_that_names_made_too_long_says_so_before_it_leaves(office: Office) -> None:
    case = office.case()
    office.person(case, name="Lucinde " * 12 + "Varga")
    office.consent(case, 1, Purpose.NAME_TO_COMPANY, recipient=QUILLMOOR)
    letter = letters.cleared(office, case=case, questions=["[[p:1]] " * 2_000])
    client = office.client("mina")

    shown = client.get(f"/letters/{letter.public_id}/transmit")
    sent = client.post(
        f"/letters/{letter.public_id}/transmit",
        {"reference": "AL OTH 14/2099", "dated_on": "2026-03-02", "reply_period_days": 60},
    )

    assert (shown.status_code, sent.status_code) == (200, 409)
    assert "longer than a letter can carry" in sent.content.decode()
    letter.refresh_from_db()
    assert letter.state is State.CLEARED


def test_a_text_of_the_longest_length_leaves_and_a_longer_one_is_kept_in_its_form(
    office: Office,
) -> None:
    letter = letters.written(office, texts={PartName.CONCERN: "ab " * 66_666})
    client = office.client("mina")
    address = f"/letters/{letter.public_id}/parts/{PartName.LAW.value}"

    answer = client.post(address, {"text": "ab " * 66_667 + "end", "based_on": 1})

    assert answer.status_code == 422
    assert "at most 200000 are taken" in answer.content.decode()
    assert "ab end" in answer.content.decode()
    assert client.get(f"/letters/{letter.public_id}").status_code == 200


@pytest.mark.parametrize(
    ("file", "status"),
    [
        (SimpleUploadedFile("a.txt", b""), 422),
        (SimpleUploadedFile("a.txt", b"a", content_type="text/\0plain\x01"), 302),
        (SimpleUploadedFile("a.txt", b"a", content_type="x/" + "y" * 500), 302),
        (SimpleUploadedFile("../../etc/passwd", b"a"), 302),
        (SimpleUploadedFile("two\r\nlines\0\u202e.txt", b"a"), 302),
        (SimpleUploadedFile("n" * 300 + ".txt", b"a"), 422),
    ],
)
def test_a_file_is_kept_under_a_harmless_name_or_refused(
    office: Office, file: SimpleUploadedFile, status: int
) -> None:
    letter = letters.written(office)

    answer = office.client("mina").post(
        f"/letters/{letter.public_id}/files/attach", {"file": file}
    )

    assert answer.status_code == status
    kept = list(LetterFile.objects.all())
    assert len(kept) == (status == 302)
    for one in kept:
        assert one.name.isprintable()
        assert "/" not in one.name
        assert one.file.media_type.isprintable()


@pytest.mark.parametrize("days", ["0", "-1", "366", "10000", "9" * 30, "1e3", "sixty", ""])
def test_a_period_that_no_letter_gives_is_refused_in_its_field(
    office: Office, days: str
) -> None:
    letter = letters.cleared(office)

    answer = office.client("mina").post(
        f"/letters/{letter.public_id}/transmit",
        {
            "reference": "AL OTH 14/2099",
            "dated_on": "2026-03-02",
            "reply_period_days": days,
            "without_asked": "on",
        },
    )

    assert answer.status_code == 422
    assert "AL OTH 14/2099" in answer.content.decode()
    letter.refresh_from_db()
    assert letter.state is State.CLEARED


@pytest.mark.parametrize(
    "day", ["9999-12-31", "10000-01-01", "2026-02-30", "02/03/2026", "٢٠٢٦-٠٣-٠٢", ""]
)
def test_a_date_that_cannot_be_is_refused_in_its_field(office: Office, day: str) -> None:
    letter = letters.cleared(office)

    answer = office.client("mina").post(
        f"/letters/{letter.public_id}/transmit",
        {"reference": "AL OTH 14/2099", "dated_on": day, "reply_period_days": 60},
    )

    assert answer.status_code == 422
    letter.refresh_from_db()
    assert letter.state is State.CLEARED


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=-1", 200),
        ("page=abc", 200),
        ("state=nope", 200),
        ("case=x", 200),
        ("mine=%ff", 200),
        ("state=%00", 400),
        ("q=%00", 400),
    ],
)
@pytest.mark.parametrize("address", ["/letters", "/cases/", "/"])
def test_a_list_takes_an_address_that_makes_no_sense(
    office: Office, address: str, query: str, status: int
) -> None:
    assert office.client("mina").get(f"{address}?{query}").status_code == status
