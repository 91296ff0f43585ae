"""A letter's PDF that came by e-mail or on a stick is the letter: taken in like any other."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from tests.desk.conftest import Desk, letter_document
from tests.desk.pages import Browser, read
from tests.desk.test_letters_through_the_door import a_package, a_page
from tests.protocol.making import OPENING
from tests.protocol.making import pdf as a_plain_pdf

from rapport.desk.inbox.models import HandedFile, Letter
from rapport.desk.inbox.selectors import package_of
from rapport.documents import services as documents
from rapport.exchange import services as exchange
from rapport.exchange.models import Contact, Incoming, KeptAside, Outgoing
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.models import Entry, Job
from rapport.protocol import package as packages
from rapport.protocol import pdf, sealing
from rapport.protocol.kinds import Receipt, Rejection
from rapport.protocol.package import Heading
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.django_db(transaction=True)

At = Callable[[str], Browser]
PAGE = "/letters/take-in"


def drop(at: At, data: bytes, *, who: str = "noor", name: str = "letter.pdf") -> HttpResponse:
    """Hand in a file as somebody."""
    return at(who).client.post(PAGE, {"file": SimpleUploadedFile(name, data)})


def told() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("name", flat=True))


@pytest.fixture(scope="module")
def page() -> Any:
    """A letter's page, set in type once."""
    return a_page()


def test_a_dropped_pdf_is_the_letter(desk: Desk, at: At, page: Any) -> None:
    body = a_package(desk, page)

    answer = drop(at, pdf.embed(body))

    letter = Letter.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/letters/{letter.public_id}"
    assert package_of(letter) == body
    assert told()[-3:] == ["desk.letter_arrived", "exchange.arrived", "exchange.handed_in"]
    assert Entry.objects.get(name="exchange.handed_in").actor_name == "Noor Halsted"
    text = at("noor").text(f"/letters/{letter.public_id}")
    assert "Noor Halsted took it in from a file that came by hand." in text


def test_it_is_the_same_as_through_the_door(desk: Desk, at: At, page: Any) -> None:
    """Every column of the letter, but those that name the letter, the package and the hour."""
    exchange.take_in(a_package(desk, page))
    through_the_door = Letter.objects.get()
    drop(at, pdf.embed(a_package(desk, page, reference="AL OTH 15/2099")))

    by_hand = Letter.objects.exclude(pk=through_the_door.pk).get()

    own = {"id", "public_id", "letter", "package", "matter", "reference", "arrived_at"}
    own |= {"document", "_state"}
    first, second = (
        {name: value for name, value in vars(one).items() if name not in own}
        for one in (through_the_door, by_hand)
    )
    assert first == second
    assert by_hand.questions.count() == through_the_door.questions.count()
    assert by_hand.files.get().name == "letter.pdf"


def test_the_days_lost_on_the_way_are_told(desk: Desk, at: At, page: Any) -> None:
    drop(at, pdf.embed(a_package(desk, page)))

    letter = Letter.objects.get()
    lost = (letter.arrived_on - letter.sent_on).days
    assert lost > 0
    assert Entry.objects.get(name="desk.letter_arrived").values["days_lost"] == lost


def test_the_same_file_again_changes_nothing_and_says_so(desk: Desk, at: At, page: Any) -> None:
    data = pdf.embed(a_package(desk, page))
    drop(at, data)
    before = told()

    answer = at("noor").client.post(
        PAGE, {"file": SimpleUploadedFile("letter.pdf", data)}, follow=True
    )

    assert "This was here already. Nothing has changed." in answer.content.decode()
    assert answer.redirect_chain[0][0] == f"/letters/{Letter.objects.get().public_id}"
    assert told() == before


def test_the_package_that_comes_by_itself_later_gets_the_same_answer(
    desk: Desk, at: At, page: Any
) -> None:
    body = a_package(desk, page)
    drop(at, pdf.embed(body))
    letter = Letter.objects.get()
    offered = at("noor").get(f"/letters/{letter.public_id}/receipt.rapport")

    answered = exchange.take_in(body)

    assert answered.taken
    assert answered.again
    assert offered["Content-Disposition"] == 'attachment; filename="receipt.rapport"'
    assert sealing.open_sealed(offered.content, [OPENING]) == answered.body
    document = packages.examine(answered.body).document
    assert isinstance(document, Receipt)
    assert document.package == letter.package
    assert Letter.objects.count() == 1


def test_a_package_and_a_sealed_one_are_taken_too(desk: Desk, at: At) -> None:
    own = exchange.own_card().encryption_key
    sealed = sealing.seal(a_package(desk), [sealing.SealingKey.from_text(own)])

    drop(at, a_package(desk, reference="AL OTH 15/2099"), name="letter.rapport")
    drop(at, sealed, name="letter.age")

    assert sorted(Letter.objects.values_list("reference", flat=True)) == [
        "AL OTH 14/2099",
        "AL OTH 15/2099",
    ]


