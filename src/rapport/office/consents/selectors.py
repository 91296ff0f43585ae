"""Persons of a case, and texts as each reader may read them.

Ask only for cases that the actor may see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import translation
from django.utils.translation import gettext

from rapport.foundation import marking
from rapport.office.consents import rules
from rapport.office.consents.errors import MarkUnknown, PersonNotInCase
from rapport.office.consents.models import CasePerson, Consent
from rapport.office.consents.rules import Answers, Audience, Shown, Standing, WhyHeld
from rapport.web.languages import catalogue_of

HELD: Final = "▮▮▮"
JOINING: Final = (("\u0e00", "\u0eff"), ("\u3040", "\u9fff"), ("\uac00", "\ud7af"))
"""Thai and Lao; kana and Chinese characters; Hangul."""

ARABIC_BEGINNING: Final = r"(?:(?<!\w)|(?<=\b[وفبلك]))"
"""Arabic writes "and", "by", "to" as one letter at the front of a name."""

PLAIN: Final = dict.fromkeys("’ʼ`", "'") | dict.fromkeys("‐‒–", "-")
UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Signs without a width: they could part a name from itself."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person of a case with what they agreed to."""

    number: int
    name: str
    initials: str
    kind: rules.PersonKind
    gender: rules.Gender
    is_minor: bool
    is_survivor: bool
    note: str
    standing: Standing
    # from the reader: the name is the letter by which others know the person
    is_held: bool = False

    @property
    def mark(self) -> str:
        """How the person stands in a text."""
        return marking.person_mark(self.number)

    @property
    def in_public(self) -> Shown:
        """How the person would be shown in public."""
        return rules.shown(self.standing, Audience.PUBLIC)[0]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something a reader does not see: a person by number, or the words of a cut; and why."""

    person: int | None
    words: str
    why: WhyHeld
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as one audience reads it, and what was held back from them."""

    text: str
    withheld: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True)
class FreeName:
    """A name of a person of the case that stands in a text without its mark."""

    number: int
    words: str
    mark: str
    places: int


def persons_of(case: UUID) -> list[PersonView]:
    """Return the persons of a case, by number."""
    persons = CasePerson.objects.filter(case=case).order_by("number")
    answers = _answers(persons)
    return [_view(person, answers.get(person.pk, {})) for person in persons]


def persons_as_known_to(audience: Audience, case: UUID) -> list[PersonView]:
    """Return the persons of a case as an audience within the office knows them, by number."""
    return [_as_known_to(audience, person) for person in persons_of(case)]


def _as_known_to(audience: Audience, person: PersonView) -> PersonView:
    if rules.shown(person.standing, audience)[0] is Shown.NAME:
        return person
    words = gettext("Person {letter}").format(letter=rules.letter_of(person.number))
    return replace(person, name=words, initials="", note="", is_held=True)


def get_person(case: UUID, number: int, *, lock: bool = False) -> CasePerson:
    """Return one person of a case. Raises PersonNotInCase."""
    rows = CasePerson.objects.select_for_update() if lock else CasePerson.objects
    found = rows.filter(case=case, number=number).first()
    if found is None:
        raise PersonNotInCase
    return found


def kept_of(person: CasePerson | PersonView) -> dict[str, object]:
    """Return what is kept of a person, as a form shows it."""
    return {
        "name": person.name,
        "kind": person.kind.value,
        "gender": person.gender.value,
        "is_minor": person.is_minor,
        "is_survivor": person.is_survivor,
        "note": person.note,
    }


def view_of(person: CasePerson) -> PersonView:
    """Return a person with what they agreed to."""
    return _view(person, _answers([person]).get(person.pk, {}))


def consents_of(person: CasePerson) -> QuerySet[Consent]:
    """Return all answers of a person, what was said last first."""
    rows = Consent.objects.filter(person=person).select_related("by")
    return rows.order_by("-given_on", "-id")


def how_many(case: UUID) -> int:
    """Return how many persons a case has."""
    return CasePerson.objects.filter(case=case).count()


