"""Letter and reply are made public: in time, by the secretariat, without names held back."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from tests.office import letters
from tests.office.conftest import Office, midday
from tests.protocol.making import OPENING

from rapport.documents import services as documents
from rapport.exchange.events import PackageRefused
from rapport.exchange.models import Contact, Outgoing
from rapport.exchange.services import own_key
from rapport.journal.services import record, work_off
from rapport.mail.rules import Road
from rapport.mail.services import take_in_files
from rapport.office.cases import services as cases
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import Filing, PartName
from rapport.office.communications.services import file_mail
from rapport.office.consents.rules import Gender, PersonKind, Purpose
from rapport.office.publishing import errors, selectors, services
from rapport.office.publishing.models import Publication
from rapport.office.publishing.rules import Check, Fate
from rapport.office.publishing.services import papers
from rapport.protocol import package as packages
from rapport.protocol.kinds import Publication as Document
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.django_db

IN_TIME = "2026-05-02"  # sent on 2 March, due on 1 May


def archive() -> Contact:
    """An archive that is known to the office; nobody listens there."""
    return Contact.objects.create(
        public_id=uuid4(),
        side="archive",
        name="The public record",
        url="http://127.0.0.1:9",
        signing_key=SigningKey.generate().verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )


def answered(
    office: Office, text: str = "The accounts were looked at.", **changes: Any
) -> Letter:
    """A letter with a person marked in it, and the company's reply to it."""
    case = office.case()
    office.person(case)
    letter = letters.delivered(
        office,
        case=case,
        texts={
            PartName.INFORMATION: (
                "According to the information received, [[p:1]] was visited at "
                "[[cut:the print shop|his place of work]]."
            )
        },
    )
    answers = [
        {"number": 1, "stance": Stance.ANSWERED, "text": text},
        {"number": 2, "stance": Stance.PARTLY, "text": "In English."},
        {"number": 3, "stance": Stance.DECLINED, "text": "An appeal is before a court."},
    ]
    letters.arrives(office, letters.reply_document(letter, answers=answers, **changes))
    archive()
    return letter


def publish(office: Office, letter: Letter, on: str = IN_TIME, **how: Any) -> Publication:
    """The secretariat publishes."""
    return services.publish_letter(office.act("mina", on), letter_id=letter.public_id, **how)


def said(publication: Publication) -> Document:
    """What a public version says."""
    return Document.model_validate_json(publication.document)


def everything(publication: Publication) -> str:
    """Every text of a public version."""
    return publication.document


def test_letter_and_reply_leave_for_the_archive_in_a_signed_package(office: Office) -> None:
    letter = answered(office)

    publication = publish(office, letter)
    work_off()

    publication.refresh_from_db()
    body = documents.read(Outgoing.objects.get(package=publication.package).body)
    read = packages.read(body, key_of=lambda sender: own_key().verify_key(), me=None)
    assert isinstance(read.document, Document)
    assert read.document == said(publication)
    assert read.manifest.matter == letter.public_id
    assert [one.number for one in read.document.replies[0].answers] == [1, 2, 3]
    assert set(read.files) == {"letter.pdf", "reply-1.pdf"}
    assert "office.publication_handed_over" in office.told()


def test_without_consent_nobody_is_named(office: Office) -> None:
    letter = answered(office)

    publication = publish(office, letter)

    assert "Varga" not in everything(publication)
    assert "Person A was visited at ▮▮▮." in said(publication).parts[2].text
    assert publication.names_withheld == 1


@pytest.mark.parametrize(
    ("purpose", "shown", "withheld"),
    [
        (Purpose.PUBLISH_NAME, "Lucinde Varga-Morel was visited", 0),
        (Purpose.PUBLISH_INITIALS, "L. V. was visited", 1),
        (Purpose.NAME_TO_COMPANY, "Person A was visited", 1),
    ],
)
def test_consent_to_publish_decides_how_a_person_is_shown(
    office: Office, purpose: Purpose, shown: str, withheld: int
) -> None:
    letter = answered(office)
    office.consent(letter.case, 1, purpose)

    publication = publish(office, letter)

    assert shown in everything(publication)
    assert publication.names_withheld == withheld


def test_a_name_that_the_company_writes_is_withheld_too(office: Office) -> None:
    letter = answered(office, "The account of Lucinde  Varga-Morel was restored.")

    publication = publish(office, letter)

    assert (
        said(publication).replies[0].answers[0].text == "The account of Person A was restored."
    )


