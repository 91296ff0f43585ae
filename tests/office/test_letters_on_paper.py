"""To a company without desk and mailbox a letter goes on paper; a scan comes back."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image
from tests.office import letters
from tests.office.conftest import Office
from tests.reading import files, scans

from rapport.demo.cast import HOLLINBRAKE
from rapport.documents import services as documents
from rapport.foundation.acts import geneva_date
from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.mail import selectors as mail
from rapport.mail.models import Inbound
from rapport.mail.rules import Road
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.models import Letter, Posting, Reply, Scan, ScanPart
from rapport.office.communications.rules import Course, OnPaper, Way, Word
from rapport.office.publishing.services import why_not_announce, why_not_prepare
from rapport.office.today import selectors as today
from rapport.office.today.rules import Deed
from rapport.protocol.errors import LetterIsWithdrawn

TO = "12 Cinder Lane\nHollinbrake\nVellanta"
BACK = "Palais\n1211 Genève 10\nFax +41 00 000 00 00"
LATER = "2026-03-12"
SENT = date(2026, 3, 2)


def typed(**changes: str) -> dict[str, str]:
    """What the secretariat types, in good order but for the changes."""
    said = {"reference": "AL OTH 14/2099", "dated_on": "2026-03-02", "reply_period_days": "60"}
    return said | {"post_to": TO, "return_to": BACK} | changes


def on_paper(office: Office, reference: str = "AL OTH 14/2099", **changes: Any) -> Letter:
    """A letter whose pages to print are ready."""
    letter = letters.cleared(office, company=HOLLINBRAKE, **changes)
    sending = letters.sending(reference, post_to=TO, return_to=BACK)
    services.transmit_letter(office.act("mina"), letter_id=letter.public_id, sending=sending)
    work_off()
    letter.refresh_from_db()
    return letter


def posting_of(letter: Letter) -> Posting:
    found = selectors.latest_posting(letter)
    assert found
    return found


def posted(office: Office, letter: Letter, on: str = LATER) -> Posting:
    """The letter was taken to the post."""
    return services.record_posting(
        office.act("mina", on),
        letter_id=letter.public_id,
        posting_id=posting_of(letter).public_id,
        posted_on=date.fromisoformat(on),
        way=Way.COURIER,
        carrier="Swift",
        tracking="SW 1",
    )


def delivered(office: Office, letter: Letter, on: str = LATER) -> Posting:
    return services.record_delivery(
        office.act("mina", on),
        letter_id=letter.public_id,
        posting_id=posting_of(letter).public_id,
        delivered_on=date.fromisoformat(on),
        taken_by="Post room",
        proof=b"%PDF-1.7 signed",
    )


def came_back(office: Office, letter: Letter, on: str = LATER) -> Posting:
    return services.record_return(
        office.act("mina", on),
        letter_id=letter.public_id,
        posting_id=posting_of(letter).public_id,
        returned_on=date.fromisoformat(on),
        reason="Moved away",
    )


def word(letter: Letter, office: Office, on: str) -> Word:
    letter.refresh_from_db()
    return selectors.standing_of(letter, office.act("mina", on).at).word


def pictures(data: bytes) -> list[Image.Image]:
    """The pages of a PDF as they come out of a printer."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=200 / 72, grayscale=True).to_pil() for page in document]


def words_of(data: bytes, number: int) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return str(document[number].get_textpage().get_text_range())


def printed(letter: Letter) -> bytes:
    posting = posting_of(letter)
    assert posting.printed
    return documents.read(posting.printed)


def hand_in(client: Client, *parts: tuple[str, bytes], on: str = "2026-03-20") -> Any:
    """Hand in files by the page, and have them looked at."""
    sent = [SimpleUploadedFile(name, data) for name, data in parts]
    answer = client.post("/scans", {"scan": sent, "reached_on": on})
    work_off()
    return answer


