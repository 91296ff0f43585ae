"""The places where words were found, as a reader sees them among results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import prefetch_related_objects

from rapport.archive.models import Letter
from rapport.archive.selectors.letters import publications_of
from rapport.archive.selectors.passages import Passage, Where, names_of_countries, passages_of
from rapport.web import search

AROUND: Final = 110
"""How many signs are shown on either side of what was found."""

LONGEST: Final = 320


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A quotation around what was found, and the parts of the record that have it."""

    pieces: tuple[Piece, ...]
    where: tuple[Where, ...]


def snippets(letters: Iterable[Letter], phrases: Sequence[Sequence[str]]) -> dict[int, Snippet]:
    """Return a quotation for each letter, by its row."""
    known = list(letters)
    prefetch_related_objects(known, "files")
    countries, documents = names_of_countries(), publications_of(known)
    return {
        letter.pk: _snippet(passages_of(letter, documents.get(letter.pk), countries), phrases)
        for letter in known
    }


def _snippet(passages: Sequence[Passage], phrases: Sequence[Sequence[str]]) -> Snippet:
    """Return the passage that has most of the phrases, around the first of them."""
    texts = [one for one in passages if one.where is not Where.HEADING]
    scored = [(_how_many(one, phrases), one) for one in passages]
    where = tuple(dict.fromkeys(one.where for many, one in scored if many))
    best = max(
        ((many, one) for many, one in scored if one.where is not Where.HEADING),
        key=lambda pair: pair[0],
        default=None,
    )
    if best is None or not best[0]:
        beginning = texts[0].text if texts else ""
        return Snippet(_cut(beginning, [], 0), where)
    return Snippet(_around(best[1].text, phrases), where)


def _how_many(passage: Passage, phrases: Sequence[Sequence[str]]) -> int:
    text = search.searchable([passage.text])
    return sum(search.like(phrase) in text for phrase in phrases)


def _around(text: str, phrases: Sequence[Sequence[str]]) -> tuple[Piece, ...]:
    places = search.places_of(text)
    words = [place.word for place in places]
    spans: list[tuple[int, int]] = []
    for phrase in phrases:
        size = len(phrase)
        spans += [
            (places[start].start, places[start + size - 1].end)
            for start in range(len(words) - size + 1)
            if tuple(words[start : start + size]) == tuple(phrase)
        ]
    spans.sort()
    return _cut(text, spans, spans[0][0])


def _cut(text: str, spans: Sequence[tuple[int, int]], at: int) -> tuple[Piece, ...]:
    start, end = max(0, at - AROUND), min(len(text), at + LONGEST - AROUND)
    start = text.find(" ", start, at) + 1 if start and " " in text[start:at] else start
    if end < len(text) and (space := text.rfind(" ", at, end)) > 0:
        end = space
    pieces = [Piece("… ", found=False)] if start else []
    last = start
    for first, after in spans:
        if first < last or after > end:
            continue
        pieces += [Piece(text[last:first], found=False), Piece(text[first:after], found=True)]
        last = after
    pieces.append(Piece(text[last:end], found=False))
    if end < len(text):
        pieces.append(Piece(" …", found=False))
    return tuple(piece for piece in pieces if piece.text)
