"""A letter that came outside Rapport: dropped as a file, read, confirmed, then like any."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from tests.desk.conftest import Desk, midday
from tests.desk.pages import Browser, read
from tests.desk.test_letters_through_the_door import a_package
from tests.reading.files import LETTER, bomb, locked, mail, pdf_of, scan_of, word_file

from rapport.desk.inbox import rules, selectors, services
from rapport.desk.inbox.errors import (
    CameOutside,
    HandedConfirmed,
    HandedDayZeroWrong,
    HandedMandateMissing,
    HandedPeriodMissing,
    HandedQuestionMissing,
    HandedReferenceUsed,
    NotTheLead,
)
from rapport.desk.inbox.models import HandedFile, Letter, LetterFile, Question
from rapport.desk.inbox.rules import Confirmed, DayZero, HandedState, Signing
from rapport.desk.replies import services as replies
from rapport.desk.replies.errors import SendItFromHere, SentDateWrong, SentWayMissing
from rapport.desk.replies.models import Reply
from rapport.desk.routing import services as routing
from rapport.directory.services import load_directory
from rapport.documents import services as documents
from rapport.exchange import services as exchange
from rapport.exchange.models import Incoming, KeptAside, Outgoing
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.foundation.errors import Refusal
from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.protocol import pdf
from rapport.protocol.kinds import LetterType

pytestmark = pytest.mark.django_db(transaction=True)

At = Callable[[str], Browser]
PAGE = "/letters/take-in"
PRIVACY = Signing(mandate="privacy", title="Special Rapporteur on the right to privacy")
TEXT = LETTER.replace("/2099", "/2026").replace("2099", "2026").encode()


def drop(at: At, data: bytes, *, who: str = "noor", name: str = "letter.txt") -> HttpResponse:
    """Hand in a file as somebody."""
    return at(who).client.post(PAGE, {"file": SimpleUploadedFile(name, data)})


def handed(desk: Desk, data: bytes = TEXT) -> HandedFile:
    """A file that the lead handed in."""
    row = services.hand_in_file(desk.act("noor"), data=data, name="letter.txt")
    assert isinstance(row, HandedFile)
    return row


def as_confirmed(**changes: Any) -> Confirmed:
    """What a person confirms of the letter, but for the changes."""
    said: dict[str, Any] = {
        "reference": "AL OTH 12/2026",
        "type": LetterType.ALLEGATION,
        "language": "en",
        "subject": "An alleged closure of accounts",
        "dated_on": date(2026, 3, 2),
        "sent_on": date(2026, 3, 2),
        "day_zero": DayZero.LETTER_DATE,
        "period_days": 60,
        "mandates": [PRIVACY],
        "questions": ["Please comment on the allegations.", "Please describe the rule."],
        "entity": "Northlight Platforms Inc.",
    }
    return Confirmed(**(said | changes))


def letter_from_file(desk: Desk, **changes: Any) -> Letter:
    """A letter that was handed in and confirmed."""
    row = handed(desk)
    return services.confirm_letter(
        desk.act("noor"), handed_id=row.public_id, letter=as_confirmed(**changes)
    )


def fields_of(page: HttpResponse) -> dict[str, Any]:
    """What a browser would send of the page as it stands."""
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent.pop("questions")
    return {**sent, "question": form.asked}


# Dropping


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT, "letter.txt"),
        (pdf_of(TEXT.decode()), "letter.pdf"),
        (word_file(*((line, "") for line in TEXT.decode().split("\n"))), "letter.docx"),
        (mail(**{"letter.txt": TEXT}).as_bytes(), "letter.eml"),
    ],
)
def test_a_file_of_each_kind_is_read_and_waits_for_a_person(
    desk: Desk, at: At, data: bytes, name: str
) -> None:
    answer = drop(at, data, name=name)

    row = HandedFile.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"{PAGE}/{row.public_id}"
    assert row.read["letter"]["reference"]["value"] == "AL OTH 12/2026"
    assert len(row.read["letter"]["questions"]) == 2
    assert documents.read(row.file) == data
    assert row.handed_by == desk.people["noor"]
    assert not Letter.objects.exists()
    assert not Incoming.objects.exists()
    assert not KeptAside.objects.exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "reading.empty"),
        (b"%PDF-1.7\nnothing of a PDF", "reading.damaged"),
        (locked(pdf_of("A letter")), "reading.locked"),
        (bomb(), "reading.unpacks_too_far"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "reading.kind_unknown"),
    ],
)
def test_what_cannot_be_read_is_kept_with_the_reason(
    desk: Desk, at: At, data: bytes, code: str
) -> None:
    answer = drop(at, data, name="letter.pdf")

    row = HandedFile.objects.get()
    assert (row.refusal_code, row.read) == (code, None)
    listed = at("noor").text(PAGE)
    assert "Could not be read" in listed
    page = at("tomas").text(answer["Location"])
    assert "Nothing could be read." in page
    kept = at("tomas").get(f"{PAGE}/{row.public_id}/original")
    assert kept.content == data
    assert kept["Content-Disposition"].startswith("attachment")


def test_beside_what_was_read_stand_the_pages_as_they_look(desk: Desk, at: At) -> None:
    answer = drop(at, pdf_of("To whom it may concern."), name="letter.pdf")
    row = HandedFile.objects.get()
    picture = f"{PAGE}/{row.public_id}/pages/1.png"

    page = at("tomas").get(answer["Location"]).content.decode()
    assert f'src="{picture}"' in page
    drawn = at("tomas").get(picture)
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/png")
    assert drawn.content.startswith(b"\x89PNG")
    assert at("tomas").get(f"{PAGE}/{row.public_id}/pages/2.png").status_code == 404
    assert at("odile").get(picture).status_code in {403, 404}


def test_a_scan_that_nobody_reads_here_can_be_looked_at(
    desk: Desk, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    answer = drop(at, scan_of("The letter"), name="scan.pdf")

    row = HandedFile.objects.get()
    assert row.refusal_code == "reading.only_pictures"
    page = at("noor").get(answer["Location"]).content.decode()
    assert page.count('class="picture"') == 1
    assert f"{row.public_id}/pages/1.png" in page


def test_a_huge_file_is_kept_too(desk: Desk) -> None:
    row = handed(desk, b"%PDF-1.7" + bytes(26 * 1024 * 1024))

    assert row.refusal_code == "reading.too_large"
    assert row.refusal_facts == {"megabytes": "25"}


def test_the_same_bytes_again_are_told_and_not_doubled(desk: Desk, at: At) -> None:
    first = drop(at, TEXT)
    before = desk.told()

    again = drop(at, TEXT, who="tomas", name="other.txt")

    assert again["Location"] == first["Location"]
    assert HandedFile.objects.count() == 1
    assert desk.told() == before
    file = SimpleUploadedFile("letter.txt", TEXT)
    followed = at("noor").client.post(PAGE, {"file": file}, follow=True)
    assert "This file was handed in before." in followed.content.decode()


def test_a_package_that_was_changed_is_never_read_as_a_letter(desk: Desk, at: At) -> None:
    body = a_package(desk)

    answer = drop(at, body[:-30] + b"x" + body[-29:], name="letter.rapport")

    assert answer.status_code == 422
    assert KeptAside.objects.exists()
    assert not HandedFile.objects.exists()


# Confirming


def test_a_letter_is_confirmed_as_it_was_read(desk: Desk, at: At) -> None:
    load_directory(Act(SYSTEM, desk.today, Door.COMMAND))
    page = at("noor").get(drop(at, TEXT)["Location"])
    address = page.wsgi_request.path

    answer = at("noor").client.post(address, fields_of(page))

    letter = Letter.objects.get()
    assert answer["Location"] == f"/letters/{letter.public_id}"
    assert (letter.reference, letter.sent_on) == ("AL OTH 12/2026", date(2026, 3, 2))
    assert letter.reply_due_on == date(2026, 5, 1)
    assert (letter.sender, letter.package, letter.matter, letter.sent_at) == (None,) * 4
    assert list(letter.questions.values_list("number", flat=True)) == [1, 2]
    assert LetterFile.objects.get().name == "original.txt"
    document = selectors.document_of(letter)
    assert [one.mandate for one in document.signatories] == ["privacy", "wgad"]
    row = HandedFile.objects.get()
    assert (row.state, row.corrected) == (HandedState.CONFIRMED, [])
    assert desk.told()[-2:] == ["desk.file_kept", "desk.letter_confirmed"]


def test_what_a_person_put_right_is_kept_beside_what_was_read(desk: Desk) -> None:
    letter = letter_from_file(desk, questions=["Please comment on the allegations.", "New."])

    row = HandedFile.objects.get()
    assert "questions" in row.corrected
    assert row.read["letter"]["questions"][1]["value"].startswith("Please describe")
    assert Entry.objects.get(name="desk.letter_confirmed").values["corrected"]
    assert letter.questions.get(number=2).text == "New."


def test_passages_are_marked_where_they_stand(desk: Desk, at: At) -> None:
    page = at("noor").get(drop(at, TEXT)["Location"]).content.decode()

    assert '<mark id="p-reference">' in page
    assert '<a href="#p-questions-2">' in page
    assert "Sure" in page


def test_a_passage_is_marked_over_lines_that_part_a_word(desk: Desk, at: At) -> None:
    data = TEXT.replace(b"alleged closure", b"alleged clo-\nsure")

    page = at("noor").get(drop(at, data)["Location"]).content.decode()

    assert "An alleged closure of accounts" in page
    assert re.search(r"<mark[^>]*>[^<]*alleged clo-\nsure of[^<]*</mark>", page)


def test_a_letter_to_another_company_is_told_and_may_still_be_confirmed(
    desk: Desk, at: At
) -> None:
    page = at("noor").get(drop(at, TEXT)["Location"])

    assert (
        "seems to be addressed to <bdi>Northlight Platforms Inc.</bdi>" in page.content.decode()
    )
    assert b"Confirm: this is the letter" in page.content
    assert b"Set it aside" in page.content


@pytest.mark.parametrize(
    ("addressee", "own", "another"),
    [
        ("northlight platforms", "quillmoor social", True),
        ("quillmoor", "quillmoor social", False),
        ("quillmoor social international", "quillmoor", False),
        ("grupo almenara", "almenara – human rights desk", False),
        ("permanent mission of norway", "quillmoor social", True),
        ("northlight platforms", "rapport", False),
        ("", "quillmoor social", False),
    ],
)
def test_another_company_shares_no_telling_word(
    addressee: str, own: str, another: bool
) -> None:
    assert rules.is_another(addressee, [own]) is another
    assert not rules.is_another(addressee, ["rapport", own, addressee])


def test_a_letter_to_a_company_of_the_group_is_our_own(desk: Desk, settings: Any) -> None:
    load_directory(Act(SYSTEM, desk.today, Door.COMMAND))
    settings.RAPPORT_NAME, settings.RAPPORT_UNIT = "Trust desk", "meta"
    told = {"value": "Instagram LLC"}

    assert not selectors.another_addressee(HandedFile(read={"letter": {"entity": told}}))
    settings.RAPPORT_UNIT = "bytedance"
    assert selectors.another_addressee(HandedFile(read={"letter": {"entity": told}}))


def test_what_a_letter_is_about_has_room_and_stays_one_line(desk: Desk, at: At) -> None:
    address = drop(at, TEXT)["Location"]
    page = at("noor").get(address)

    sent = {**fields_of(page), "subject": "An alleged closure\r\nof accounts"}
    at("noor").client.post(address, sent)

    assert re.search(r'<textarea[^>]*name="subject"', page.content.decode())
    assert Letter.objects.get().subject == "An alleged closure of accounts"


def test_text_of_a_file_is_text_on_the_page(desk: Desk, at: At) -> None:
    data = TEXT.replace(b"alleged closure", b"<script>alert(1)</script> alleged closure")

    page = at("noor").get(drop(at, data)["Location"]).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_questions_are_added_moved_and_removed_without_a_script(desk: Desk, at: At) -> None:
    address = drop(at, TEXT)["Location"]
    sent = fields_of(at("noor").get(address))

    added = at("noor").client.post(address, {**sent, "do": "add 1"})
    up = at("noor").client.post(address, {**sent, "do": "up 2"})
    removed = at("noor").client.post(address, {**sent, "do": "remove 1"})

    one, two = sent["question"]
    assert added.context["form"].asked == [one, "", two]
    assert up.context["form"].asked == [two, one]
    assert removed.context["form"].asked == [two]
    assert (added.status_code, 'role="alert"' in added.content.decode()) == (200, False)
    assert not Letter.objects.exists()


def test_a_mandate_is_named_by_a_former_title(desk: Desk, at: At) -> None:
    load_directory(Act(SYSTEM, desk.today, Door.COMMAND))
    address = drop(at, TEXT)["Location"]
    sent = fields_of(at("noor").get(address))
    former = (
        "Special Representative of the Secretary-General on the situation of human rights "
        "defenders"
    )

    unknown = at("noor").client.post(address, {**sent, "more_mandates": "Keeper of the seal"})
    at("noor").client.post(address, {**sent, "mandates": [], "more_mandates": former})

    assert unknown.status_code == 422
    assert "Keeper of the seal" in read(unknown)
    signed = selectors.document_of(Letter.objects.get()).signatories
    assert [(one.mandate, one.title) for one in signed] == [("hrd", former)]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"mandates": []}, HandedMandateMissing),
        ({"questions": []}, HandedQuestionMissing),
        ({"period_days": None}, HandedPeriodMissing),
        ({"period_days": 366}, HandedPeriodMissing),
        ({"sent_on": date(2026, 3, 1)}, HandedDayZeroWrong),
        ({"sent_on": date(2026, 3, 5)}, HandedDayZeroWrong),
    ],
)
def test_no_clock_starts_before_the_letter_is_whole(
    desk: Desk, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        letter_from_file(desk, **changes)

    assert not Letter.objects.exists()
    assert HandedFile.objects.get().state is HandedState.WAITING


def test_what_the_letter_does_not_say_is_asked_and_not_filled_in(desk: Desk, at: At) -> None:
    data = TEXT.replace(b"within 60 days", b"soon").replace(b"REFERENCE: AL OTH 12/2026", b"")
    address = drop(at, data)["Location"]
    page = at("noor").get(address)

    first = [one.name for one in page.context["first"]]
    answer = at("noor").client.post(address, fields_of(page))

    assert "period_days" in first
    assert "reference" in first
    assert page.context["form"]["period_days"].value() is None
    assert answer.status_code == 422
    assert not Letter.objects.exists()


def test_only_the_lead_confirms_and_only_once(desk: Desk) -> None:
    row = handed(desk)

    with pytest.raises(NotTheLead):
        services.confirm_letter(
            desk.act("tomas"), handed_id=row.public_id, letter=as_confirmed()
        )
    services.confirm_letter(desk.act("noor"), handed_id=row.public_id, letter=as_confirmed())
    with pytest.raises(HandedConfirmed):
        services.confirm_letter(
            desk.act("noor"), handed_id=row.public_id, letter=as_confirmed()
        )


def test_a_letter_that_is_here_in_a_package_is_not_made_twice(desk: Desk) -> None:
    desk.letter(reference="AL OTH 12/2026")

    with pytest.raises(HandedReferenceUsed):
        letter_from_file(desk)


def test_an_owner_sees_the_file_with_the_letter_and_not_before(desk: Desk, at: At) -> None:
    row = handed(desk)
    early = at("odile").get(f"{PAGE}/{row.public_id}/original").status_code
    letter = services.confirm_letter(
        desk.act("noor"), handed_id=row.public_id, letter=as_confirmed()
    )
    address = f"/letters/{letter.public_id}/files/original.txt"

    without = at("odile").get(address).status_code
    give_all(desk, letter)
    owning = at("odile").get(address)

    assert (early, without) == (403, 404)
    assert owning.content == TEXT


def test_a_file_set_aside_stays_and_can_still_become_a_letter(desk: Desk, at: At) -> None:
    row = handed(desk)
    empty = at("noor").post(f"{PAGE}/{row.public_id}/set-aside", reason=" ")

    at("noor").post(f"{PAGE}/{row.public_id}/set-aside", reason="A newsletter.")

    assert empty.status_code == 422
    assert "A newsletter." in at("petra").text(PAGE)
    letter = services.confirm_letter(
        desk.act("noor"), handed_id=row.public_id, letter=as_confirmed()
    )
    assert letter.handed == row


# Afterwards


def test_the_letter_page_claims_no_proof(desk: Desk, at: At) -> None:
    letter = letter_from_file(desk)

    page = at("noor").text(f"/letters/{letter.public_id}")

    assert "from a file; not verified by a signature" in page
    assert "Written by Special Rapporteur on the right to privacy" in page
    assert "Noor Halsted handed in the file" in page
    assert "The signature on its package" not in page
    assert "nothing about it can be sent from here" in page
    for door in ("letter.pdf", "letter.rapport", "receipt.rapport", "letter.docx"):
        answer = at("noor").get(f"/letters/{letter.public_id}/{door}")
        assert answer.status_code == 409
        assert "there is no signed package of it" in read(answer)


def test_nothing_can_be_told_to_the_office(desk: Desk, at: At) -> None:
    letter = letter_from_file(desk)

    with pytest.raises(CameOutside):
        services.send_clarification(
            desk.act("noor"), letter_id=letter.public_id, text="Which service?"
        )
    page = at("noor").text(f"/letters/{letter.public_id}/ask")
    assert "Write to the mandates by the way on which the letter came." in page


def test_lists_and_todays_page_hold_it_like_any_other(
    desk: Desk, at: At, on_day: Callable[[str], None]
) -> None:
    on_day("2026-03-04")
    letter_from_file(desk)
    handed(desk, b"Another file")

    assert "AL OTH 12/2026" in at("noor").text("/letters")
    today = at("noor").text("/")
    assert "1 file that was handed in waits to be confirmed." in today
    assert "Acknowledge receipt to the office" not in today


def give_all(desk: Desk, letter: Letter) -> list[int]:
    """Give every question of a letter to Odile; return their numbers."""
    numbers = list(Question.objects.filter(letter=letter).values_list("number", flat=True))
    routing.name_owners(
        desk.act("noor"),
        letter_id=letter.public_id,
        owners=dict.fromkeys(numbers, desk.people["odile"].public_id),
    )
    return numbers


def approved(desk: Desk, letter: Letter) -> Reply:
    """A reply to a letter from a file, signed off on 4 March."""
    for number in give_all(desk, letter):
        desk.answer(letter, number)
    return desk.approved_reply(letter)


def test_a_reply_is_saved_and_recorded_as_sent_by_a_persons_own_means(
    desk: Desk, at: At, on_day: Callable[[str], None]
) -> None:
    on_day("2026-03-04")
    letter = letter_from_file(desk)
    reply = approved(desk, letter)
    page = f"/replies/{reply.public_id}/sent"

    saved = at("noor").get(f"/replies/{reply.public_id}/reply.pdf")
    word = at("noor").get(f"/replies/{reply.public_id}/reply.docx")
    answer = at("noor").post(page, sent_on="2026-03-04", way="registry@example.org")
    work_off()

    assert saved.content.startswith(b"%PDF-")
    assert b"package.rapport" not in saved.content
    assert word.status_code == 200
    assert answer.status_code == 302
    reply.refresh_from_db()
    assert (reply.sent_on, reply.sent_way) == (date(2026, 3, 4), "registry@example.org")
    assert reply.package is None
    assert reply.pdf is not None
    assert documents.read(reply.pdf) == saved.content
    assert not Outgoing.objects.exists()
    text = at("noor").text(f"/letters/{letter.public_id}")
    assert "Sent, as a person recorded" in text
    assert "delivery is not proved" in text
    assert "Noor Halsted recorded that the reply was sent by their own means." in text
    shown = at("noor").text(f"/replies/{reply.public_id}")
    assert "As recorded by Noor Halsted; delivery is not proved." in shown


@pytest.mark.parametrize(
    ("sent_on", "way", "refusal"),
    [
        (date(2026, 3, 3), "by post", SentDateWrong),
        (date(2026, 3, 5), "by post", SentDateWrong),
        (date(2026, 3, 4), " ", SentWayMissing),
    ],
)
def test_a_day_of_sending_has_to_be_possible(
    desk: Desk, sent_on: date, way: str, refusal: type[Refusal]
) -> None:
    reply = approved(desk, letter_from_file(desk))

    with pytest.raises(refusal):
        replies.record_reply_sent(
            desk.act("noor"), reply_id=reply.public_id, sent_on=sent_on, way=way
        )


def test_each_reply_leaves_by_the_way_of_its_letter(desk: Desk) -> None:
    outside = approved(desk, letter_from_file(desk))
    inside = desk.approved_reply(desk.answered_letter())

    with pytest.raises(CameOutside):
        replies.submit_reply(desk.act("noor"), reply_id=outside.public_id)
    with pytest.raises(SendItFromHere):
        replies.record_reply_sent(
            desk.act("noor"),
            reply_id=inside.public_id,
            sent_on=date(2026, 3, 4),
            way="by post",
        )


def test_a_package_of_the_same_letter_later_is_taken_and_both_pages_warn(
    desk: Desk, at: At
) -> None:
    filed = letter_from_file(desk, reference="AL OTH 14/2099")

    exchange.take_in(a_package(desk))

    packed = Letter.objects.exclude(pk=filed.pk).get()
    assert packed.reference == filed.reference
    of_file = at("noor").get(f"/letters/{filed.public_id}").content.decode()
    of_package = at("noor").get(f"/letters/{packed.public_id}").content.decode()
    assert "also came as a signed package" in of_file
    assert f"/letters/{packed.public_id}" in of_file
    assert "was handed in as a file, too" in of_package
    assert f"/letters/{filed.public_id}" in of_package


def test_the_last_date_of_all_in_an_e_mail_is_no_day_of_sending(desk: Desk, at: At) -> None:
    said = mail()
    said["Date"] = "Fri, 31 Dec 9999 23:59:59 +0000"
    row = handed(desk, said.as_bytes())

    page = at("noor").client.get(f"{PAGE}/{row.public_id}")

    assert page.context["form"]["sent_on"].value() == ""


def test_a_number_that_is_too_long_moves_no_question(desk: Desk, at: At) -> None:
    row = handed(desk)
    address = f"{PAGE}/{row.public_id}"
    sent = fields_of(at("noor").client.get(address))

    page = at("noor").client.post(address, sent | {"do": f"up {'9' * 5000}"})

    assert page.status_code == 200
    assert page.context["form"].asked == sent["question"]


def test_a_day_of_the_letter_counts_in_geneva(desk: Desk) -> None:
    letter = letter_from_file(desk, dated_on=date(2026, 3, 1), sent_on=date(2026, 3, 3))

    assert letter.arrived_at == midday("2026-03-04")
    assert letter.reply_due_on == date(2026, 5, 2)


def test_a_file_too_large_is_told_in_megabytes_and_not_kept(
    desk: Desk, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "LARGEST_PDF", 2 * 1024**2)

    answer = drop(at, b"x" * (2 * 1024**2 + 1))

    assert answer.status_code == 422
    assert "larger than 2 MB" in read(answer)
    assert "bytes" not in read(answer)
    assert not HandedFile.objects.exists()


def test_what_a_letter_is_about_begins_with_a_capital_and_that_corrects_nothing(
    desk: Desk, at: At
) -> None:
    drop(at, TEXT)
    row = HandedFile.objects.get()
    assert row.read["letter"]["subject"]["value"][0].islower()
    page = at("noor").client.get(f"{PAGE}/{row.public_id}")

    at("noor").client.post(f"{PAGE}/{row.public_id}", fields_of(page))

    row.refresh_from_db()
    assert Letter.objects.get().subject[0].isupper()
    assert "subject" not in row.corrected


def test_an_error_takes_the_keyboard_to_what_is_wrong(desk: Desk, at: At) -> None:
    row = handed(desk)

    answer = at("noor").client.post(f"{PAGE}/{row.public_id}", {"language": "en"})

    assert answer.status_code == 422
    text = answer.content.decode()
    assert text.count("autofocus") == 1
    assert '<div class="summary" role="alert" tabindex="-1" autofocus>' in text