def scanned(letter: Letter, *more: Image.Image, turn: float = 183) -> bytes:
    """The answer sheet of a letter as a poor scan, and further pages."""
    return scans.saved(
        scans.as_scanned(pictures(printed(letter))[-1], turn=turn), *more, form="PDF"
    )


@pytest.fixture
def later(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office in which it is 30 March 2026 for every page."""
    from rapport.foundation import clock

    monkeypatch.setattr(clock, "now", lambda: office.act("mina", "2026-03-30").at)
    return office


# Sending


def test_the_page_before_sending_asks_for_the_addresses_and_says_who_reads_it(
    office: Office,
) -> None:
    letter = letters.cleared(office, company=HOLLINBRAKE)
    client = office.client("mina")

    page = client.get(f"/letters/{letter.public_id}/transmit").content.decode()
    missing = client.post(f"/letters/{letter.public_id}/transmit", typed(post_to=" "))
    long = client.post(f"/letters/{letter.public_id}/transmit", typed(return_to="x" * 90))

    assert "whoever opens the company’s post reads it" in page
    assert "mail_to" not in page
    assert (missing.status_code, long.status_code) == (422, 422)
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_sending_on_paper_fixes_the_letter_and_prints_sheet_letter_annexes_and_answer_sheet(
    office: Office,
) -> None:
    letter = letters.written(office, company=HOLLINBRAKE)
    for name, kind, data in (
        ("annex.pdf", "application/pdf", files.pdf_of("The annex")),
        ("table.ods", "application/x", b"no PDF"),
    ):
        services.attach_file(
            office.act("mina"),
            letter_id=letter.public_id,
            name=name,
            media_type=kind,
            data=data,
        )
    act = office.act("mina")
    services.circulate_letter(act, letter_id=letter.public_id)
    services.clear_letter(act, letter_id=letter.public_id)
    client = office.client("mina")

    answer = client.post(f"/letters/{letter.public_id}/transmit", typed())
    work_off()

    assert answer.status_code == 302, answer.content.decode()
    letter.refresh_from_db()
    posting = posting_of(letter)
    assert (letter.post_to, letter.mail_to, letter.recipient) == (TO, "", None)
    assert selectors.package_of(letter)
    assert posting.left_out == ["table.ods"]
    data = client.get(f"/letters/{letter.public_id}/post/{posting.public_id}/print.pdf")
    with pypdfium2.PdfDocument(data.content) as document:
        assert len(document) == posting.pages
    first, last = words_of(data.content, 0), words_of(data.content, posting.pages - 1)
    assert "12 Cinder Lane" in first
    assert "1211 Genève 10" in first
    assert str(posting.pages) in first
    assert "table.ods" in first
    assert "The annex" in words_of(data.content, posting.pages - 2)
    assert "Answer sheet" in last
    assert f"{letter.reply_due_on:%-d %B %Y}" in last
    assert letter.subject not in first + last
    assert word(letter, office, "2026-06-01") is Word.TO_BE_POSTED


def test_an_annex_with_more_pages_than_are_put_together_is_enclosed_apart(
    office: Office,
) -> None:
    letter = letters.written(office, company=HOLLINBRAKE)
    act = office.act("mina")
    services.attach_file(
        act,
        letter_id=letter.public_id,
        name="long.pdf",
        media_type="application/pdf",
        data=blank_pages(199),
    )
    services.circulate_letter(act, letter_id=letter.public_id)
    services.clear_letter(act, letter_id=letter.public_id)
    sending = letters.sending("AL OTH 14/2099", post_to=TO, return_to=BACK)

    services.transmit_letter(act, letter_id=letter.public_id, sending=sending)
    work_off()

    letter.refresh_from_db()
    assert posting_of(letter).left_out == ["long.pdf"]
    assert "long.pdf" in words_of(printed(letter), 0)
    assert (
        "Not among these pages"
        in office.client("mina").get(f"/letters/{letter.public_id}").content.decode()
    )


def blank_pages(count: int) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for _ in range(count):
        whole.new_page(595, 842)
    told = io.BytesIO()
    whole.save(told)
    return told.getvalue()


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_the_sheets_are_in_the_letters_language_and_bear_its_mark(
    office: Office, language: str
) -> None:
    letter = on_paper(office, language=language)

    first, *_, last = pictures(printed(letter))

    for page in (first, last):
        assert marks_in(page) == {rules.in_barcode(posting_of(letter).code)}


def marks_in(page: Image.Image) -> set[str]:
    """What another reader finds on a page."""
    if not shutil.which("zbarimg"):
        pytest.fail("zbarimg is missing: python3 do.py setup brings it")
    out = io.BytesIO()
    page.save(out, "PNG")
    done = subprocess.run(
        ["zbarimg", "-q", "--raw", "--nodbus", "-"],
        input=out.getvalue(),
        capture_output=True,
        check=False,
    )
    return set(done.stdout.decode().split())


def test_the_mark_says_nothing_of_the_letter_and_is_another_each_time(office: Office) -> None:
    first, second = on_paper(office), on_paper(office, "AL OTH 15/2099")

    codes = {posting_of(one).code for one in (first, second)}

    assert len(codes) == 2
    assert not any(sign in str(codes) for sign in ("OTH", "2099", "Hollinbrake"))


def test_a_letter_cannot_have_left_without_any_addressee(office: Office) -> None:
    letter = on_paper(office)

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(post_to="")


def test_what_a_desk_takes_does_not_go_on_paper(office: Office) -> None:
    letter = letters.cleared(office)
    sending = letters.sending(post_to=TO, return_to=BACK)

    services.transmit_letter(office.act("mina"), letter_id=letter.public_id, sending=sending)

    letter.refresh_from_db()
    assert letter.recipient
    assert not letter.post_to
    assert not Posting.objects.exists()


# What a person records


def test_silence_counts_only_once_delivery_is_recorded(office: Office) -> None:
    letter = on_paper(office)
    words = [word(letter, office, "2026-06-01")]

    posted(office, letter)
    words.append(word(letter, office, "2026-06-01"))
    delivered(office, letter)
    words += [word(letter, office, day) for day in ("2026-03-13", "2026-06-01")]

    assert words == [Word.TO_BE_POSTED, Word.POSTED, Word.WAITING, Word.OVERDUE]
    assert selectors.course_of(posting_of(letter)) is Course.DELIVERED
    assert letter.sent_on == SENT
    assert str(letter.reply_due_on) == "2026-05-01"


def test_facts_are_recorded_once_in_order_and_on_days_that_can_be(office: Office) -> None:
    letter = on_paper(office)
    facts = {"letter_id": letter.public_id, "posting_id": posting_of(letter).public_id}
    act = office.act("mina", LATER)

    with pytest.raises(errors.NotPosted):
        delivered(office, letter)
    with pytest.raises(errors.NotPosted):
        came_back(office, letter)
    for day in (SENT - timedelta(days=1), act.today + timedelta(days=1)):
        with pytest.raises(errors.DayImpossible):
            services.record_posting(act, posted_on=day, way=Way.FAX, **facts)
    posted(office, letter)
    with pytest.raises(errors.RecordedAlready):
        posted(office, letter)
    with pytest.raises(errors.DayImpossible):
        services.record_delivery(act, delivered_on=SENT, **facts)
    delivered(office, letter)
    with pytest.raises(errors.RecordedAlready):
        delivered(office, letter)
    with pytest.raises(errors.NotTheSecretariat):
        services.record_return(office.act("jonas", LATER), returned_on=act.today, **facts)


def test_a_letter_that_came_back_goes_to_a_corrected_address_and_its_days_run_on(
    office: Office,
) -> None:
    letter = on_paper(office)
    with pytest.raises(errors.NotCameBack):
        services.post_again(
            office.act("mina"), letter_id=letter.public_id, address=TO, return_to=BACK
        )
    posted(office, letter)
    delivered(office, letter)
    came_back(office, letter)
    assert word(letter, office, "2026-06-01") is Word.CAME_BACK
    client = office.client("mina")

    page = client.get(f"/letters/{letter.public_id}/post/again").content.decode()
    answer = client.post(
        f"/letters/{letter.public_id}/post/again",
        {"post_to": "1 New Road\nVellanta", "return_to": BACK},
    )
    work_off()

    assert "Moved away" in page
    assert answer.status_code == 302
    letter.refresh_from_db()
    assert (letter.post_to, str(letter.reply_due_on)) == ("1 New Road\nVellanta", "2026-05-01")
    assert word(letter, office, "2026-06-01") is Word.TO_BE_POSTED
    assert "1 New Road" in words_of(printed(letter), 0)
    assert Posting.objects.filter(letter=letter).count() == 2
    other = letters.cleared(office, company=HOLLINBRAKE)
    before = client.get(f"/letters/{other.public_id}/transmit").content.decode()
    assert "Letters to it came back by post" in before


def test_today_says_what_to_do_with_paper(office: Office) -> None:
    def deeds(on: str) -> list[Deed]:
        found = today.waits_for(office.act("mina", on))
        assert found
        return [row.deed for row in found.cannot_wait.rows]

    letter = on_paper(office)
    first = deeds("2026-03-03")
    posted(office, letter)
    told = [first, deeds("2026-03-13"), deeds("2026-03-25")]
    came_back(office, letter)
    told.append(deeds("2026-03-25"))

    assert told == [[Deed.POST], [], [Deed.ASK_CARRIER], [Deed.CHECK_CONTACT]]
    page = office.client("mina").get("/").content.decode()
    assert "the letter came back by post" in page


def test_the_page_of_the_letter_shows_its_way_as_somebody_recorded_it(office: Office) -> None:
    letter = on_paper(office)
    posted(office, letter)
    delivered(office, letter)
    address = f"/letters/{letter.public_id}"

    page = office.client("mina").get(address).content.decode()
    proof = office.client("mina").get(f"{address}/post/{posting_of(letter).public_id}/proof")

    for said in ("By courier", "SW 1", "Post room", " recorded<", "Delivered"):
        assert said in page
    assert proof.content == b"%PDF-1.7 signed"


def test_each_fact_is_recorded_by_its_page(later: Office) -> None:
    letter = on_paper(later)
    client = later.client("mina")
    base = f"/letters/{letter.public_id}/post/{posting_of(letter).public_id}"

    early = client.get(f"{base}/delivered")
    answers = [
        client.post(
            f"{base}/posted",
            {"posted_on": LATER, "way": "fax", "carrier": "+41 1", "tracking": "OK 7/7"},
        ),
        client.post(
            f"{base}/delivered",
            {
                "delivered_on": LATER,
                "taken_by": "",
                "proof": SimpleUploadedFile("p.png", b"\x89PNG", "image/png"),
            },
        ),
        client.post(f"{base}/returned", {"returned_on": LATER, "reason": "Unknown"}),
    ]
    wrong = client.post(f"{base}/posted", {"posted_on": "2026-01-01", "way": "post"})

    assert early.status_code == 409
    assert [one.status_code for one in answers] == [302, 302, 302]
    assert wrong.status_code == 409
    posting = posting_of(letter)
    assert (posting.way, posting.carrier, posting.tracking) == (Way.FAX, "+41 1", "OK 7/7")
    assert posting.proof
    assert posting.return_reason == "Unknown"


# Withdrawing


def test_withdrawing_what_was_posted_prints_a_sheet_to_be_posted(office: Office) -> None:
    letter = on_paper(office)
    posted(office, letter)

    services.withdraw_letter(
        office.act("mina", LATER), letter_id=letter.public_id, reason="It rests on an error."
    )
    work_off()

    sheet = selectors.latest_posting(letter, OnPaper.WITHDRAWAL)
    assert sheet
    assert sheet.printed
    data = documents.read(sheet.printed)
    assert "It rests on an error." in words_of(data, 0)
    assert "12 Cinder Lane" in words_of(data, 0)
    services.record_posting(
        office.act("mina", LATER),
        letter_id=letter.public_id,
        posting_id=sheet.public_id,
        posted_on=date.fromisoformat(LATER),
        way=Way.POST,
    )
    assert word(letter, office, LATER) is Word.WITHDRAWN
    assert not today.waits_for(office.act("mina", LATER)).cannot_wait.rows  # type: ignore[union-attr]


def test_withdrawing_what_was_not_posted_tells_nobody_and_it_is_not_posted(
    office: Office,
) -> None:
    letter = on_paper(office)

    services.withdraw_letter(office.act("mina"), letter_id=letter.public_id, reason="An error.")

    assert Posting.objects.filter(letter=letter).count() == 1
    with pytest.raises(LetterIsWithdrawn):
        posted(office, letter)
    assert not today.waits_for(office.act("mina")).cannot_wait.rows  # type: ignore[union-attr]


def test_a_letter_that_had_left_before_it_was_withdrawn_is_recorded_and_the_company_is_told(
    later: Office,
) -> None:
    letter = on_paper(later)
    services.withdraw_letter(
        later.act("mina", LATER), letter_id=letter.public_id, reason="It rests on an error."
    )
    address = f"/letters/{letter.public_id}"
    page = later.client("mina").get(address).content.decode()
    assert f"{address}/post/{posting_of(letter).public_id}/posted" in page

    posted(later, letter, "2026-03-10")
    work_off()

    sheet = selectors.latest_posting(letter, OnPaper.WITHDRAWAL)
    assert sheet
    assert sheet.printed
    assert "It rests on an error." in words_of(documents.read(sheet.printed), 0)
    assert word(letter, later, LATER) is Word.WITHDRAWN


def test_on_paper_nothing_is_said_that_only_a_desk_could_take(office: Office) -> None:
    letter = on_paper(office)

    with pytest.raises(errors.ByPostOnly):
        services.send_clarification(
            office.act("mina"), letter_id=letter.public_id, text="Which service?"
        )
    refusal = why_not_announce(office.act("mina", "2026-09-01"), letter)

    assert refusal
    assert refusal.code == "publishing.announced_by_post"


# The scan


def test_the_scan_of_an_answer_finds_its_letter_and_is_filed_as_the_reply(
    later: Office,
) -> None:
    letter = on_paper(later)
    posted(later, letter)
    delivered(later, letter)
    client = later.client("mina")
    answer_page = scans.sheet(dpi=150, words="1. Fourteen accounts were looked at. ")

    hand_in(client, ("answer.pdf", scanned(letter, answer_page)))
    part = selectors.scans_waiting().get()
    page = client.get(f"/scans/parts/{part.public_id}").content.decode()
    placed = client.post(
        f"/scans/parts/{part.public_id}",
        {"letter": letter.reference, "reached_on": "2026-03-20"},
    )
    work_off()

    assert part.posting == posting_of(letter)
    assert part.pages == 2
    assert "Hollinbrake Mobile" in page
    assert placed.status_code == 302
    message = mail.to_be_filed([letter.public_id]).get()
    assert (message.road, geneva_date(message.arrived_at)) == (Road.POST, date(2026, 3, 20))
    assert [one.name for one in mail.files_of(message)] == ["answer.pdf", "answer-sheet.pdf"]
    assert word(letter, later, "2026-06-01") is Word.UNFILED
    address = f"/letters/{letter.public_id}/mail/{message.public_id}"
    shown = client.get(address).content.decode()
    assert "20 March 2026" in shown
    assert "30 March 2026" in shown
    assert "E-mail" not in shown.split("<main", 1)[-1]
    assert client.get(f"{address}/message.eml").content.startswith(b"%PDF-")
    filed = client.post(
        address,
        {
            "kind": "substantive",
            "wish": "public",
            "dated_on": "2026-03-18",
            "signed_by": "A. Brandt",
            "opening": "",
            "stance_1": "answered",
            "answer_1": "Fourteen accounts were looked at.",
            "stance_2": "",
            "stance_3": "",
        },
    )
    assert filed.status_code == 302, filed.content.decode()
    reply = Reply.objects.get(letter=letter)
    assert reply.received_on == date(2026, 3, 20)
    assert word(letter, later, "2026-06-01") is Word.REPLIED


def test_a_stack_with_two_sheets_is_divided_and_one_letter_never_holds_the_others_pages(
    later: Office,
) -> None:
    first, second = on_paper(later), on_paper(later, "AL OTH 15/2099")
    sheets = [pictures(printed(one))[-1] for one in (first, second)]
    pages = [
        scans.as_scanned(page, turn=turn)
        for page, turn in (
            (scans.sheet(dpi=150), 0),
            (sheets[0], 180),
            (scans.sheet(dpi=150), 2),
            (sheets[1], -3),
            (scans.sheet(dpi=150), 0),
            (scans.sheet(dpi=150), 0),
        )
    ]
    client = later.client("mina")

    hand_in(client, ("stack.tif", scans.saved(*pages, form="TIFF")))
    parts = list(selectors.scans_waiting())
    for part in parts[1:]:
        services.place_scan(
            later.act("mina", "2026-03-30"),
            part_id=part.public_id,
            letter=part.posting.letter.reference,
            reached_on=date(2026, 3, 20),
        )

    assert [one.pages for one in parts] == [1, 2, 3]
    assert [one.posting and one.posting.letter for one in parts] == [None, first, second]
    for letter, count in ((first, 2), (second, 3)):
        kept = mail.to_be_filed([letter.public_id]).get()
        with pypdfium2.PdfDocument(documents.read(kept.raw)) as document:
            assert len(document) == count
    assert selectors.scans_waiting().get() == parts[0]


def test_pictures_are_one_pile_and_each_pdf_is_its_own(later: Office) -> None:
    letter = on_paper(later)
    sheet = scans.as_scanned(pictures(printed(letter))[-1])
    plain = scans.saved(scans.sheet(dpi=150))
    client = later.client("mina")

    hand_in(
        client,
        ("b-2.png", plain),
        ("b-1.jpg", scans.saved(sheet, form="JPEG")),
        ("c.pdf", files.pdf_of("Apart")),
        ("broken.pdf", b"%PDF-1.7 nothing"),
    )

    parts = [(one.name, one.pages, bool(one.posting)) for one in selectors.scans_waiting()]
    assert parts == [("b-1.pdf", 2, True), ("broken.pdf", 0, False), ("c.pdf", 1, False)]
    page = client.get("/scans").content.decode()
    assert page.count("No letter is known") == 2
    broken = client.get(f"/scans/parts/{selectors.scans_waiting()[1].public_id}")
    assert "damaged" in broken.content.decode()


def test_without_a_mark_the_letter_is_named_by_reference_or_by_the_typed_code(
    later: Office,
) -> None:
    letter = on_paper(later)
    client = later.client("mina")
    code = rules.on_paper(posting_of(letter).code).lower()
    hand_in(client, ("one.pdf", files.pdf_of("One")), ("two.pdf", files.pdf_of("Two")))
    one, two = selectors.scans_waiting()

    unknown = client.post(
        f"/scans/parts/{one.public_id}", {"letter": "AL OTH 99/2099", "reached_on": LATER}
    )
    early = client.post(
        f"/scans/parts/{one.public_id}",
        {"letter": letter.reference, "reached_on": "2026-02-01"},
    )
    by_code = client.post(
        f"/scans/parts/{one.public_id}", {"letter": code, "reached_on": LATER}
    )
    aside = client.post(f"/scans/parts/{two.public_id}/aside")
    again = client.post(f"/scans/parts/{two.public_id}/aside")

    assert (unknown.status_code, early.status_code) == (422, 422)
    assert (by_code.status_code, aside.status_code, again.status_code) == (302, 302, 409)
    one.refresh_from_db()
    assert (one.letter, one.reached_on) == (letter, date.fromisoformat(LATER))
    assert not selectors.scans_waiting()
    assert client.get(f"/scans/parts/{two.public_id}/pages").content.startswith(b"%PDF-")
    placed = Entry.objects.get(name="office.scan_placed")
    assert placed.values["by_code"] is False


def test_scans_wait_on_today_for_the_secretariat_alone(later: Office) -> None:
    hand_in(later.client("mina"), ("one.pdf", files.pdf_of("One")))

    counts = [
        found.scans if (found := today.waits_for(later.act(who))) else None
        for who in ("mina", "jonas")
    ]

    assert counts == [1, 0]
    assert "1 scan of what came on paper" in later.client("mina").get("/").content.decode()


def test_an_answer_that_lies_in_a_scan_is_no_silence(later: Office) -> None:
    letter = on_paper(later)
    posted(later, letter)
    delivered(later, letter)

    hand_in(later.client("mina"), ("answer.pdf", scanned(letter)))

    assert word(letter, later, "2026-06-01") is Word.UNFILED
    refusal = why_not_prepare(later.act("mina", "2026-06-01"), letter)
    assert refusal
    assert refusal.code == "publishing.answer_unfiled"
    late = later.act("mina", "2026-06-01")
    assert not today.waits_for(late).cannot_wait.rows  # type: ignore[union-attr]
    part = selectors.scans_waiting().get().public_id
    page = later.client("mina").get(f"/scans/parts/{part}").content.decode()
    assert f'src="/scans/parts/{part}/pages/1.png"' in page
    drawn = later.client("mina").get(f"/scans/parts/{part}/pages/1.png")
    assert drawn.content.startswith(b"\x89PNG")
    services.put_scan_aside(late, part_id=part)
    assert word(letter, later, "2026-06-01") is Word.OVERDUE
    assert "Put aside lately" in later.client("mina").get("/scans").content.decode()
    assert later.client("mina").post(f"/scans/parts/{part}/reopen").status_code == 302
    assert word(letter, later, "2026-06-01") is Word.UNFILED
    with pytest.raises(errors.ScanNotAside):
        services.reopen_scan(late, part_id=part)


def test_the_same_scan_twice_is_one_answer(later: Office) -> None:
    letter = on_paper(later)
    client = later.client("mina")
    data = files.pdf_of("The answer")
    for _ in range(2):
        hand_in(client, ("one.pdf", data))
    for part in selectors.scans_waiting():
        services.place_scan(
            later.act("mina", "2026-03-30"),
            part_id=part.public_id,
            letter=letter.reference,
            reached_on=date(2026, 3, 20),
        )

    assert Inbound.objects.filter(matter=letter.public_id).count() == 1
    assert ScanPart.objects.filter(message__isnull=False).count() == 2


@pytest.mark.parametrize(
    "sent", [[], [("empty.pdf", b"")], [(f"{n}.pdf", b"%PDF-") for n in range(61)]]
)
def test_scans_that_are_too_many_or_empty_are_refused_and_nothing_is_kept(
    office: Office, sent: list[tuple[str, bytes]]
) -> None:
    answer = hand_in(office.client("mina"), *sent, on="2026-03-01")

    assert answer.status_code == 422
    assert not Scan.objects.exists()


def test_nothing_of_paper_stands_in_the_journal_but_ids_days_and_codes(later: Office) -> None:
    letter = on_paper(later)
    posted(later, letter)
    delivered(later, letter)
    came_back(later, letter)
    hand_in(later.client("mina"), ("Brandt.pdf", files.pdf_of("One")))

    told = str(list(Entry.objects.values_list("values", flat=True)))

    for word_ in ("Cinder", "Palais", "Swift", "Post room", "Moved", "Brandt"):
        assert word_ not in told
