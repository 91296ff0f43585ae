"""Questions to the record. All of it is public, so no question asks who wants to know."""

from rapport.archive.selectors.facets import (
    Choice,
    Facets,
    country_names,
    facets_of,
    mandate_titles,
)
from rapport.archive.selectors.letters import (
    HowMany,
    find_by_reference,
    find_letter,
    find_record,
    get_letter,
    get_paper,
    how_many,
    in_batches,
    letters_by_row,
    letters_by_slug,
    newest,
    papers_of,
    publications_of,
    text_of,
    versions_of,
)
from rapport.archive.selectors.passages import names_of_countries, passages_of
from rapport.archive.selectors.results import LONGEST_QUERY, Query, Search
from rapport.archive.selectors.snippets import Snippet, snippets

__all__ = [
    "LONGEST_QUERY",
    "Choice",
    "Facets",
    "HowMany",
    "Query",
    "Search",
    "Snippet",
    "country_names",
    "facets_of",
    "find_by_reference",
    "find_letter",
    "find_record",
    "get_letter",
    "get_paper",
    "how_many",
    "in_batches",
    "letters_by_row",
    "letters_by_slug",
    "mandate_titles",
    "names_of_countries",
    "newest",
    "papers_of",
    "passages_of",
    "publications_of",
    "snippets",
    "text_of",
    "versions_of",
]
