"""The map of themes in the archive: pages that stay, their twins, and ways that lead there."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.conf import settings
from django.test import Client
from tests.archive.conftest import Archive

from rapport.matching import theme_formats, themes

MINORS = "STATEMENT_CATEGORY_PROTECTION_OF_MINORS"


def page(archive: Archive, address: str) -> str:
    """Open an address as anybody and return what is there."""
    response = archive.client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def followed(client: Client, start: str) -> dict[str, int]:
    """Follow every link from a page that stays within the map; return what each answered."""
    found: dict[str, int] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = client.get(address)
        found[address] = answer.status_code
        if answer["Content-Type"].startswith("text/html"):
            links = re.findall(r'href="(/themes[^"#?]*)"', answer.content.decode())
            waiting += links
    return found


def test_from_the_first_page_every_area_and_twin_is_reached(archive: Archive) -> None:
    assert 'href="/themes"' in page(archive, "/")

    found = followed(archive.client, "/themes")

    assert set(found.values()) == {200}
    newest = themes.newest()
    for slug in newest.areas:
        assert {f"/themes/{slug}", f"/themes/{slug}.json"} <= {*found}
        assert {f"/themes/1/{slug}", f"/themes/1/{slug}.json"} <= {*found}
    for form in ("json", "csv", "jsonld"):
        assert {f"/themes.{form}", f"/themes/1.{form}"} <= {*found}


def test_an_area_shows_its_lines_with_relation_reason_and_sureness(archive: Archive) -> None:
    shown = page(archive, "/themes/child-safety")

    assert "Version 1 of" in shown
    assert MINORS in shown
    assert '<bdi lang="en">Protection of minors</bdi>' in shown
    assert ">the same</span>" in shown
    assert "A group’s rights have standards of their own" in shown
    assert "read in one copy that others made" in shown


def test_an_official_title_keeps_its_language_where_the_page_has_another(
    archive: Archive,
) -> None:
    archive.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    shown = page(archive, "/themes/child-safety")

    assert '<html lang="fr"' in shown
    assert '<bdi lang="en">Protection of minors</bdi>' in shown
    assert '<h1 lang="fr">Protection des enfants</h1>' in shown


def test_an_older_statements_code_says_until_when_it_held(archive: Archive) -> None:
    shown = page(archive, "/themes/women")

    assert "STATEMENT_CATEGORY_NON_CONSENSUAL_BEHAVIOUR" in shown
    assert 'until <time datetime="2025-06-30">' in shown
    assert 'since <time datetime="2025-07-01">' in shown


def test_twins_say_what_the_map_says_and_may_be_read_from_anywhere(archive: Archive) -> None:
    newest = themes.newest()

    answer = archive.client.get("/themes.json")
    rows = [*csv.DictReader(io.StringIO(page(archive, "/themes.csv")))]
    area = json.loads(page(archive, "/themes/1/women.json"))

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json() == theme_formats.as_json(newest)
    assert len(rows) == sum(len(one.lines) for one in newest.areas.values())
    assert area["version"] == 1
    assert area["titles"]["fr"] == "Violence contre les femmes et abus d'images"


def test_skos_names_pages_of_this_archive_that_open(archive: Archive) -> None:
    answer = archive.client.get("/themes.jsonld")
    graph = json.loads(answer.content)["@graph"]
    areas = [one["@id"] for one in graph if one.get("skos:topConceptOf")]
    map_page = page(archive, "/themes")

    assert answer["Content-Type"] == "application/ld+json"
    assert len(areas) == len(themes.newest().areas)
    for address in areas:
        assert address.startswith("http://testserver/themes/")
        page(archive, address.removeprefix("http://testserver"))
    for one in graph:
        place = one["@id"].partition("#")[2]
        assert not place or f'id="{place}"' in map_page, place


@pytest.mark.parametrize(
    "address",
    [
        "/themes/0",
        "/themes/99",
        "/themes/99.json",
        "/themes/99/women",
        "/themes/nothing-here",
        "/themes/nothing-here.json",
        "/themes/1/nothing-here",
        f"/themes/{'9' * 30}",
    ],
)
def test_what_the_map_does_not_have_is_not_found(archive: Archive, address: str) -> None:
    assert archive.client.get(address).status_code == 404