def test_a_pdf_without_a_package_waits_to_be_confirmed(desk: Desk, at: At) -> None:
    answer = drop(at, a_plain_pdf())

    assert answer.status_code == 302
    assert answer["Location"].startswith("/letters/take-in/")
    assert not KeptAside.objects.exists()
    assert not Letter.objects.exists()


def test_a_changed_pdf_is_refused_and_kept_aside(desk: Desk, at: At, page: Any) -> None:
    data = pdf.embed(a_package(desk, page))

    behind = drop(at, data + b"\n% signed by nobody")
    within = drop(at, data.replace(b"/Count 1", b"/Count 2", 1) if b"/Count 1" in data else
                  data[:400] + b"x" + data[401:])  # fmt: skip

    assert "was changed after it was made" in read(behind)
    assert "were changed after it was signed" in read(within)
    kept = set(KeptAside.objects.values_list("code", flat=True))
    assert kept == {"package.pdf_altered", "package.page_altered"}
    assert not Letter.objects.exists()


def test_a_pdf_for_somebody_else_is_refused(desk: Desk, at: At, page: Any) -> None:
    heading = Heading(
        package=uuid4(),
        sender=desk.office.public_id,
        recipient=uuid4(),
        number=1,
        matter=uuid4(),
        answers=None,
        made_at=clock.now(),
    )
    document = packages.examine(a_package(desk)).document
    data = pdf.embed(packages.build(heading, document, [page], desk.office_key))

    answer = drop(at, data)

    assert answer.status_code == 422
    assert "This package is addressed to another installation." in read(answer)
    assert KeptAside.objects.get().code == "package.not_for_us"


def test_from_an_unknown_sender_it_says_to_take_their_card(
    desk: Desk, at: At, page: Any
) -> None:
    data = pdf.embed(a_package(desk, page))
    Contact.objects.filter(pk=desk.office.pk).update(public_id=uuid4())

    said = read(drop(at, data))

    assert "The sender is not known here." in said
    assert "An administrator takes the sender’s contact card" in said
    assert KeptAside.objects.get().code == "package.sender_unknown"


def test_with_another_signature_it_is_refused_and_their_card_is_asked_for(
    desk: Desk, at: At, page: Any
) -> None:
    data = pdf.embed(a_package(desk, page))
    other = SigningKey.generate().verify_key().to_text()
    Contact.objects.filter(pk=desk.office.pk).update(signing_key=other)

    answer = drop(at, data)

    assert "The signature does not fit" in read(answer)
    assert KeptAside.objects.get().code == "package.signature_wrong"
    assert Job.objects.filter(work="exchange.refresh_card").exists()


def test_a_refusal_of_the_inbox_is_said_in_words_and_stays(
    desk: Desk, at: At, page: Any
) -> None:
    data = pdf.embed(a_package(desk, page, questions=()))

    first, second = read(drop(at, data)), read(drop(at, data))

    assert "This letter has no numbered question" in first
    assert "This came before and was refused: This letter has no numbered question" in second
    assert Incoming.objects.get().refusal_code == "letter.no_questions"
    assert "exchange.handed_in" not in told()


def test_an_encrypted_pdf_is_told_apart(desk: Desk, at: At, page: Any, tmp_path: Path) -> None:
    plain, locked = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    plain.write_bytes(pdf.embed(a_package(desk, page)))
    command = ["qpdf", "--encrypt", "a", "b", "256", "--", plain, locked]
    subprocess.run(command, check=True)

    answer = drop(at, locked.read_bytes())

    assert HandedFile.objects.get().refusal_code == "reading.locked"
    assert answer.status_code == 302
    assert not KeptAside.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n" + bytes(pdf.LARGEST_PDF), "larger than 32 MB"),
        (b"PK\x03\x04 manifest.json", "not a package as Rapport makes them"),
        (b"age-encryption.org/v1\nrubbish", "damaged"),
    ],
)
def test_what_is_no_letter_is_told_in_a_sentence(
    desk: Desk, at: At, data: bytes, said: str
) -> None:
    answer = drop(at, data)

    assert answer.status_code == 422
    assert said in read(answer)
    assert not Letter.objects.exists()


def test_no_file_at_all_is_told_too(desk: Desk, at: At) -> None:
    answer = at("noor").post(PAGE)

    assert answer.status_code == 422
    assert "This field is required." in read(answer)


def test_the_letters_lead_there_for_those_who_may(desk: Desk, at: At) -> None:
    assert PAGE in at("noor").get("/letters").content.decode()
    assert PAGE not in at("odile").get("/letters").content.decode()
    assert at("odile").get(PAGE).status_code == 403


