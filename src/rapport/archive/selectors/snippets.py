"""The places where words were found, as a reader sees them among results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import prefetch_related_objects

from rapport.archive.models import Letter
from rapport.archive.selectors.letters import publications_of
from rapport.archive.selectors.passages import Passage, Where, names_of_countries, passages_of
from rapport.language.asking import Asked
from rapport.language.finding import Text

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


def snippets(letters: Iterable[Letter], phrases: Sequence[Asked]) -> dict[int, Snippet]:
    """Return a quotation for each letter, by its row."""
    known = list(letters)
    prefetch_related_objects(known, "files")
    countries, documents = names_of_countries(), publications_of(known)
    return {
        letter.pk: _snippet(passages_of(letter, documents.get(letter.pk), countries), phrases)
        for letter in known
    }


def _snippet(passages: Sequence[Passage], phrases: Sequence[Asked]) -> Snippet:
    """Return the passage that has most of the phrases, around the first of them."""
    texts = [one for one in passages if one.where is not Where.HEADING]
    read = [Text(one.text) for one in passages]
    scored = [
        (sum(map(text.has, phrases)), one, text)
        for one, text in zip(passages, read, strict=True)
    ]
    where = tuple(dict.fromkeys(one.where for many, one, _ in scored if many))
    best = max(
        ((many, text) for many, one, text in scored if one.where is not Where.HEADING),
        key=lambda pair: pair[0],
        default=None,
    )
    if best is None or not best[0]:
        beginning = texts[0].text if texts else ""
        return Snippet(_cut(beginning, [], 0), where)
    return Snippet(_around(best[1], phrases), where)


def _around(text: Text, phrases: Sequence[Asked]) -> tuple[Piece, ...]:
    spans = sorted(span for phrase in phrases for span in text.places(phrase))
    return _cut(text.text, spans, spans[0][0] if spans else 0)


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
