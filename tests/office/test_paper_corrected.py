"""What was wrongly recorded of a letter on paper is struck out, and counts for nothing."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from tests.office.conftest import Office
from tests.office.test_letters_on_paper import (
    LATER,
    came_back,
    delivered,
    hand_in,
    later,  # noqa: F401  a fixture
    on_paper,
    posted,
    posting_of,
    scanned,
    word,
)
from tests.reading import files
from tests.together import at_once, waits

from rapport.documents import services as documents
from rapport.foundation.acts import geneva_date
from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.mail import selectors as mail
from rapport.mail.models import Inbound
from rapport.mail.rules import Outcome
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.models import Letter, Posting, ScanPart, StruckRecord
from rapport.office.communications.rules import OnPaper, Recorded, Word
from rapport.office.today import selectors as today
from rapport.office.today.rules import Deed

WHY = "The receipt is of another letter."
JUNE = "2026-06-01"


def strike(
    office: Office, letter: Letter, record: Recorded, seen: str = LATER, why: str = WHY
) -> StruckRecord:
    """Mina strikes a record of the newest posting out."""
    return services.strike_record(
        office.act("mina", "2026-03-30"),
        letter_id=letter.public_id,
        posting_id=posting_of(letter).public_id,
        record=record,
        seen=date.fromisoformat(seen),
        because=why,
    )


def deeds(office: Office, on: str) -> list[Deed]:
    """What Today asks of Mina."""
    found = today.waits_for(office.act("mina", on))
    assert found
    return [row.deed for row in found.cannot_wait.rows]


def placed(office: Office, letter: Letter, part: ScanPart) -> Inbound:
    """Mina puts a part of a scan to a letter."""
    services.place_scan(
        office.act("mina", "2026-03-30"),
        part_id=part.public_id,
        letter=letter.reference,
        reached_on=date(2026, 3, 20),
    )
    work_off()
    return mail.to_be_filed([letter.public_id]).get()


def taken_back(office: Office, part: ScanPart, why: str = WHY) -> Letter:
    """Mina takes a part back from its letter."""
    part.refresh_from_db()
    return services.take_scan_back(
        office.act("mina", "2026-03-30"), part_id=part.public_id, seen=part.message, because=why
    )


# The rule


def test_what_rests_on_a_record_is_struck_out_before_it() -> None:
    day = date(2026, 3, 12)
    days: dict[Recorded, date | None] = {
        Recorded.POSTED: day,
        Recorded.DELIVERED: day,
        Recorded.RETURNED: None,
    }

    refused = {one: rules.why_not_strike(one, seen=days[one], days=days) for one in days}

    assert isinstance(refused[Recorded.POSTED], errors.LaterStands)
    assert refused[Recorded.DELIVERED] is None
    assert isinstance(refused[Recorded.RETURNED], errors.NothingToStrike)
    another = rules.why_not_strike(Recorded.DELIVERED, seen=date(2026, 3, 13), days=days)
    assert isinstance(another, errors.NothingToStrike), "it was recorded anew meanwhile"


def test_of_what_was_told_the_last_before_it_is_struck_out() -> None:
    def fact(name: str, **facts: object) -> tuple[str, dict[str, object]]:
        return f"office.{name}", {"posting": "a"} | facts

    told = [
        fact("letter_posted"),
        fact("letter_delivered"),
        fact("letter_delivered", posting="b"),
        fact("record_struck", record="delivered"),
        fact("letter_delivered"),
        fact("scan_placed", part="c"),
        fact("scan_taken_back", part="c"),
        fact("scan_taken_back", part="c"),
    ]

    assert rules.struck_out(told) == {1, 5}


# Posting, delivery, return


def test_a_delivery_that_was_struck_out_counts_for_nothing_and_the_right_one_counts(
    office: Office,
) -> None:
    letter = on_paper(office)
    posted(office, letter)
    delivered(office, letter)
    assert word(letter, office, JUNE) is Word.OVERDUE

    struck = strike(office, letter, Recorded.DELIVERED)

    assert word(letter, office, JUNE) is Word.POSTED
    assert deeds(office, JUNE) == [Deed.ASK_CARRIER]
    assert (struck.day, struck.taken_by) == (date.fromisoformat(LATER), "Post room")
    assert struck.proof
    assert (struck.recorded_by, struck.because) == (struck.struck_by, WHY)
    posting = posting_of(letter)
    assert (posting.delivered_on, posting.taken_by, posting.proof) == (None, "", None)
    delivered(office, letter, "2026-03-20")
    letter.refresh_from_db()
    assert letter.accepted_at
    assert geneva_date(letter.accepted_at) == date(2026, 3, 20)
    assert word(letter, office, JUNE) is Word.OVERDUE


def test_a_return_that_was_struck_out_lets_the_delivery_count_again(office: Office) -> None:
    letter = on_paper(office)
    posted(office, letter)
    delivered(office, letter)
    came_back(office, letter)
    assert word(letter, office, JUNE) is Word.CAME_BACK

    strike(office, letter, Recorded.RETURNED)

    assert word(letter, office, JUNE) is Word.OVERDUE
    with pytest.raises(errors.NotCameBack):
        services.post_again(
            office.act("mina", LATER), letter_id=letter.public_id, address="x", return_to="y"
        )


def test_a_posting_that_was_struck_out_is_to_be_posted_again(office: Office) -> None:
    letter = on_paper(office)
    posted(office, letter)

    strike(office, letter, Recorded.POSTED)

    assert word(letter, office, JUNE) is Word.TO_BE_POSTED
    assert deeds(office, LATER) == [Deed.POST]
    posted(office, letter, "2026-03-20")
    assert posting_of(letter).posted_on == date(2026, 3, 20)
    assert StruckRecord.objects.get().tracking == "SW 1"


def test_a_record_is_struck_out_once_with_a_reason_by_the_secretariat(office: Office) -> None:
    letter = on_paper(office)
    posted(office, letter)
    facts = {
        "letter_id": letter.public_id,
        "posting_id": posting_of(letter).public_id,
        "record": Recorded.POSTED,
        "seen": date.fromisoformat(LATER),
    }

    with pytest.raises(errors.ReasonMissing):
        strike(office, letter, Recorded.POSTED, why=" ")
    with pytest.raises(errors.NotTheSecretariat):
        services.strike_record(office.act("jonas", LATER), because=WHY, **facts)
    delivered(office, letter)
    with pytest.raises(errors.LaterStands):
        strike(office, letter, Recorded.POSTED)
    strike(office, letter, Recorded.DELIVERED)
    with pytest.raises(errors.NothingToStrike):
        strike(office, letter, Recorded.DELIVERED)
    strike(office, letter, Recorded.POSTED)
    assert StruckRecord.objects.count() == 2


def printed_anew(office: Office) -> tuple[Letter, Posting]:
    """A letter that came back and is printed for another address; and its first posting."""
    letter = on_paper(office)
    posted(office, letter)
    came_back(office, letter)
    first = posting_of(letter)
    services.post_again(
        office.act("mina", LATER),
        letter_id=letter.public_id,
        address="1 New Road\nVellanta",
        return_to="Palais",
    )
    work_off()
    return letter, first


def test_a_record_of_an_earlier_posting_changes_nothing_of_the_newest(office: Office) -> None:
    letter, first = printed_anew(office)
    posted(office, letter, "2026-03-15")
    delivered(office, letter, "2026-03-18")

    services.strike_record(
        office.act("mina", "2026-03-30"),
        letter_id=letter.public_id,
        posting_id=first.public_id,
        record=Recorded.RETURNED,
        seen=date.fromisoformat(LATER),
        because=WHY,
    )

    letter.refresh_from_db()
    assert (letter.posted_on, bool(letter.accepted_at)) == (date(2026, 3, 15), True)
    assert word(letter, office, JUNE) is Word.OVERDUE


def test_what_is_recorded_anew_of_an_earlier_posting_says_nothing_of_the_newest(
    office: Office,
) -> None:
    letter, first = printed_anew(office)
    for record in (Recorded.RETURNED, Recorded.POSTED):
        services.strike_record(
            office.act("mina", "2026-03-30"),
            letter_id=letter.public_id,
            posting_id=first.public_id,
            record=record,
            seen=date.fromisoformat(LATER),
            because=WHY,
        )

    waiting = list(selectors.to_be_posted(office.act("mina", LATER).actor))
    services.record_posting(
        office.act("mina", "2026-03-30"),
        letter_id=letter.public_id,
        posting_id=first.public_id,
        posted_on=date(2026, 3, 13),
        way=rules.Way.POST,
    )

    assert waiting == [posting_of(letter)], "nobody is asked to post to the old address"
    letter.refresh_from_db()
    assert letter.posted_on is None
    posted(office, letter, "2026-03-15")
    letter.refresh_from_db()
    assert letter.posted_on == date(2026, 3, 15)


def test_a_word_of_withdrawal_that_has_gone_is_not_printed_again(office: Office) -> None:
    letter = on_paper(office)
    posted(office, letter, "2026-03-02")
    services.withdraw_letter(
        office.act("mina", LATER), letter_id=letter.public_id, reason="It rests on an error."
    )
    work_off()
    told = selectors.latest_posting(letter, OnPaper.WITHDRAWAL)
    assert told
    services.record_posting(
        office.act("mina", LATER),
        letter_id=letter.public_id,
        posting_id=told.public_id,
        posted_on=date.fromisoformat(LATER),
        way=rules.Way.POST,
    )

    strike(office, letter, Recorded.POSTED, seen="2026-03-02")
    posted(office, letter, "2026-03-03")

    assert list(Posting.objects.filter(letter=letter, purpose=OnPaper.WITHDRAWAL)) == [told]


def test_a_letter_that_was_withdrawn_as_come_back_is_told_of_once_that_was_wrong(
    office: Office,
) -> None:
    letter = on_paper(office)
    posted(office, letter)
    came_back(office, letter)
    services.withdraw_letter(
        office.act("mina", LATER), letter_id=letter.public_id, reason="It rests on an error."
    )
    assert selectors.latest_posting(letter, OnPaper.WITHDRAWAL) is None

    strike(office, letter, Recorded.RETURNED)

    assert selectors.latest_posting(letter, OnPaper.WITHDRAWAL)
    assert deeds(office, LATER) == [Deed.POST]


def test_the_word_of_a_withdrawal_waits_for_nobody_if_the_letter_never_left(
    office: Office,
) -> None:
    letter = on_paper(office)
    posted(office, letter, "2026-03-02")
    services.withdraw_letter(
        office.act("mina", LATER), letter_id=letter.public_id, reason="It rests on an error."
    )
    work_off()
    assert deeds(office, LATER) == [Deed.POST]

    strike(office, letter, Recorded.POSTED, seen="2026-03-02")

    assert deeds(office, LATER) == []
    page = office.client("mina").get(f"/letters/{letter.public_id}").content.decode()
    assert "never having left: do not post this word" in page
    posted(office, letter, "2026-03-02")
    words = Posting.objects.filter(letter=letter, purpose=OnPaper.WITHDRAWAL)
    assert words.count() == 1, "the word that waits is not printed twice"
    assert deeds(office, LATER) == [Deed.POST]


def test_the_page_shows_what_was_struck_out_by_whom_when_and_why(later: Office) -> None:  # noqa: F811
    letter = on_paper(later)
    posted(later, letter)
    delivered(later, letter)
    client = later.client("mina")
    address = f"/letters/{letter.public_id}"
    base = f"{address}/post/{posting_of(letter).public_id}"
    assert f"{base}/strike/delivered" in client.get(address).content.decode()
    assert f"{base}/strike/posted" not in client.get(address).content.decode()

    asked = client.get(f"{base}/strike/delivered")
    empty = client.post(f"{base}/strike/delivered", {"seen": LATER, "because": ""})
    other = client.post(f"{base}/strike/delivered", {"seen": "2026-03-01", "because": WHY})
    done = client.post(f"{base}/strike/delivered", {"seen": LATER, "because": WHY})
    page = client.get(address).content.decode()

    assert asked.context["form"]["seen"].value() == date.fromisoformat(LATER)
    assert [one.status_code for one in (asked, empty, other, done)] == [200, 422, 409, 302]
    assert client.get(f"{base}/strike/placed").status_code == 404
    main = page[page.index("<main") :]
    assert "Struck out" in main
    assert WHY in main
    assert main.count("<del>") == 3, "the day, the record, and its entry in the timeline"
    timeline = main[main.rindex('<ol class="timeline">') :]
    assert "recorded that it was delivered" in timeline.split("<del>")[1].split("</del>")[0]
    assert "struck out what was recorded: Delivered." in timeline
    assert later.client("jonas").get(f"{base}/strike/posted").status_code == 403
    struck = StruckRecord.objects.get()
    proof = client.get(f"{base}/struck/{struck.public_id}")
    assert proof.content == b"%PDF-1.7 signed"
    assert WHY not in str(list(Entry.objects.values_list("values", flat=True)))


def test_a_struck_record_is_of_a_posting_or_of_a_scan(office: Office) -> None:
    letter = on_paper(office)
    posted(office, letter)
    struck = strike(office, letter, Recorded.POSTED)

    with pytest.raises(IntegrityError), transaction.atomic():
        StruckRecord.objects.filter(pk=struck.pk).update(record=Recorded.PLACED)


# Scans


def test_a_scan_that_was_put_to_the_wrong_letter_goes_back_and_to_the_right_one(
    later: Office,  # noqa: F811
) -> None:
    wrong, right = on_paper(later), on_paper(later, "AL OTH 15/2099")
    for one in (wrong, right):
        posted(later, one)
        delivered(later, one)
    client = later.client("mina")
    hand_in(client, ("answer.pdf", scanned(right)))
    part = selectors.scans_waiting().get()
    message = placed(later, wrong, part)
    assert word(wrong, later, JUNE) is Word.UNFILED

    url = f"/scans/parts/{part.public_id}/take-back"
    assert url in client.get(f"/scans/parts/{part.public_id}").content.decode()
    shown = client.get(f"/letters/{wrong.public_id}/mail/{message.public_id}")
    assert url in shown.content.decode()
    asked, seen = client.get(url), {"seen": str(message.public_id)}
    assert f'value="{message.public_id}"' in asked.content.decode()
    empty = client.post(url, {"because": "", **seen})
    done = client.post(url, {"because": WHY, **seen})

    assert [one.status_code for one in (asked, empty, done)] == [200, 422, 302]
    assert selectors.scans_waiting().get() == part
    message.refresh_from_db()
    assert (message.matter, message.outcome) == (wrong.public_id, Outcome.TAKEN_BACK)
    assert word(wrong, later, JUNE) is Word.OVERDUE
    assert word(right, later, JUNE) is Word.UNFILED, "its mark is on the scan"
    page = client.get(f"/letters/{wrong.public_id}").content.decode()
    main = page[page.index("<main") :]
    timeline = main[main.rindex('<ol class="timeline">') :]
    assert "put a scan to this letter" in timeline.split("<del>")[1].split("</del>")[0]
    assert "took a scan back that does not belong" in timeline
    assert WHY in main
    again = client.get(f"/scans/parts/{part.public_id}").content.decode()
    assert "AL OTH 14/2099" in again
    assert "by mistake" in again
    assert client.get(url).status_code == 409
    kept = placed(later, right, part)
    assert documents.read(kept.raw) == documents.read(message.raw)


def test_a_scan_may_come_back_to_the_letter_from_which_it_was_taken(
    later: Office,  # noqa: F811
) -> None:
    letter = on_paper(later)
    hand_in(later.client("mina"), ("answer.pdf", files.pdf_of("One")))
    part = selectors.scans_waiting().get()
    seen = set()

    for _ in range(3):
        seen.add(placed(later, letter, part).pk)
        taken_back(later, part)
        part.refresh_from_db()

    assert len(seen) == 3
    assert placed(later, letter, part).outcome == ""


def test_the_same_pages_handed_in_twice_are_taken_back_together(later: Office) -> None:  # noqa: F811
    letter = on_paper(later)
    for _ in range(2):
        hand_in(later.client("mina"), ("one.pdf", files.pdf_of("The answer")))
    first, second = selectors.scans_waiting()
    for one in (first, second):
        placed(later, letter, one)

    first.refresh_from_db()
    taken_back(later, first)

    assert selectors.scans_waiting().count() == 2
    assert StruckRecord.objects.count() == 2
    assert not mail.to_be_filed([letter.public_id])


def test_a_scan_that_another_put_to_the_right_letter_meanwhile_stays_there(
    later: Office,  # noqa: F811
) -> None:
    wrong, right = on_paper(later), on_paper(later, "AL OTH 15/2099")
    hand_in(later.client("mina"), ("answer.pdf", scanned(right)))
    part = selectors.scans_waiting().get()
    seen = placed(later, wrong, part).public_id
    taken_back(later, part)
    message = placed(later, right, part)

    answer = later.client("mina").post(
        f"/scans/parts/{part.public_id}/take-back", {"seen": str(seen), "because": WHY}
    )

    assert answer.status_code == 409
    part.refresh_from_db()
    assert (part.letter, part.message) == (right, message.public_id)


def test_pages_are_not_put_to_a_letter_in_the_middle_of_taking_them_back(
    later: Office,  # noqa: F811
    threads: None,
) -> None:
    letter = on_paper(later)
    for _ in range(2):
        hand_in(later.client("mina"), ("one.pdf", files.pdf_of("The answer")))
    first, second = selectors.scans_waiting()
    placed(later, letter, first)

    def take_back() -> None:
        taken_back(later, first)

    def place() -> None:
        placed(later, letter, second)

    assert waits(place, first=take_back)
    place()
    second.refresh_from_db()
    assert mail.get_inbound(cast("UUID", second.message)).outcome == ""


def test_the_same_pages_are_taken_back_by_two_at_once(later: Office, threads: None) -> None:  # noqa: F811
    letter = on_paper(later)
    for _ in range(2):
        hand_in(later.client("mina"), ("one.pdf", files.pdf_of("The answer")))
    parts = list(selectors.scans_waiting())
    for one in parts:
        placed(later, letter, one)

    outcomes = at_once(*[lambda one=one: taken_back(later, one) for one in parts])

    refused = [type(one) for one in outcomes if isinstance(one, Exception)]
    assert refused == [errors.ScanNotPlaced]
    assert selectors.scans_waiting().count() == 2
    assert StruckRecord.objects.count() == 2


def test_a_scan_that_was_put_aside_with_its_letter_may_be_taken_back_too(
    later: Office,  # noqa: F811
) -> None:
    letter = on_paper(later)
    hand_in(later.client("mina"), ("one.pdf", files.pdf_of("One")))
    part = selectors.scans_waiting().get()
    message = placed(later, letter, part)
    services.put_mail_aside(
        later.act("mina"), letter_id=letter.public_id, message_id=message.public_id
    )

    part.refresh_from_db()
    taken_back(later, part)

    assert selectors.scans_waiting().get() == part


def test_a_scan_from_which_a_reply_was_filed_goes_back_once_the_reply_is_taken_back(
    later: Office,  # noqa: F811
) -> None:
    letter = on_paper(later)
    client = later.client("mina")
    hand_in(client, ("one.pdf", files.pdf_of("One")))
    part = selectors.scans_waiting().get()
    message = placed(later, letter, part)
    typed: dict[str, Any] = {
        "kind": "substantive",
        "wish": "public",
        "dated_on": "2026-03-18",
        "signed_by": "A. Brandt",
        "opening": "We answer.",
        **{f"stance_{number}": "" for number in (1, 2, 3)},
    }
    filed = client.post(f"/letters/{letter.public_id}/mail/{message.public_id}", typed)
    assert filed.status_code == 302

    answer = client.post(
        f"/scans/parts/{part.public_id}/take-back",
        {"because": WHY, "seen": str(message.public_id)},
    )

    assert answer.status_code == 409
    assert "Take that reply back first" in answer.content.decode()
    part.refresh_from_db()
    assert part.letter == letter
    assert not StruckRecord.objects.exists()
    reply = selectors.replies_of(letter)[0]
    services.take_reply_back(
        later.act("mina", "2026-03-30"),
        letter_id=letter.public_id,
        reply_id=reply.public_id,
        because=WHY,
    )
    assert taken_back(later, part) == letter
    assert selectors.scans_waiting().get() == part


def test_of_a_scan_that_was_taken_back_it_is_known_from_what_it_was_cut(
    later: Office,  # noqa: F811
) -> None:
    letter = on_paper(later)
    hand_in(later.client("mina"), ("one.pdf", files.pdf_of("One")))
    part = selectors.scans_waiting().get()
    message = placed(later, letter, part)
    part.refresh_from_db()
    taken_back(later, part)

    assert selectors.part_kept_as(message.public_id) == part
