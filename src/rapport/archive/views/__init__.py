"""Doors of the record: search, letters, their papers, the map of themes, the protocol."""

from rapport.archive.views.pages import file, home, letter, letters, paper
from rapport.archive.views.protocol import protocol, protocol_json, schema
from rapport.archive.views.themes import (
    theme_json,
    theme_page,
    themes_csv,
    themes_json,
    themes_page,
    themes_skos,
)
from rapport.archive.views.twins import letter_json, letters_json

__all__ = [
    "file",
    "home",
    "letter",
    "letter_json",
    "letters",
    "letters_json",
    "paper",
    "protocol",
    "protocol_json",
    "schema",
    "theme_json",
    "theme_page",
    "themes_csv",
    "themes_json",
    "themes_page",
    "themes_skos",
]