def posted(desk: Desk) -> Outgoing:
    """Something that this desk sent to the office, and that waits."""
    matter = uuid4()
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    document = packages.examine(a_package(desk)).document
    with transaction.atomic():
        package = exchange.post(act, to=desk.office.public_id, matter=matter, document=document)
    return Outgoing.objects.get(package=package)


def an_answer(desk: Desk, row: Outgoing, document: Any, **changes: Any) -> bytes:
    """The office's signed answer, sealed for this desk."""
    facts: dict[str, Any] = {
        "package": uuid4(),
        "sender": desk.office.public_id,
        "recipient": exchange.own_id(),
        "number": 0,
        "matter": row.package,
        "answers": row.package,
        "made_at": clock.now(),
    }
    body = packages.build(Heading(**(facts | changes)), document, (), desk.office_key)
    own = exchange.own_card().encryption_key
    return sealing.seal(body, [sealing.SealingKey.from_text(own)])


def test_a_receipt_that_came_back_by_hand_settles_what_was_sent(desk: Desk, at: At) -> None:
    row = posted(desk)
    receipt = Receipt(package=row.package, received_at=clock.now())

    answer = drop(at, an_answer(desk, row, receipt), name="receipt.rapport")

    row.refresh_from_db()
    assert answer.status_code == 302
    assert row.received_at == receipt.received_at
    assert told()[-1] == "exchange.received"
    again = at("noor").client.post(
        PAGE,
        {"file": SimpleUploadedFile("r", an_answer(desk, row, receipt))},
        follow=True,
    )
    assert "This was here already." in again.content.decode()


def test_a_rejection_that_came_back_by_hand_settles_it_too(desk: Desk, at: At) -> None:
    row = posted(desk)
    no = Rejection(
        package=row.package, rejected_at=clock.now(), code="letter.changed", reason="N"
    )

    drop(at, an_answer(desk, row, no))

    row.refresh_from_db()
    assert row.refusal_code == "letter.changed"


def test_an_answer_that_only_asks_for_mending_settles_nothing(desk: Desk, at: At) -> None:
    row = posted(desk)
    no = Rejection(
        package=row.package,
        rejected_at=clock.now(),
        code="package.sender_unknown",
        reason="Exchange cards first.",
    )

    answer = drop(at, an_answer(desk, row, no))

    row.refresh_from_db()
    assert "They could not take it yet: Exchange cards first." in read(answer)
    assert row.refused_at is None


def test_an_answer_to_nothing_of_ours_is_refused(desk: Desk, at: At) -> None:
    row = posted(desk)
    receipt = Receipt(package=uuid4(), received_at=clock.now())

    answer = drop(at, an_answer(desk, row, receipt, answers=uuid4()))

    assert "This is an answer to a package that is not known here." in read(answer)


@pytest.fixture
def an_id(settings: Any) -> None:
    """The desk has an id of its own, which is not that of nobody."""
    settings.RAPPORT_ID = str(uuid4())


def to_nobody(desk: Desk, page: Any) -> bytes:
    """A letter of the office as it went by e-mail, when the company had no desk."""
    heading = Heading(
        package=uuid4(),
        sender=desk.office.public_id,
        recipient=packages.NOBODY,
        number=0,
        matter=uuid4(),
        answers=None,
        made_at=clock.now(),
    )
    return packages.build(heading, letter_document(), [page], desk.office_key)


def test_a_letter_by_mail_before_there_was_a_desk_is_taken_in_from_its_pdf(
    desk: Desk, at: At, page: Any, an_id: None
) -> None:
    body = to_nobody(desk, page)

    answer = drop(at, pdf.embed(body))

    letter = Letter.objects.get()
    assert answer.status_code == 302
    assert package_of(letter) == body
    (incoming,) = Incoming.objects.all()
    receipt = packages.examine(documents.read(incoming.answer))
    assert receipt.manifest.answers == letter.package
    assert drop(at, pdf.embed(body)).status_code == 302  # the same again leads there
    assert Letter.objects.count() == 1


def test_what_is_addressed_to_nobody_does_not_come_through_the_door(
    desk: Desk, page: Any, an_id: None
) -> None:
    body = to_nobody(desk, page)

    answer = exchange.take_in(body)

    assert answer.refusal is not None
    assert answer.refusal.code == "package.not_for_us"
    assert not Letter.objects.exists()


def test_a_letter_for_another_company_is_not_taken_in_by_hand_either(
    desk: Desk, at: At, page: Any, settings: Any
) -> None:
    settings.RAPPORT_UNIT = "demo-hollinbrake"

    answer = drop(at, pdf.embed(to_nobody(desk, page)))

    assert answer.status_code == 422
    assert not Letter.objects.exists()
