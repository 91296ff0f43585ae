"""Questions to the directory. All of it is public, so no question asks who wants to know.

What a later edition no longer lists leaves the lists and choices, but is still found by its
short name: letters of the past name it.
"""

from rapport.directory.selectors.companies import (
    companies,
    find_company,
    get_company,
    names_in_group,
    subsidiaries_of,
)
from rapport.directory.selectors.counting import counted, counted_among
from rapport.directory.selectors.mandates import (
    ShownMailbox,
    active_mandates,
    find_mailbox,
    find_mandate,
    get_mandate,
    holders_on,
    mandates,
    merged_into,
    renewals,
    terms_of,
    terms_on,
    title_of,
    titles_of,
    titles_to_choose,
    usable_mailbox,
)
from rapport.directory.selectors.meetings import (
    dialogues,
    dialogues_with_company,
    dialogues_with_mandate,
    find_session,
    get_dialogue,
    sessions,
)
from rapport.directory.selectors.places import countries, find_country, name_of
from rapport.directory.selectors.records import Facts, Rows, exported, stored, twin_of
from rapport.directory.selectors.uploads import get_upload, lock

__all__ = [
    "Facts",
    "Rows",
    "ShownMailbox",
    "active_mandates",
    "companies",
    "counted",
    "counted_among",
    "countries",
    "dialogues",
    "dialogues_with_company",
    "dialogues_with_mandate",
    "exported",
    "find_company",
    "find_country",
    "find_mailbox",
    "find_mandate",
    "find_session",
    "get_company",
    "get_dialogue",
    "get_mandate",
    "get_upload",
    "holders_on",
    "lock",
    "mandates",
    "merged_into",
    "name_of",
    "names_in_group",
    "renewals",
    "sessions",
    "stored",
    "subsidiaries_of",
    "terms_of",
    "terms_on",
    "title_of",
    "titles_of",
    "titles_to_choose",
    "twin_of",
    "usable_mailbox",
]
