"""The passages of a letter in which words are looked for, and how much each weighs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapport.archive.models import Letter
from rapport.directory import selectors as directory
from rapport.protocol.kinds import Publication


class Where(StrEnum):
    """In which part of the record a passage stands."""

    HEADING = "heading"
    LETTER = "letter"
    REPLY = "reply"
    SUMMARY = "summary"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text, where it stands, and by how much a word counts in it."""

    where: Where
    text: str
    weight: int = 1


def names_of_countries() -> dict[str, list[str]]:
    """Return what each country is called in six languages, by its code."""
    return {
        one.alpha3: list(dict.fromkeys(one.names.values())) for one in directory.countries()
    }


def passages_of(
    letter: Letter, document: Publication | None, countries: Mapping[str, Iterable[str]]
) -> list[Passage]:
    """Return the passages of a letter, in the order in which it is read.

    The document is what an office published; the names of countries are those of
    `names_of_countries`. Both are read once for many letters.
    """
    said = _published(document) if document else _told(letter)
    return [one for one in (*_heading(letter, countries), *said) if one.text.strip()]


def _heading(letter: Letter, countries: Mapping[str, Iterable[str]]) -> Iterator[Passage]:
    yield Passage(Where.HEADING, letter.subject, 10)
    yield Passage(Where.HEADING, letter.reference, 10)
    yield Passage(Where.HEADING, letter.addressee, 6)
    for one in letter.signatories.all():
        yield Passage(Where.HEADING, one.title, 4)
    for name in countries.get(letter.country, ()):
        yield Passage(Where.HEADING, name, 4)


def _published(document: Publication) -> Iterator[Passage]:
    for part in document.parts:
        yield Passage(Where.LETTER, part.text)
    for question in document.questions:
        yield Passage(Where.LETTER, question.text, 2)
    for reply in document.replies:
        yield Passage(Where.REPLY, reply.entity)
        yield Passage(Where.REPLY, reply.opening)
        for answer in reply.answers:
            yield Passage(Where.REPLY, answer.text)


def _told(letter: Letter) -> Iterator[Passage]:
    yield Passage(Where.SUMMARY, letter.summary, 2)
    yield Passage(Where.SUMMARY, letter.source)
    yield Passage(Where.SUMMARY, letter.note)
    for one in letter.files.all():
        yield Passage(Where.FILE, one.text)
