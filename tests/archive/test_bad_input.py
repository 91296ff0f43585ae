"""Files, packages, searches and addresses that nobody should send to an archive."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pydantic import ValidationError
from tests.archive.conftest import Archive, publication, record

from rapport.accounts import services as accounts
from rapport.archive.models import Letter
from rapport.directory.models import Upload
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door, Post

pytestmark = pytest.mark.django_db

BOOK = '{"format": "rapport-directory", "version": 1, '


@pytest.mark.parametrize(
    "body",
    [
        BOOK + '"mandates": [{"slug": "\\ud800"}]}',
        BOOK + '"\\ud800": []}',
        BOOK + '"companies": [{"slug": "x\\ud800", "name": "\\u0000", "\\udfff": 1}]}',
        BOOK + '"companies": [[], null, 1, "x"]}',
        BOOK + '"sessions": [{"number": ' + "9" * 5_000 + "}]}",
        '"\\ud800"',
        "[" * 100_000,
        "",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp037"])
def test_a_directory_in_any_state_is_refused_in_words(
    archive: Archive, body: str, encoding: str
) -> None:
    administrator = accounts.add_person(
        Act(SYSTEM, clock.now(), Door.COMMAND),
        name="Sunniva Okafor-Lund",
        email="sunniva@quillmoor.invalid",
        posts=[Post("administrator")],
    )
    archive.client.force_login(administrator)
    file = SimpleUploadedFile("a\r\nb\u202e.json", body.encode(encoding))

    answer = archive.client.post("/directory/import", {"file": file})

    assert answer.status_code == 422
    assert 'class="wrong"' in answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "a\0b"},
        {"subject": "a\ud800b"},
        {"summary": "\0 and more"},
        {"addressee": "\0"},
        {"reference": "\0 1"},
        {"url": "https://example.org/\0"},
        {"url": "https://["},
        {"replied_on": 1e300},
        {"sent_on": "9999-99"},
        {"mandates": ["\ud800"]},
        {"\ud800": 1},
        {"summary": "x" * 20_001},
    ],
)
def test_a_bad_line_costs_none_of_the_good_ones(
    archive: Archive, change: dict[str, Any]
) -> None:
    counts = archive.load(
        record(), json.dumps(record(**change)).encode(), record(reference="OTH 158/2025")
    )

    assert (counts.added, len(counts.refused)) == (2, 1)
    assert counts.refused[0].number == 2
    assert str(counts.refused[0]).encode()
    assert archive.client.get("/letters").status_code == 200


@pytest.mark.parametrize(
    "change",
    [{"names_withheld": 10**30}, {"version": 10**30}, {"reference": "x" * 101}, {"version": 0}],
)
def test_a_publication_beyond_all_measure_is_none(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        publication(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"reply_due_on": "9999-12-31"},
        {"dated_on": "0001-01-01"},
        {"reference": "x" * 100, "subject": "x" * 500},
        {"subject": "\u202eevil\u2066"},
    ],
)
def test_a_publication_at_the_edge_of_measure_is_shown(
    archive: Archive, change: dict[str, Any]
) -> None:
    letter = archive.letter(**change)

    assert archive.client.get(f"/letters/{letter.slug}").status_code == 200
    assert archive.client.get(f"/letters/{letter.slug}.json").status_code == 200
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("word " * 10_000, 422),
        ("!?…,;:" * 40, 200),
        ('"', 200),
        ("%_\\'", 200),
        ("\0", 400),
        ("\ud800", 200),
        ("漢" * 300, 200),
        ("a b " * 75, 200),
    ],
)
@pytest.mark.parametrize("address", ["/letters", "/letters.json"])
def test_any_words_are_looked_for_or_refused(
    archive: Archive, address: str, words: str, status: int
) -> None:
    archive.letter()

    answer = archive.client.get(f"{address}?q={quote(words, errors='surrogatepass')}")

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=-1", 200),
        ("page=abc", 200),
        ("page=99999999999999999999", 200),
        ("year=x", 422),
        ("year=%C2%B2", 422),
        ("year=9999", 200),
        ("type=nope", 422),
        ("reply=%00", 400),
        ("mandate=%00", 400),
        ("company=%00", 400),
        ("country=%00", 400),
        ("sort=best", 200),
        ("nonsense=%ff%fe", 200),
    ],
)
def test_an_address_that_makes_no_sense_is_answered(
    archive: Archive, query: str, status: int
) -> None:
    archive.letter()

    for address in ("/letters", "/letters.json"):
        assert archive.client.get(f"{address}?{query}").status_code == status
