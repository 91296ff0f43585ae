"""The public version of a letter and its replies, made anew from the marked text each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from rapport.foundation.marking import unmarked
from rapport.office.communications import labels
from rapport.office.communications import selectors as letters
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.rules import PartName
from rapport.office.consents import selectors as consents
from rapport.office.consents.rules import Audience, WhyHeld
from rapport.office.consents.selectors import FreeName, PersonView, Renderer, Withheld
from rapport.office.publishing import rules
from rapport.office.publishing.rules import Check
from rapport.office.publishing.services.covering import cover, parts_of_names
from rapport.protocol import kinds
from rapport.protocol.kinds import PublicWish

UNSAID: Final = {"version", "published_on"}
"""What a public version says of its publication; no part of what it says."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A person who is not named: by which words they stand in the texts instead, and why."""

    person: PersonView
    words: tuple[str, ...]
    why: WhyHeld


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A public version as it would leave, what it does not say, and what a person looks at."""

    document: kinds.Publication
    covers: tuple[Cover, ...]
    also_withheld: tuple[str, ...]
    found: tuple[tuple[Check, str], ...]

    @property
    def stand_ins(self) -> tuple[str, ...]:
        """Every word that stands in the texts instead of something that is withheld."""
        words = (one for cover_ in self.covers for one in cover_.words)
        return tuple(dict.fromkeys((*words, consents.HELD)))

    @property
    def fingerprint(self) -> str:
        """The SHA-256 (hex) of what it says: the same as long as no word has changed."""
        return sha256(self.document.model_dump_json(exclude=UNSAID).encode()).hexdigest()


def prepare(
    letter: Letter, *, also_withhold: Sequence[str] = (), version: int, today: date
) -> Prepared:
    """Return the public version of a letter that has left. Changes nothing.

    Whoever did not agree is not named, wherever the name stands: marked, typed free, or
    written by the company. Raises WordsNotFound, WordsTooShort, MarkUnknown.
    """
    maker = _Maker(letter, also_withhold)
    fields = maker.fields()
    if refusal := rules.why_not_words(also_withhold, maker.shown):
        raise refusal
    document = kinds.Publication.model_validate(
        fields
        | {
            "version": version,
            "published_on": today,
            "names_withheld": maker.names_withheld,
        }
    )
    return Prepared(
        document=document,
        covers=tuple(maker.covers()),
        also_withheld=tuple(also_withhold),
        found=tuple(maker.found(document)),
    )


class _Maker:
    """Makes one public version; keeps count of what was withheld on the way."""

    def __init__(self, letter: Letter, also_withhold: Sequence[str]) -> None:
        self.letter, self.also = letter, also_withhold
        self.sent = letters.document_of(letter)
        self.persons = consents.persons_of(letter.case.public_id)
        self.withheld: dict[Withheld, None] = {}
        self.renderers: list[Renderer] = []
        self.shown: list[str] = []  # each text by the consents, before words are covered
        self.parts = {name: one.text for name, one in letters.parts_of(letter).items()}
        self.parts[PartName.CAPACITY] = labels.capacity(
            self.sent.signatories, self.sent.language
        )
        self.questions = letters.questions_of(letter)
        self.replies = [
            (one, letters.reply_document(one)) for one in letters.replies_of(letter)
        ]
        self.open = [said for _, said in self.replies if said.wish is PublicWish.PUBLIC]

    def _letter_texts(self) -> list[str]:
        questions = (one.text for one in self.questions)
        return [self.letter.subject, *self.parts.values(), *questions]

    def _reply_texts(self) -> list[str]:
        texts = [said.entity for _, said in self.replies]
        for said in self.open:
            texts += [said.opening, *(answer.text for answer in said.answers)]
        return texts

    @property
    def names_withheld(self) -> int:
        """How many names are not given: of persons, and words that a person withheld."""
        return len({one.person for one in self.withheld if one.person}) + len(self.also)

    def fields(self) -> dict[str, Any]:
        """Return what the public version says, without its number and day."""
        sent, letter = self.sent, self.letter
        own = self._hider(sent.language)
        return {
            "record": letter.public_id,
            "type": sent.type,
            "reference": sent.reference,
            "language": sent.language,
            "subject": own(letter.subject),
            "dated_on": sent.dated_on,
            "reply_due_on": sent.reply_due_on,
            "signatories": sent.signatories,
            "addressee": {
                "name": sent.addressee.name,
                "slug": sent.addressee.slug,
                "country": sent.addressee.country,
            },
            "parts": [
                {"name": part.name, "text": own(self.parts[PartName(part.name)])}
                for part in sent.parts
            ],
            "questions": [
                {"number": one.number, "text": own(one.text)} for one in self.questions
            ],
            "replies": [self._reply(row, said) for row, said in self.replies],
            "demonstration": sent.demonstration,
        }

    def _reply(self, row: Reply, said: kinds.Reply) -> dict[str, Any]:
        theirs = self._hider(said.language)
        fields = {
            "reply": said.reply,
            "kind": said.kind,
            "received_on": row.received_on,
            "entity": theirs(unmarked(said.entity)),
        }
        if said.wish is PublicWish.WITHHOLD:
            return fields | {"withheld": True}
        return fields | {
            "language": said.language,
            "opening": theirs(unmarked(said.opening)),
            "answers": [
                {
                    "number": answer.number,
                    "stance": answer.stance,
                    "text": theirs(unmarked(answer.text)),
                }
                for answer in said.answers
            ],
        }

    def _hider(self, language: str) -> Any:
        renderer = Renderer(self.persons, Audience.PUBLIC, "", language)
        self.renderers.append(renderer)

        def hide(text: str) -> str:
            rendered = renderer.hide_names(text)
            self.withheld.update(dict.fromkeys(rendered.withheld))
            self.shown.append(rendered.text)
            return cover(rendered.text, self.also)

        return hide

    def covers(self) -> list[Cover]:
        """Return the persons who are not named, by number."""
        why = {one.person: one.why for one in self.withheld if one.person}
        return [
            Cover(
                person,
                tuple(dict.fromkeys(one.render(person.mark).text for one in self.renderers)),
                why[person.number],
            )
            for person in self.persons
            if person.number in why
        ]

    def found(self, document: kinds.Publication) -> list[tuple[Check, str]]:
        """Return what a person should look at, with the words it is about."""
        cuts = [one.words for one in self.withheld if one.why is WhyHeld.CUT]
        said = [
            (Check.PARTS_OF_NAMES, self._parts(document)),
            (Check.NAMES_IN_LETTER, _words(self._free(self._letter_texts()))),
            (Check.NAMES_IN_REPLY, _words(self._free(self._reply_texts()))),
            (Check.CUTS, cuts),
        ]
        found = [(check, ", ".join(words)) for check, words in said if words]
        if not self.replies:
            found.append((Check.NO_REPLY, ""))
        elif len(self.open) < len(self.replies):
            found.append((Check.WITHHELD_REPLY, ""))
        return found

    def _free(self, texts: Sequence[str]) -> list[FreeName]:
        return consents.free_names("\n\n".join(texts), self.persons)

    def _parts(self, document: kinds.Publication) -> list[str]:
        return parts_of_names(self.withheld, self.persons, texts_of(document))


def texts_of(document: kinds.Publication) -> list[str]:
    """Return every text of a public version."""
    texts = [document.subject, *(part.text for part in document.parts)]
    texts += [question.text for question in document.questions]
    for reply in document.replies:
        texts += [reply.entity, reply.opening, *(answer.text for answer in reply.answers)]
    return texts


def _words(names: Sequence[FreeName]) -> list[str]:
    return [one.words for one in names]