def test_a_mark_that_a_company_writes_is_only_text(office: Office) -> None:
    letter = answered(office, "See [[p:99]] and [[cut:all|of it]].")

    publication = publish(office, letter)

    assert (
        said(publication).replies[0].answers[0].text
        == "See [ [p:99] ] and [ [cut:all|of it] ]."
    )


def test_a_person_entered_after_the_letter_left_is_withheld_where_typed_free(
    office: Office,
) -> None:
    letter = answered(office)
    office.person(letter.case, name="According To", kind=PersonKind.INDIVIDUAL)

    prepared = services.prepare(letter, version=1, today=office.act("mina", IN_TIME).today)

    assert "Person B the information received" in prepared.document.parts[2].text
    assert (Check.NAMES_IN_LETTER, "According to") in prepared.found


def test_a_part_of_a_withheld_name_is_pointed_out(office: Office) -> None:
    letter = answered(office, "The account of Ms Varga was restored.")

    prepared = services.prepare(letter, version=1, today=office.act("mina", IN_TIME).today)

    assert (Check.PARTS_OF_NAMES, "Varga") in prepared.found


def test_words_that_a_person_names_are_withheld_everywhere(office: Office) -> None:
    letter = answered(office, "The account of Ms  VARGA, and Varganism, were looked at.")

    publication = publish(office, letter, also_withhold=["Ms Varga"])

    text = said(publication).replies[0].answers[0].text
    assert text == "The account of ▮▮▮, and Varganism, were looked at."
    assert publication.names_withheld == 2


def test_words_that_stand_nowhere_are_refused(office: Office) -> None:
    letter = answered(office)

    with pytest.raises(errors.WordsNotFound):
        publish(office, letter, also_withhold=["Nowhere"])

    with pytest.raises(errors.WordsTooShort):
        publish(office, letter, also_withhold=["a"])


def test_a_reply_is_withheld_at_the_companys_request_and_that_is_told(office: Office) -> None:
    letter = answered(office, wish=PublicWish.WITHHOLD)

    publication = publish(office, letter)

    reply = said(publication).replies[0]
    assert (reply.withheld, reply.opening, reply.answers) == (True, "", [])


def test_who_received_and_who_signed_at_the_company_is_not_published(office: Office) -> None:
    publication = publish(office, answered(office))

    assert "Noor Halsted" not in everything(publication)
    assert "Human rights team" not in everything(publication)


def test_a_letter_without_reply_is_published_without_one(office: Office) -> None:
    letter = letters.delivered(office)
    archive()

    publication = publish(office, letter)

    assert said(publication).replies == []


@pytest.mark.parametrize("who", ["ilse", "jonas"])
def test_a_mandate_does_not_publish(office: Office, who: str) -> None:
    letter = answered(office)

    with pytest.raises(errors.NotThePublisher):
        services.publish_letter(office.act(who, IN_TIME), letter_id=letter.public_id)


def test_nothing_is_public_before_its_time(office: Office) -> None:
    letter = answered(office)

    with pytest.raises(errors.TooEarly) as refusal:
        publish(office, letter, on="2026-05-01")

    assert "2026-05-02, 00:00 in Geneva" in str(refusal.value)
    assert not Publication.objects.exists()


def test_a_letter_that_was_not_sent_is_not_published(office: Office) -> None:
    letter = letters.cleared(office)

    with pytest.raises(errors.NotSent):
        publish(office, letter)


def test_a_letter_that_no_desk_confirmed_is_not_published(office: Office) -> None:
    letter = letters.transmitted(office)

    with pytest.raises(errors.NotDelivered):
        publish(office, letter)


def test_without_an_archive_there_is_nowhere_to_publish(office: Office) -> None:
    letter = letters.delivered(office)

    with pytest.raises(errors.NoArchive):
        publish(office, letter)


def test_what_is_on_its_way_is_not_published_again(office: Office) -> None:
    letter = answered(office)
    publish(office, letter)

    with pytest.raises(errors.OnItsWay):
        publish(office, letter)


def settle(publication: Publication, office: Office, reason: str | None = None) -> Publication:
    """Let the package leave, and the archive's answer come."""
    work_off()
    publication.refresh_from_db()
    assert publication.package is not None
    services.keep_answer_to_package(
        office.act("mina", IN_TIME), package=publication.package, reason=reason
    )
    publication.refresh_from_db()
    return publication


