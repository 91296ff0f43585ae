"""The pages of the directory: to anybody on an archive, to people who signed in elsewhere."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapport.directory import selectors, services

PAGES = (
    "/directory/mandates",
    "/directory/mandates/freedex",
    "/directory/mandates/slavery",
    "/directory/mandates/demo-open-assembly",
    "/directory/companies",
    "/directory/companies/x-corp",
    "/directory/sessions",
    "/directory/dialogue",
    "/directory/dialogues/may-2021",
)


def shown(address: str, status: int = 200, **asked: str) -> str:
    """Open a page as a stranger and return its words."""
    answer = Client().get(address, asked)
    assert answer.status_code == status, answer.content.decode()
    plain = re.sub(r"<[^>]*>", " ", answer.content.decode())
    return re.sub(r" +([,.])", r"\1", " ".join(html.unescape(plain).split()))


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_every_page_of_an_archive_opens_to_anybody(
    archive: None, loaded: services.Counts, address: str, language: str
) -> None:
    answer = Client(headers={"accept-language": language}).get(address)

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_in_an_office_one_signs_in_first(
    office: None, loaded: services.Counts, address: str
) -> None:
    answer = Client().get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/directory/mandates", "No mandate fits"),
        ("/directory/companies", "No company fits"),
        ("/directory/sessions", "No session is listed"),
    ],
)
def test_an_empty_directory_says_that_it_is_empty(
    archive: None, address: str, said: str
) -> None:
    assert said in shown(address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "what", ["mandates/none", "companies/none", "dialogues/none", "dialogue"]
)
def test_what_the_directory_does_not_have_is_not_found(archive: None, what: str) -> None:
    assert "Not found" in shown(f"/directory/{what}", status=404)


def test_a_mandate_shows_its_holders_with_how_sure_they_are(
    archive: None, loaded: services.Counts
) -> None:
    page = shown("/directory/mandates/freedex")

    assert "Irene Khan" in page
    assert "August 2020 to July 2026" in page
    assert "as of 23 November 2026" in page
    assert "Who holds it today is not known here." in page
    assert "hrc-sr-freedex@un.org Unverified, never used to send" in page
    assert "Dialogue of 12 May 2021, where Irene Khan held the mandate." in page


def test_a_merged_mandate_leads_to_the_one_that_carries_on(
    archive: None, loaded: services.Counts
) -> None:
    page = shown("/directory/mandates/slavery")

    assert "Merged in April 2026 into another mandate, which carries on with it." in page
    assert "Created in 2007, ended in April 2026." in page
    assert "It carries on with mandates that were merged into it" in shown(
        "/directory/mandates/slavery-trafficking"
    )


def test_a_mandate_that_ended_says_that_no_letter_can_be_sent_in_its_name(
    archive: None, loaded: services.Counts
) -> None:
    ended = selectors.mandates(status="discontinued").first()

    assert ended
    page = shown(f"/directory/mandates/{ended.slug}")
    assert "No letter can be sent in its name." in page


def test_a_term_over_six_years_is_marked_as_such(
    archive: None, loaded: services.Counts
) -> None:
    page = shown(f"/directory/mandates/{loaded.warnings[0].mandate}")

    assert "Comes out over 6 years" in page


def test_a_company_says_why_it_is_listed_and_that_this_alleges_nothing(
    archive: None, loaded: services.Counts
) -> None:
    page = shown("/directory/companies/x-corp")

    assert "Listed as: participant in the 12 May 2021 dialogue." in page
    assert "Being listed alleges nothing" in page
    assert "named there as Twitter" in page


def test_the_dialogue_shows_who_met_and_what_each_side_asked(
    archive: None, loaded: services.Counts
) -> None:
    page = shown("/directory/dialogue")
    dialogue = selectors.get_dialogue("may-2021")

    for present in dialogue.mandates.all():
        assert present.person in page
    for company in dialogue.companies.all():
        assert company.named_as in page
    for question in dialogue.questions:
        assert question["text"] in page
    assert dialogue.source_title in page
    assert "Mandate holders 6 Companies 12" in page


def test_a_session_shows_its_report_and_the_mandates_up_for_renewal(
    archive: None, loaded: services.Counts
) -> None:
    page = shown("/directory/sessions")

    assert "A/HRC/47/3" in page
    assert "letters sent December 2020 to February 2021" in page
    assert "Session 70" in page


@pytest.mark.parametrize(
    ("asked", "found", "missing"),
    [
        ({"q": "DAVID kaye"}, "freedex", "privacy"),
        ({"q": "libertad de opinión"}, "freedex", "privacy"),
        ({"q": "الرأي والتعبير"}, "freedex", "privacy"),
        ({"scope": "country"}, "afghanistan", "freedex"),
        ({"status": "merged"}, "slavery", "slavery-trafficking"),
        ({"kind": "working-group"}, "wg-business", "freedex"),
        ({"topic": "internet shutdowns"}, "freedex", "wg-business"),
        ({"met": "2021"}, "hrd", "privacy"),
        ({"relevance": "core", "q": "privacy"}, "privacy", "freedex"),
    ],
)
def test_mandates_are_narrowed_by_words_and_choices(
    archive: None,
    loaded: services.Counts,
    asked: dict[str, str],
    found: str,
    missing: str,
) -> None:
    page = Client().get("/directory/mandates", asked).content.decode()

    assert f'href="/directory/mandates/{found}"' in page
    assert f'href="/directory/mandates/{missing}"' not in page


@pytest.mark.parametrize(
    ("asked", "found", "missing"),
    [
        ({"q": "twitter"}, "x-corp", "apple"),
        ({"q": "america movil"}, "america-movil", "apple"),
        ({"sector": "network-equipment"}, "ericsson", "apple"),
        ({"country": "SWE"}, "ericsson", "apple"),
        ({"met": "2021", "country": "USA"}, "apple", "ericsson"),
    ],
)
def test_companies_are_narrowed_by_words_and_choices(
    archive: None,
    loaded: services.Counts,
    asked: dict[str, str],
    found: str,
    missing: str,
) -> None:
    page = Client().get("/directory/companies", asked).content.decode()

    assert f'href="/directory/companies/{found}"' in page
    assert f'href="/directory/companies/{missing}"' not in page


def test_what_narrows_a_list_is_named_and_can_be_taken_back(
    archive: None, loaded: services.Counts
) -> None:
    asked = {"q": "expression", "scope": "thematic"}
    page = Client().get("/directory/mandates", asked).content.decode()

    assert "Theme or country: Thematic" in page
    assert '<a class="small" href="?q=expression"' in page


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/directory/mandates", {"scope": "galactic"}),
        ("/directory/mandates", {"topic": "no such topic"}),
        ("/directory/companies", {"country": "QQQ"}),
        ("/directory/companies", {"sector": "alchemy"}),
    ],
)
def test_a_choice_that_does_not_exist_is_named_above_the_whole_list(
    archive: None, loaded: services.Counts, address: str, asked: dict[str, str]
) -> None:
    page = shown(address, status=422, **asked)

    assert f"cannot be narrowed by “{next(iter(asked.values()))}”" in page
    assert "Page 1 of 2" in page


@pytest.mark.parametrize("nonsense", ["\x00", "%", "' OR 1=1 --", "x" * 5000, "…", "<b>"])
def test_strange_words_find_nothing_and_break_nothing(
    archive: None, loaded: services.Counts, nonsense: str
) -> None:
    for address in ("/directory/mandates", "/directory/companies"):
        answer = Client().get(address, {"q": nonsense, "page": nonsense})

        assert answer.status_code == (400 if nonsense == "\x00" else 200)
        assert "<b></b>" not in answer.content.decode()


def queries(address: str, **asked: str) -> int:
    """How many questions a page asks the database."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert Client().get(address, asked).status_code == 200
    return len(captured)


