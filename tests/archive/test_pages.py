"""The pages of the record: search first, question beside answer, a source beside every fact."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.archive.conftest import Archive, publication, record, reply

from rapport.protocol.package import Part


def page(archive: Archive, address: str, status: int = 200) -> str:
    """Open an address as anybody and return the page."""
    response = archive.client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_an_empty_record_says_what_will_stand_there(archive: Archive) -> None:
    assert "Nothing is public yet." in page(archive, "/")
    assert "No letter fits all of this." in page(archive, "/letters")


def test_the_first_page_has_the_search_and_what_is_new(archive: Archive) -> None:
    archive.letter()

    shown = page(archive, "/")

    assert shown.index('name="q"') < shown.index("New in the record")
    assert "/letters/al-oth-14-2099" in shown
    assert "Replied, on day 57" in shown


def test_results_show_what_was_found_and_how_to_narrow_it(archive: Archive) -> None:
    archive.letter()
    archive.load(record(summary="The face templates of a market."))

    shown = page(archive, '/letters?q="face+templates"')

    assert "<title>&quot;face templates&quot; (2 letters)" in shown
    assert shown.count("<mark>face templates</mark>") == 2
    assert 'name="reply" value="full"' in shown
    narrowed = page(archive, '/letters?q="face+templates"&reply=full')
    assert ": 1 letter<" in narrowed
    assert 'Remove<span class="vh"> Replied</span>' in narrowed


def test_more_results_stand_on_further_pages(archive: Archive) -> None:
    archive.load(*(record(reference=f"OTH {n}/2025") for n in range(1, 26)))

    assert "1 to 20 of 25" in page(archive, "/letters?q=shutdown")
    last = page(archive, "/letters?q=shutdown&page=2")
    assert "21 to 25 of 25" in last
    assert "?q=shutdown&amp;page=1" in last


@pytest.mark.parametrize(
    "address",
    ["/letters?type=XX", "/letters?reply=maybe", "/letters?year=abc", "/letters?sort=x"],
)
def test_a_filter_that_does_not_exist_is_refused(archive: Archive, address: str) -> None:
    assert "There is nothing called" in page(archive, address, 422)


def test_a_letter_shows_question_and_answer_side_by_side(archive: Archive) -> None:
    archive.letter()

    shown = page(archive, "/letters/al-oth-14-2099")

    assert shown.index("whether face templates were kept") < shown.index(
        "The contract forbids it"
    )
    assert "Declines, with this reason" in shown
    assert "Of 2 questions, the company answered 1 and declined 1." in shown
    assert "1 name is withheld in the public version." in shown
    assert "Special Procedures office" in shown
    assert "Invented for the demonstration." in shown


def test_what_was_withheld_is_also_said(archive: Archive) -> None:
    archive.letter(parts=[{"name": "information", "text": "He was visited at ▮▮▮."}])

    shown = page(archive, "/letters/al-oth-14-2099")

    assert '<span aria-hidden="true">▮▮▮</span><span class="vh">(withheld)</span>' in shown


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        ([], "No reply yet"),
        ([reply(kind="interim")], "Interim reply only"),
        (
            [reply(withheld=True, opening="", answers=[])],
            "It is not public at the company’s request.",
        ),
    ],
)
def test_a_letter_says_what_is_known_of_a_reply(
    archive: Archive, replies: list[Any], said: str
) -> None:
    archive.letter(replies=replies)

    assert said in page(archive, "/letters/al-oth-14-2099")


def test_a_record_shows_its_source_and_what_nobody_looked_for(archive: Archive) -> None:
    archive.load(record(), as_of=archive.act().today)

    shown = page(archive, "/letters/al-oth-157-2025")

    assert "https://example.org/1" in shown
    assert "Thursday 5 March 2026" in shown
    assert "That does not mean that none came." in shown
    assert "public register of communications" in shown


def test_what_an_office_wrote_is_shown_as_text(archive: Archive) -> None:
    archive.letter(subject="<script>alert(1)</script>", replies=[reply(entity="<b>Q</b>")])

    shown = page(archive, "/letters/al-oth-14-2099")

    assert "<script>alert" not in shown
    assert "<b>Q</b>" not in shown


def test_a_paper_is_given_out_as_it_came(archive: Archive) -> None:
    data = b"%PDF-1.7 the letter"
    archive.receive(publication(), files=[Part("letter.pdf", "application/pdf", data)])

    response = archive.client.get("/letters/al-oth-14-2099/letter.pdf")

    assert response.content == data
    assert response["Content-Type"] == "application/pdf"
    assert "sandbox" in response["Content-Security-Policy"]
    page(archive, "/letters/al-oth-14-2099/other.pdf", 404)


def test_what_is_not_there_is_not_found(archive: Archive) -> None:
    page(archive, "/letters/no-such", 404)
    page(archive, "/letters/no-such.json", 404)


def test_programs_read_the_same_facts(archive: Archive) -> None:
    archive.letter()

    response = archive.client.get("/letters/al-oth-14-2099.json")

    read = response.json()
    assert read["reference"] == "AL OTH 14/2099"
    assert read["reply"] == "full"
    assert read["document"]["questions"][1]["number"] == 2
    assert read["source"] == {
        "name": "Special Procedures office",
        "url": None,
        "as_of": "2026-03-04",
        "reference_from": None,
    }
    assert response["Access-Control-Allow-Origin"] == "*"


def test_programs_walk_through_all_results(archive: Archive) -> None:
    archive.load(*(record(reference=f"OTH {n}/2025") for n in range(1, 121)))

    first = archive.client.get("/letters.json?q=shutdown&type=AL").json()
    assert (len(first["items"]), first["total"]) == (100, 120)
    second = archive.client.get(first["next"]).json()

    assert (len(second["items"]), second["next"]) == (20, None)


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr", "ru", "es"])
def test_the_pages_open_in_every_language(archive: Archive, language: str) -> None:
    archive.letter()
    archive.load(
        record(
            addressee="Switzerland", addressee_kind="state", country="CHE", sent_on="2021-03"
        )
    )

    for address in ("/", "/letters?q=a", "/letters/al-oth-14-2099", "/letters/al-oth-157-2025"):
        response = archive.client.get(address, headers={"accept-language": language})
        assert response.status_code == 200


def test_a_page_of_results_asks_a_fixed_number_of_questions(
    archive: Archive, django_assert_max_num_queries: Any
) -> None:
    archive.load(*(record(reference=f"OTH {n}/2025") for n in range(1, 31)))

    with django_assert_max_num_queries(21):
        page(archive, "/letters?q=shutdown")


@pytest.mark.parametrize("address", ["/", "/letters"])
def test_a_page_reads_the_countries_once(archive: Archive, address: str) -> None:
    archive.load(record())

    with CaptureQueriesContext(connection) as asked:
        page(archive, address)

    assert sum('FROM "directory_country"' in one["sql"] for one in asked) == 1