def test_it_is_public_once_the_archives_receipt_is_here(office: Office) -> None:
    publication = settle(publish(office, answered(office)), office)

    assert publication.fate is Fate.RECEIVED
    assert office.told()[-1] == "office.publication_received"


def test_the_same_text_is_not_published_twice(office: Office) -> None:
    letter = answered(office)
    settle(publish(office, letter), office)

    with pytest.raises(errors.AlreadyPublished):
        publish(office, letter, on="2026-05-10")


def test_what_the_archive_did_not_take_can_be_published_again(office: Office) -> None:
    letter = answered(office)
    refused = settle(publish(office, letter), office, reason="It lies ahead.")

    again = publish(office, letter)

    assert refused.fate is Fate.REFUSED
    assert again.version == 2


def test_a_reply_that_came_late_makes_a_second_version(office: Office) -> None:
    letter = letters.delivered(office)
    archive()
    settle(publish(office, letter), office)
    late = letter.sent_at + timedelta(days=77)
    letters.arrives(office, letters.reply_document(letter, sent_at=late))

    second = publish(office, letter, on="2026-05-20")

    assert second.version == 2
    assert len(said(second).replies) == 1


def test_a_consent_taken_back_makes_a_second_version_without_the_name(office: Office) -> None:
    letter = answered(office)
    office.consent(letter.case, 1, Purpose.PUBLISH_NAME)
    settle(publish(office, letter), office)
    office.consent(letter.case, 1, Purpose.PUBLISH_NAME, answer=False)

    second = publish(office, letter)

    assert "Varga" not in everything(second)


def test_what_changed_since_it_was_read_does_not_leave(office: Office) -> None:
    letter = answered(office)
    office.consent(letter.case, 1, Purpose.PUBLISH_NAME)
    act = office.act("mina", IN_TIME)
    read = services.prepare(letter, version=1, today=act.today).fingerprint
    office.consent(letter.case, 1, Purpose.PUBLISH_NAME, answer=False)

    with pytest.raises(errors.ChangedMeanwhile):
        publish(office, letter, read=read)

    assert publish(office, letter).names_withheld == 1


def test_what_may_be_published_is_listed_for_those_who_may(office: Office) -> None:
    letter = answered(office)
    mina, ilse = office.act("mina").actor, office.act("ilse").actor

    assert list(selectors.ready_to_publish(mina, midday("2026-05-01"))) == []
    assert list(selectors.ready_to_publish(mina, midday(IN_TIME))) == [letter]
    assert list(selectors.ready_to_publish(ilse, midday(IN_TIME))) == []

    settle(publish(office, letter), office)
    assert list(selectors.ready_to_publish(mina, midday("2026-05-03"))) == []

    late = letter.sent_at + timedelta(days=77)
    letters.arrives(office, letters.reply_document(letter, sent_at=late))
    assert list(selectors.ready_to_publish(mina, midday("2026-05-20"))) == [letter]


def test_an_answer_on_paper_that_was_filed_after_publication_is_listed_again(
    office: Office,
) -> None:
    letter = letters.delivered(office)
    archive()
    settle(publish(office, letter), office)
    filed = office.act("mina", "2026-05-20")
    with transaction.atomic():
        message = take_in_files(
            filed,
            road=Road.POST,
            matter=letter.public_id,
            raw=b"%PDF-1.7 the answer",
            media_type="application/pdf",
            files=[],
            arrived_at=midday("2026-04-02"),  # its date stamp; it lay in a pile
        )
    filing = Filing(
        kind=ReplyKind.SUBSTANTIVE,
        wish=PublicWish.PUBLIC,
        dated_on=date(2026, 4, 1),
        signed_by="A. Brandt",
        opening="The accounts were looked at.",
        answers={},
    )

    file_mail(filed, letter_id=letter.public_id, message_id=message.public_id, filing=filing)

    assert list(selectors.ready_to_publish(filed.actor, filed.at)) == [letter]


def test_the_exchange_tells_what_became_of_the_package(office: Office) -> None:
    publication = publish(office, answered(office))
    work_off()
    publication.refresh_from_db()
    package = str(publication.package)

    told = {"matter": str(publication.letter.public_id), "package": package, "kind": "x"}
    act = office.act("mina", IN_TIME)
    with transaction.atomic():
        record(act, PackageRefused(**told, by="The public record", code="x", reason="No."))
    work_off()

    publication.refresh_from_db()
    assert (publication.fate, publication.refusal_reason) == (Fate.REFUSED, "No.")