def test_a_list_asks_as_many_questions_for_fifty_rows_as_for_three(
    archive: None, loaded: services.Counts
) -> None:
    for address in ("/directory/mandates", "/directory/companies"):
        assert queries(address) <= queries(address, met="2021") <= 13


def test_a_record_asks_few_questions(archive: None, loaded: services.Counts) -> None:
    assert queries("/directory/mandates/wg-business") <= 9
    assert queries("/directory/companies/alphabet") <= 5
    assert queries("/directory/sessions") <= 4
    assert queries("/directory/dialogue") <= 6


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/directory/mandates/freedex/record.json", "freedex"),
        ("/directory/companies/x-corp/record.json", "x-corp"),
        ("/directory/dialogues/may-2021/record.json", "may-2021"),
    ],
)
def test_a_record_has_a_twin_for_machines(
    archive: None, loaded: services.Counts, address: str, slug: str
) -> None:
    answer = Client().get(address)

    assert answer["Content-Type"] == "application/json"
    assert answer.json()["slug"] == slug


def test_the_download_is_the_export(archive: None, loaded: services.Counts) -> None:
    answer: Any = Client().get("/directory/export")

    assert answer.content.decode() == selectors.exported()
    assert json.loads(answer.content)["format"] == "rapport-directory"
    assert re.search(r'rapport-directory-\d{4}-\d\d-\d\d\.json"', answer["Content-Disposition"])