def how_many_in(cases: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many persons each of several cases has; one without any is not there."""
    rows = CasePerson.objects.filter(case__in=list(cases)).order_by()
    counted = rows.values("case").annotate(persons=Count("id"))
    return {row["case"]: row["persons"] for row in counted}


def _answers(persons: Iterable[CasePerson]) -> dict[int, Answers]:
    given: dict[int, list[tuple[rules.Purpose, str, bool]]] = {}
    rows = Consent.objects.filter(person__in=list(persons))
    # what was said last counts, not what was typed last
    for row in rows.order_by("given_on", "id"):
        given.setdefault(row.person_id, []).append((row.purpose, row.recipient, row.answer))
    return {person: rules.what_counts(answers) for person, answers in given.items()}


def _view(person: CasePerson, answers: Answers) -> PersonView:
    protected = rules.is_protected(is_minor=person.is_minor, is_survivor=person.is_survivor)
    return PersonView(
        number=person.number,
        name=person.name,
        initials=rules.initials_of(person.name),
        kind=person.kind,
        gender=person.gender,
        is_minor=person.is_minor,
        is_survivor=person.is_survivor,
        note=person.note,
        standing=Standing(is_protected=protected, answers=answers),
    )


# Texts


def render(
    text: str, audience: Audience, *, case: UUID, recipient: str = "", language: str = "en"
) -> Rendered:
    """Return a marked text as an audience may read it. Raises MarkUnknown.

    The recipient is a company's slug, for ADDRESSEE. "Person A" is written in the language of
    the text.
    """
    return Renderer(persons_of(case), audience, recipient, language).render(text)


class Renderer:
    """Renders the texts of one case for one audience; persons are read once."""

    def __init__(
        self, persons: Iterable[PersonView], audience: Audience, recipient: str, language: str
    ) -> None:
        self._persons = {person.number: person for person in persons}
        self._audience = audience
        self._recipient = recipient
        with translation.override(catalogue_of(language)):
            self._person_words = gettext("Person {letter}")
        self.withheld: dict[Withheld, None] = {}

    def render(self, text: str) -> Rendered:
        """Return one text, and what was held back in it. Raises MarkUnknown."""
        held: dict[Withheld, None] = {}

        def show(mark: marking.Mark) -> str:
            words, why = self._shown(mark)
            if why:
                held[why] = None
            return words

        rendered = marking.replace(text, show)
        self.withheld.update(held)
        return Rendered(rendered, tuple(held))

    def hide_names(self, text: str) -> Rendered:
        """Return a text without marks, such as a company's, with names shown by consent."""
        return self.render(put_all_marks(text, self._persons.values()))

    def hide_in_file_name(self, name: str) -> Rendered:
        """Return a file's name in which names are shown by consent, however they are joined."""
        stem, dot, ending = name.rpartition(".")
        apart = [replace(one, name=_apart(one.name)) for one in self._persons.values()]
        rendered = self.render(put_all_marks(_apart(stem or name), apart))
        if not rendered.withheld:
            return Rendered(name, ())
        return replace(rendered, text=f"{rendered.text}{dot}{ending if stem else ''}")

    def _shown(self, mark: marking.Mark) -> tuple[str, Withheld | None]:
        if isinstance(mark, marking.CutMark):
            if self._audience is not Audience.PUBLIC:
                return mark.words, None
            return HELD, Withheld(None, mark.words, WhyHeld.CUT, mark.reason)
        person = self._persons.get(mark.number)
        if person is None:
            raise MarkUnknown(mark=marking.person_mark(mark.number))
        how, why = rules.shown(person.standing, self._audience, self._recipient)
        words = {
            Shown.NAME: person.name,
            Shown.INITIALS: person.initials,
            Shown.LETTER: self._person_words.format(letter=rules.letter_of(person.number)),
        }[how]
        return words, Withheld(person.number, "", why) if why else None


def broken_marks(text: str, *, case: UUID) -> list[str]:
    """Return what looks like a mark and is none, and marks of persons whom the case lacks."""
    known = {person.number for person in persons_of(case)}
    unknown = [marking.person_mark(n) for n in marking.persons_in(text) if n not in known]
    return [*marking.broken_marks(text), *unknown]


def names_typed_free(text: str, *, case: UUID) -> list[FreeName]:
    """Return the names of the case's persons that stand in a text without their mark."""
    return free_names(text, persons_of(case))


def free_names(text: str, persons: Iterable[PersonView]) -> list[FreeName]:
    """Return the names of persons that stand in a text without a mark, the longest first."""
    found = []
    for person, form in _forms(persons):
        stretches = [piece for _, piece in marking.without_marks(text)]
        places = [match for piece in stretches for match in _places(piece, form)]
        if places:
            words = next(piece[a:b] for piece in stretches for a, b in _places(piece, form))
            found.append(FreeName(person.number, words, person.mark, len(places)))
            text = _put(text, person, form)
    return found


def put_all_marks(text: str, persons: Iterable[PersonView]) -> str:
    """Return a text in which each free name of a person has become their mark."""
    for person, form in _forms(persons):
        text = _put(text, person, form)
    return text


def put_marks(text: str, person: PersonView) -> str:
    """Return a text in which the free names of one person have become their mark."""
    return put_all_marks(text, [person])


def with_known_names(
    text: str, persons: Iterable[PersonView], known: Iterable[PersonView]
) -> str:
    """Return a text without marks in which each free name is written as a reader knows it."""
    called = {person.number: person.name for person in known}

    def show(mark: marking.Mark) -> str:
        return mark.words if isinstance(mark, marking.CutMark) else called[mark.number]

    plain = text.replace("[[", "[ [").replace("]]", "] ]")
    return marking.replace(put_all_marks(plain, persons), show)


def _apart(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words))


def _forms(persons: Iterable[PersonView]) -> list[tuple[PersonView, re.Pattern[str]]]:
    ordered = sorted(persons, key=lambda person: (-len(person.name), person.number))
    return [(person, _form(person.name)) for person in ordered]


def _form(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in _fold(name)[0].split())
    if any(_joins_its_neighbours(sign) for sign in name):
        return re.compile(words)
    before = (
        ARABIC_BEGINNING if any("\u0600" <= sign <= "\u06ff" for sign in name) else r"(?<!\w)"
    )
    return re.compile(rf"{before}{words}(?!\w)")


def _joins_its_neighbours(sign: str) -> bool:
    """Say whether a sign is of a script without spaces, or one that adds particles to names."""
    return any(first <= sign <= last for first, last in JOINING)


def _put(text: str, person: PersonView, form: re.Pattern[str]) -> str:
    pieces, last = [], 0
    for start, piece in marking.without_marks(text):
        for a, b in _places(piece, form):
            pieces += [text[last : start + a], person.mark]
            last = start + b
    return "".join([*pieces, text[last:]])


def _places(piece: str, form: re.Pattern[str]) -> list[tuple[int, int]]:
    folded, origin = _fold(piece)
    return [(origin[m.start()], origin[m.end() - 1] + 1) for m in form.finditer(folded)]


def _fold(text: str) -> tuple[str, list[int]]:
    """Return a text without case and accents, and for each sign its place in the original."""
    signs, origin = [], []
    for place, sign in enumerate(text):
        for plain in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(plain) and plain not in UNSEEN:
                signs.append(PLAIN.get(plain, plain))
                origin.append(place)
    return "".join(signs), origin
