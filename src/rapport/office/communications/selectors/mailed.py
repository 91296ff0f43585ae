"""What messages about a letter say, and their files, as the page on which they are filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapport.documents.selectors import why_not_trust
from rapport.foundation.errors import Refusal
from rapport.mail import selectors as mail
from rapport.mail.models import Inbound, InboundFile
from rapport.office.communications import rules
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import Source, Split
from rapport.reading import reply as reader
from rapport.reading import services as reading
from rapport.reading.flow import flowed
from rapport.reading.text import Kind, Text, from_json
from rapport.web.refusals import sentence


def sources_of(messages: Sequence[Inbound], questions: int) -> list[Source]:
    """Return the texts of messages and of their files, each with what it seems to answer."""
    found: list[Source] = []
    for message in messages:
        found.append(Source("", message.text, rules.split(message.text, questions), {}))
        for file in mail.files_of(message):
            found.extend(_of_file(file, questions))
    return found


def to_file_with(letter: Letter, message: Inbound) -> list[Inbound]:
    """Return the other messages about a letter that nobody has filed or put aside, in order."""
    return list(mail.to_be_filed([letter.public_id]).exclude(pk=message.pk))


def files_unread(messages: Sequence[Inbound]) -> int:
    """Return how many files of messages the worker has not looked at yet."""
    files = (file for message in messages for file in mail.files_of(message))
    return sum(file.read_at is None for file in files)


def _of_file(file: InboundFile, questions: int) -> list[Source]:
    if file.read_at is None:
        return []
    if file.trouble:
        return [_unread(file, reading.refusal_of(file.trouble, file.read.get("facts", {})))]
    if found := why_not_trust(file.file):  # since its words were read
        return [_unread(file, found)]
    read = from_json(file.read)
    several = len(read.texts) > 1
    return [
        _of_text(
            f"{file.name}: {text.name}" if several and text.name else file.name, text, questions
        )
        for text in read.texts
    ]


def _unread(file: InboundFile, refusal: Refusal) -> Source:
    return Source(file.name, "", Split("", {}), {}, sentence(refusal))


def _of_text(name: str, text: Text, questions: int) -> Source:
    """Split a text as the reader of replies does, else by its numbers."""
    answers: dict[int, str] = {}
    where: dict[int, tuple[int, int]] = {}
    for one in reader.reply_in(text).answers:
        number = one.value["question"]
        if number <= questions and number not in answers:
            answers[number] = one.value["text"]
            where[number] = (one.place.page, one.place.line)
    whole = flowed(text)
    if answers:
        before = flowed(_before(text, min(where.values())))
        return Source(name, whole, Split(before, answers), where)
    found = rules.split(whole, questions)
    if not found.answers and text.kind is not Kind.EMAIL:
        found = Split("", {})  # an annex: a person reads it
    return Source(name, whole, found, {})


def _before(text: Text, first: tuple[int, int]) -> Text:
    """Return what stands before a place: a page and a line."""
    page, line = first
    pages = (*text.pages[: page - 1], text.pages[page - 1][: line - 1])
    return replace(text, pages=pages)
