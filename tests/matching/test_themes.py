"""The map of themes: whole, sourced, versioned; the same in each of its forms."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from rapport.cli.main import main
from rapport.matching import labels, theme_formats, themes
from rapport.matching.areas import packaged_areas
from rapport.matching.lexicon import text_of
from rapport.matching.themes import Catalogue, Mapped, Relation, Sure
from rapport.web.labels import is_labelled

RELEASED = {
    1: "d94d6f2918ede7de6ebb59afd52b622f7e3f9029808b2391158aa258bb7f9ef5",
}
"""The SHA-256 of every version. What is to be changed becomes the next, with its line here."""

NO_CONTENT = {"due-diligence", "shutdowns", "supply-chain", "platform-workers", "data-centres"}
"""Areas that no category of statements of reasons fits: those are about pieces of content."""


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path / "none"))


def printed(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """What `rapport areas themes` prints."""
    assert main(["areas", "themes", *options]) == 0
    return capsys.readouterr().out


def test_a_released_version_is_never_changed() -> None:
    assert {one.number: one.digest for one in themes.versions()} == RELEASED


def test_versions_are_numbered_and_dated_in_order() -> None:
    released = themes.versions()

    assert [one.number for one in released] == [*range(1, len(released) + 1)]
    assert [one.dated for one in released] == sorted(one.dated for one in released)
    assert all(one.changes for one in released)


def test_every_packaged_area_is_mapped_under_its_own_title() -> None:
    newest = themes.newest()

    assert [*newest.areas] == [one.slug for one in packaged_areas()]
    assert {one.slug: one.title for one in newest.areas.values()} == {
        one.slug: one.titles["en"] for one in packaged_areas()
    }


def test_an_area_has_a_theme_a_principle_and_where_content_is_meant_a_category() -> None:
    for area in themes.newest().areas.values():
        named = {line.catalogue for line in area.lines}
        expected = {*Catalogue} - ({Catalogue.DSA} if area.slug in NO_CONTENT else set())
        assert named == expected, area.slug


def test_every_principle_of_the_map_says_why_it_bears_on_the_area() -> None:
    silent = [
        (area.slug, line.code)
        for area in themes.newest().areas.values()
        for line in area.lines
        if line.catalogue is Catalogue.UNGP and not area.why(line)
    ]

    assert not silent


def test_the_principles_are_the_31_and_the_categories_those_of_both_lists() -> None:
    newest = themes.newest()
    categories = newest.catalogues[Catalogue.DSA].entries

    assert [*newest.catalogues[Catalogue.UNGP].entries] == [str(n) for n in range(1, 32)]
    assert sum("v1" in one.versions for one in categories.values()) == 14
    assert sum("v2" in one.versions for one in categories.values()) == 16
    for one in categories.values():
        assert one.code.startswith("STATEMENT_CATEGORY_")
        assert (one.until is None) is ("v2" in one.versions)
        assert (one.since is None) is ("v1" in one.versions)


def test_every_entry_has_a_source_with_the_day_on_which_it_was_read() -> None:
    newest = themes.newest()
    used = {
        key
        for about in newest.catalogues.values()
        for one in about.entries.values()
        for key in one.sources
    }

    assert used == {*newest.sources}
    assert all(one.url.startswith("https://") for one in newest.sources.values())


def test_no_theme_of_the_index_is_called_official_that_was_read_in_copies() -> None:
    themes_of_uhri = themes.newest().catalogues[Catalogue.UHRI].entries.values()

    assert {one.sure for one in themes_of_uhri} == {Sure.SEVERAL, Sure.ONCE, Sure.OLDER}


@pytest.mark.parametrize(
    ("before", "after", "trouble"),
    [
        ('trafficking = "exact"', 'trafficking = "close"', "close is no relation"),
        ('trafficking = "exact"', 'smuggling = "exact"', "uhri has no smuggling"),
        ('sources = ["ungp"]', 'sources = ["hearsay"]', "its source is not named"),
        ('sure = "ours"', 'sure = "certain"', "'certain' is not a valid Sure"),
        ('21 = ["related", "public"]', '21 = ["related", "because"]', "not in form"),
        ("dated = ", "date = ", "not in form"),
    ],
)
def test_a_version_that_does_not_hold_together_is_refused(
    before: str, after: str, trouble: str
) -> None:
    text = text_of(themes.FILES[0])
    assert before in text

    with pytest.raises(themes.ThemesUnusable, match=trouble):
        themes.version_from(text.replace(before, after))


def test_what_changed_between_two_lists_is_told_by_line() -> None:
    kept = Mapped(Catalogue.UNGP, "17", Relation.RELATED)
    wider = Mapped(Catalogue.UHRI, "privacy", Relation.BROADER)
    same = Mapped(Catalogue.UHRI, "privacy", Relation.EXACT)

    found = themes.changes_between([kept, wider], [same, kept])

    assert (found.added, found.removed) == ((same,), (wider,))
    assert not themes.changes_between([kept, wider], [wider, kept])


def test_codes_have_words_and_what_is_ours_can_be_translated() -> None:
    newest = themes.newest()
    ours = {one.title for one in newest.catalogues[Catalogue.UNGP].entries.values()}
    ours |= {why for area in newest.areas.values() for why in area.reasons.values()}

    assert ours == labels.OURS
    assert all(is_labelled(one) for enum in (Catalogue, Relation, Sure) for one in enum)


def test_an_official_title_is_never_translated() -> None:
    with translation.override("fr"):
        assert labels.in_the_readers_words("Protection of minors") == "Protection of minors"


def test_the_command_prints_the_map_with_its_version(
    nowhere: None, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(printed(capsys, "--json"))

    assert (told["format"], told["version"], told["dated"]) == (
        "rapport-themes",
        themes.newest().number,
        themes.newest().dated.isoformat(),
    )
    minors = next(one for one in told["areas"] if one["area"] == "child-safety")
    assert {"ar", "en", "es", "fr", "ru", "zh"} == {*minors["titles"]}
    assert ("dsa", "STATEMENT_CATEGORY_PROTECTION_OF_MINORS", "exact") in {
        (one["catalogue"], one["code"], one["relation"]) for one in minors["maps"]
    }
    assert told["catalogues"]["uhri"]["join_on"] == "title"


def test_csv_and_plain_lines_say_what_json_says(
    nowhere: None, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(printed(capsys, "--json", "--version", "1"))
    expected = {
        (area["area"], one["relation"], one["catalogue"], one["code"])
        for area in told["areas"]
        for one in area["maps"]
    }

    rows = [*csv.DictReader(io.StringIO(printed(capsys, "--csv", "--version", "1")))]
    head, *lines = printed(capsys, "--version", "1").splitlines()

    names = ("area", "relation", "catalogue", "code")
    assert {tuple(row[name] for name in names) for row in rows} == expected
    assert {tuple(line.split("\t")) for line in lines} == expected
    assert head == "version\t1\t2026-11-27"
    assert len(rows) == len(lines) == len(expected)


def test_an_unknown_version_is_a_misuse(
    nowhere: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["areas", "themes", "--version", "99"]) == 2

    assert "There are: 1" in capsys.readouterr().err


def expanded(node: dict[str, Any], context: dict[str, str]) -> Iterator[str]:
    """Yield the terms of a node in full, as a reader of JSON-LD makes them."""
    for key in node:
        if not key.startswith("@"):
            prefix, _, name = key.partition(":")
            yield context[prefix] + name


def test_as_skos_every_match_leads_to_a_concept_of_a_scheme(
    nowhere: None, capsys: pytest.CaptureFixture[str]
) -> None:
    base = "https://archive.example"
    told = json.loads(printed(capsys, "--skos", "--base", f"{base}/"))
    graph = {one["@id"]: one for one in told["@graph"]}
    schemes = {key for key, one in graph.items() if one["@type"] == "skos:ConceptScheme"}
    concepts = {key: one for key, one in graph.items() if one["@type"] == "skos:Concept"}

    assert len(graph) == len(told["@graph"])
    assert all(key.startswith(f"{base}/themes") for key in graph)
    assert len(schemes) == 1 + len(Catalogue)
    assert len(concepts) == 20 + 54 + 31 + 20
    matches = 0
    for one in concepts.values():
        assert one["skos:inScheme"]["@id"] in schemes
        assert one["skos:prefLabel"]
        for term in theme_formats.MATCH.values():
            for match in one.get(term, []):
                assert match["@id"] in concepts
                assert concepts[match["@id"]]["skos:inScheme"] != one["skos:inScheme"]
                matches += 1
    assert matches == sum(len(one.lines) for one in themes.newest().areas.values())
    terms = {term for one in graph.values() for term in expanded(one, told["@context"])}
    assert "http://www.w3.org/2004/02/skos/core#broadMatch" in terms


def test_as_skos_a_label_stands_once_in_each_language() -> None:
    """SKOS, S14: no more than one preferred label a language."""
    for one in theme_formats.as_skos(themes.newest())["@graph"]:
        told = one["skos:prefLabel"]
        languages = [text["@language"] for text in (told if isinstance(told, list) else [told])]
        assert len(languages) == len({*languages})