def test_an_answer_counts_once(office: Office) -> None:
    publication = settle(publish(office, answered(office)), office)

    settle(publication, office, reason="Too late to say no.")

    publication.refresh_from_db()
    assert publication.fate is Fate.RECEIVED


def test_without_a_renderer_a_publication_leaves_without_its_papers(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The renderer is a program of the machine; here it is one that has no libraries."""
    letter = answered(office)
    missing = (sys.executable, "-c", "raise SystemExit(3)")
    monkeypatch.setattr("rapport.documents.selectors.RENDERER", missing)

    publication = publish(office, letter)
    work_off()

    publication.refresh_from_db()
    assert publication.pdf_trouble
    assert publication.package is not None


def test_a_publication_is_posted_once(office: Office) -> None:
    publication = publish(office, answered(office))
    work_off()

    services.dispatch(office.act("mina", IN_TIME), publication=str(publication.public_id))

    assert office.told().count("office.publication_handed_over") == 1


def test_a_withheld_reply_has_no_paper(office: Office) -> None:
    publication = publish(office, answered(office, wish=PublicWish.WITHHOLD))
    work_off()

    publication.refresh_from_db()
    body = documents.read(Outgoing.objects.get(package=publication.package).body)
    read = packages.read(body, key_of=lambda sender: own_key().verify_key(), me=None)
    assert set(read.files) == {"letter.pdf"}


def named(office: Office) -> Letter:
    """An answered letter with a person who agreed to be named in public."""
    letter = answered(office)
    office.consent(letter.case, 1, Purpose.PUBLISH_NAME)
    work_off()
    return letter


def test_a_consent_taken_back_after_confirming_stops_what_has_not_left(office: Office) -> None:
    letter = named(office)
    publication = publish(office, letter)
    office.consent(letter.case, 1, Purpose.PUBLISH_NAME, answer=False)

    work_off()

    publication.refresh_from_db()
    assert publication.fate is Fate.STOPPED
    assert publication.package is None
    assert not Outgoing.objects.filter(kind="publication").exists()
    assert office.told()[-1] == "office.publication_stopped"


@pytest.mark.parametrize("why", ["consent", "minor"])
def test_what_waits_for_the_archive_is_stopped_and_can_be_published_anew(
    office: Office, why: str
) -> None:
    letter = named(office)
    publication = publish(office, letter)
    work_off()  # it was posted; nobody listens at the archive
    first = Outgoing.objects.get(kind="publication")

    if why == "consent":
        office.consent(letter.case, 1, Purpose.PUBLISH_NAME, answer=False)
    else:
        cases.edit_person(
            office.act("mina"),
            case_id=letter.case.public_id,
            number=1,
            name="Lucinde Varga-Morel",
            kind=PersonKind.INDIVIDUAL,
            gender=Gender.UNKNOWN,
            is_minor=True,
            is_survivor=False,
            note="",
        )
    work_off()
    again = publish(office, letter)

    first.refresh_from_db()
    publication.refresh_from_db()
    assert first.refused_at is not None  # so that it is not sent any more
    assert publication.fate is Fate.STOPPED
    assert again.version == 2
    assert "Varga" not in everything(again)


def test_a_consent_that_changes_nothing_stops_nothing(office: Office) -> None:
    letter = named(office)
    publication = publish(office, letter)
    office.consent(letter.case, 1, Purpose.STATISTICS)

    work_off()

    publication.refresh_from_db()
    assert publication.fate is Fate.ON_ITS_WAY
    assert publication.package is not None


def test_the_papers_say_nothing_that_the_confirmed_text_does_not(office: Office) -> None:
    letter = answered(office, entity="Quillmoor Social, for Lucinde Varga-Morel")
    kept = json.loads(letter.document) | {"also_written_to": ["The print shop of L. Varga"]}
    Letter.objects.filter(pk=letter.pk).update(document=json.dumps(kept))

    publication = publish(office, letter)
    pages = papers.pages_of(publication)

    assert said(publication).replies[0].entity == "Quillmoor Social, for Person A"
    assert len(pages) == 2
    assert not [name for name, html, _ in pages if "Varga" in html]
