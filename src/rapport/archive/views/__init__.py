"""Doors of the record: search, a letter, its papers; each page has its twin in JSON."""

from rapport.archive.views.pages import file, home, letter, letters, paper
from rapport.archive.views.twins import letter_json, letters_json

__all__ = ["file", "home", "letter", "letter_json", "letters", "letters_json", "paper"]
