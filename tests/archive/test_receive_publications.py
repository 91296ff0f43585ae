"""A publication arrives from an office and is in the record; what cannot be true is refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.archive.conftest import Archive, publication, record, reply

from rapport.archive import errors
from rapport.archive.models import Letter, Version
from rapport.archive.rules import Origin, Replied
from rapport.protocol.package import Part


def test_a_published_letter_is_in_the_record(archive: Archive) -> None:
    archive.receive(publication())

    letter = Letter.objects.get()
    assert letter.slug == "al-oth-14-2099"
    assert letter.origin is Origin.PUBLISHED
    assert letter.replied is Replied.FULL
    assert [one.mandate for one in letter.signatories.all()] == [
        "demo-open-assembly",
        "demo-wg-enterprise",
    ]
    assert archive.told()[-1] == "archive.letter_published"


def test_the_same_text_in_a_second_package_changes_nothing(archive: Archive) -> None:
    document = publication()
    archive.receive(document)

    archive.receive(document)

    assert Version.objects.count() == 1
    assert archive.told().count("archive.letter_published") == 1


def test_a_higher_version_takes_the_place_of_an_earlier_one_which_is_kept(
    archive: Archive,
) -> None:
    document = publication(replies=[])
    archive.receive(document)

    archive.receive(
        document.model_copy(update={"version": 2, "replies": publication().replies})
    )

    letter = Letter.objects.get()
    assert (letter.version, letter.replied) == (2, Replied.FULL)
    assert [one.number for one in letter.versions.all()] == [1, 2]


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_version_or_another_text_of_the_same_is_refused(
    archive: Archive, version: int
) -> None:
    document = publication(version=2)
    archive.receive(document)

    with pytest.raises(errors.VersionNotNewer):
        archive.receive(document.model_copy(update={"version": version, "subject": "Other"}))

    assert Letter.objects.get().subject == document.subject


def test_another_office_does_not_replace_a_record(archive: Archive) -> None:
    document = publication()
    archive.receive(document)

    with pytest.raises(errors.NotYourRecord):
        archive.receive(
            document.model_copy(update={"version": 2}), sender=archive.another("office")
        )


def test_a_reference_belongs_to_one_published_letter(archive: Archive) -> None:
    archive.receive(publication())

    with pytest.raises(errors.ReferenceTaken):
        archive.receive(publication(record=uuid4()))


def test_what_a_file_had_said_gives_way_under_the_same_address(archive: Archive) -> None:
    archive.load(record())

    archive.receive(publication(reference="AL OTH 157/2025"))

    letter = Letter.objects.get()
    assert letter.slug == "al-oth-157-2025"
    assert (letter.origin, letter.summary, letter.source) == (Origin.PUBLISHED, "", "")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"published_on": "2026-03-06"}, errors.PublishedInFuture),
        ({"dated_on": "2026-03-05", "published_on": "2026-03-04"}, errors.DatesOutOfOrder),
        ({"replies": [reply(received_on="2026-03-05")]}, errors.DatesOutOfOrder),
        (
            {"replies": [reply(answers=[{"number": 9, "stance": "answered"}])]},
            errors.AnswerWithoutQuestion,
        ),
        ({"replies": [reply(withheld=True)]}, errors.WithheldReplyHasText),
    ],
)
def test_what_cannot_be_true_is_refused(
    archive: Archive, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        archive.receive(publication(**changes))

    assert not Letter.objects.exists()


def test_only_an_office_publishes(archive: Archive) -> None:
    with pytest.raises(errors.NotAnOffice):
        archive.receive(publication(), sender=archive.another("desk"))


def test_a_real_archive_keeps_no_invented_letter(archive: Archive, settings: Any) -> None:
    settings.RAPPORT_DEMO = False

    with pytest.raises(errors.DemonstrationLetter):
        archive.receive(publication())


@pytest.mark.parametrize(
    ("replies", "amount"),
    [
        ([], Replied.NONE),
        ([reply(kind="interim")], Replied.INTERIM),
        ([reply(kind="interim"), reply()], Replied.FULL),
        ([reply(kind="refusal")], Replied.DECLINED),
        ([reply(withheld=True, opening="", answers=[])], Replied.WITHHELD),
        ([reply(kind="interim", withheld=True, opening="", answers=[])], Replied.INTERIM),
    ],
)
def test_what_replies_amount_to(archive: Archive, replies: list[Any], amount: Replied) -> None:
    assert archive.letter(replies=replies).replied is amount


def test_a_pdf_that_comes_along_is_kept_and_anything_else_is_not(archive: Archive) -> None:
    archive.receive(
        publication(),
        files=[
            Part("letter.pdf", "application/pdf", b"%PDF-1.7 .."),
            Part("other.bin", "application/octet-stream", b"..."),
        ],
    )

    assert [one.name for one in Letter.objects.get().papers.all()] == ["letter.pdf"]
