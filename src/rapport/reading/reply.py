"""Read a reply: which letter it answers, and which passage answers which question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from rapport.language.guessing import language_of
from rapport.reading import codes, months
from rapport.reading.flow import flowed_rows
from rapport.reading.found import Found, told
from rapport.reading.letter import Looks, date_of, looks_like
from rapport.reading.names import companies_in
from rapport.reading.paper import Row
from rapport.reading.prepared import Prepared, flowing, prepared
from rapport.reading.signing import signing_of
from rapport.reading.text import ReadFile, Text
from rapport.reading.titles import mandates_in
from rapport.reading.zones import Zones, zones_of

FIELDS: Final = ("reference", "letter_date", "date", "entity", "mandates", "answers")
_YOURS: Final = re.compile(
    r"\b(?:your|the|votre|la|su)\s+(?:joint\s+|conjointe?\s+)?(?:letter|communication|urgent appeal|appeal|lettre|carta|comunicación)\b",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"^\s*(?:(?:(?:Our\s+)?(?:Answers?|Responses?|Reply|Réponses?|Respuestas?)\s*(?:to|on|à|a)?\s*(?:la\s+|l['’])?)?"
    r"(?:Questions?|Preguntas?|Q|Point|Punto)\s*(?:no?\.?\s*|n[°º]\s*)?(?P<named>\d{1,2})\b\s*[.:)\-–—]?"
    r"|(?:Answers?|Responses?|Reply|Réponses?|Respuestas?|A|R)\s*(?P<short>\d{1,2})\s*[.:)\-–—]"
    r"|(?:Ad|Re|Concerning|Regarding|As (?:to|regards)|On|Sur|Quant à|Sobre|En cuanto a)\s+(?:the\s+|la\s+)?(?:question|point|pregunta|punto)\s+(?P<told>\d{1,2})\b\s*[.:,)\-–—]?"
    r"|(?:Ad|Re|Sur|Sobre)\s+\(?(?P<ad>\d{1,2})\)?\s*[.:,\-–—]"
    r"|(?P<plain>\d{1,2})\s*[.)]\s)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_MISSION: Final = re.compile(
    r"\b(?:Permanent Mission of|Mission permanente d[eu]|Misión Permanente del?)\s.{3,80}?(?=\s+(?:to the|at the|auprès|ante|in Geneva|à Genève)\b|[,.\n]|$)",
    re.IGNORECASE,
)
_REPEATED: Final = re.compile(r".*\?\s*|[^.?!;]{3,90}:?\s*")
"""The words of a question, or a heading, beside its number: not the answer."""

_PARAGRAPH: Final = re.compile(r"\s*(?:\d{1,2}[.)]\s|$)")
FOOT: Final = 15
LONGEST_BESIDE: Final = 25
"""A place and a comma stand beside the date of a note; a sentence does not."""

_CLOSING: Final = re.compile(
    r"^\s*(?:Yours|Sincerely|Respectfully|Kind regards|Best regards|We remain|Please accept|Veuillez|Cordialement|Nous vous prions|Atentamente|Le saluda|Reciba|Sin otro particular"
    r"|(?:The|La) (?:Permanent Mission|Mission permanente|Misión Permanente)\b.{0,80}\b(?:avails|saisit|aprovecha))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadReply:
    """What stands in a reply."""

    looks: Looks
    name: str
    language: str
    reference: Found | None = None
    letter_date: Found | None = None
    date: Found | None = None
    entity: Found | None = None
    mandates: list[Found] = field(default_factory=list)
    answers: list[Found] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return told(self, FIELDS)


def read_reply(file: ReadFile) -> ReadReply:
    """Return what stands in the reply of a file; of several documents, of the likeliest."""
    read = [reply_in(text) for text in file.texts]
    return max(
        read,
        key=lambda one: (
            one.looks is Looks.REPLY,
            sum(bool(getattr(one, name)) for name in FIELDS),
            len(one.answers),
        ),
    )


def reply_in(text: Text) -> ReadReply:
    """Return what stands in one document."""
    paper = prepared(text)
    zones = zones_of(paper)
    language = language_of(paper.text)
    looks = looks_like(
        paper, zones, signatures=len(signing_of(paper, zones, language).mandates)
    )
    if looks is not Looks.REPLY:
        return ReadReply(looks=looks, name=text.name, language=language.value)
    head = min(len(paper.text), zones.head_end + 2500)
    letter_date = _letter_date(paper, head)
    titled = mandates_in(paper.text, language, 0, zones.head_end)
    return ReadReply(
        looks=looks,
        name=text.name,
        language=language.value,
        reference=_reference(paper, head),
        letter_date=letter_date,
        date=_date(paper, zones, letter_date),
        entity=_entity(paper, zones),
        mandates=[
            Found(
                {"mandate": one.slug, "title": one.passage},
                one.passage,
                paper.place_at(one.start),
                0.5 + 0.4 * one.likeness,
            )
            for one in titled
        ],
        answers=answers_in(paper, zones),
    )


def _reference(text: Prepared, end: int) -> Found | None:
    """Return the first reference: a reply cites the letter that it answers before any other."""
    found = codes.codes_in(text.text, 0, end)
    if not found:
        return None
    best = max(found, key=lambda one: (bool(one.type), -one.start))
    sure = 0.9 - 0.2 * best.damaged - 0.2 * (not best.type)
    passage = flowing(text.text[best.start : best.end])
    return Found(str(best), passage, text.place_at(best.start), sure)


def _letter_date(text: Prepared, end: int) -> Found | None:
    for yours in _YOURS.finditer(text.text, 0, end):
        for dated in months.dates_in(text.text, yours.end(), min(end, yours.end() + 120)):
            passage = flowing(text.text[yours.start() : dated.end])
            return Found(dated.on, passage, text.place_at(dated.start), 0.85)
    for code in codes.codes_in(text.text, 0, end):
        for dated in months.dates_in(text.text, code.end, min(end, code.end + 40)):
            passage = flowing(text.text[code.start : dated.end])
            return Found(dated.on, passage, text.place_at(dated.start), 0.75)
    return None


def _date(text: Prepared, zones: Zones, answered: Found | None) -> Found | None:
    """Return the reply's date: at the top, or on a line of its own at the foot."""
    top = date_of(text, zones)
    if top and not (answered and top.value == answered.value):
        return top
    start = text.starts[-FOOT] if len(text.rows) > FOOT else 0
    for dated in reversed(list(months.dates_in(text.text, start, len(text.text)))):
        line = flowing(text.line_at(dated.start))
        if len(line) - (dated.end - dated.start) <= LONGEST_BESIDE:
            return Found(dated.on, line, text.place_at(dated.start), 0.8)
    return None


def _entity(text: Prepared, zones: Zones) -> Found | None:
    """Return the company that answers: named at the top, or below the signature."""
    for row in text.rows[: max(3, text.row_at(zones.head_end))]:
        words = row.text.strip()
        named = companies_in(words)
        if named and len(named[0][0]) >= 0.6 * len(words):
            return Found(flowing(named[0][0]), words, row.place, 0.8)
    if mission := _MISSION.search(text.text, 0, zones.head_end + 1500):
        return Found(
            flowing(mission[0]), flowing(mission[0]), text.place_at(mission.start()), 0.85
        )
    for row in reversed(text.rows[-12:]):
        words = row.text.strip()
        named = companies_in(words)
        if named and len(words) < 120:
            return Found(flowing(named[-1][0]), words, row.place, 0.75)
    return None


def answers_in(text: Prepared, zones: Zones) -> list[Found]:
    """Return the passages that answer numbered questions: value holds number and text.

    Numbered paragraphs alone are taken for answers only where nothing names a question.
    """
    start = (
        text.row_at(zones.head_end) if zones.salutation is not None else 0
    )  # a note has none
    rows = text.rows[start:]
    marks = [(at, match) for at, row in enumerate(rows) if (match := _ANSWER.match(row.text))]
    named = [(at, one) for at, one in marks if one["plain"] is None]
    chosen = _rising(named) or _rising(marks)
    sure = 0.9 if named else 0.6
    found = []
    for place, (at, match) in enumerate(chosen):
        stop = chosen[place + 1][0] if place + 1 < len(chosen) else len(rows)
        after = rows[at + 1].text if at + 1 < stop else ""
        repeated = _REPEATED.fullmatch(match["rest"]) and _PARAGRAPH.match(after)
        answer = [Row("" if repeated and at + 1 < stop else match["rest"], rows[at].place)]
        for row in rows[at + 1 : stop]:
            if _CLOSING.match(row.text):
                break
            answer.append(row)
        passage = flowed_rows(answer)
        value = {"question": _number(match), "text": passage}
        if passage:
            found.append(Found(value, passage, rows[at].place, sure))
    return found


def _number(match: re.Match[str]) -> int:
    return int(
        match["named"] or match["short"] or match["told"] or match["ad"] or match["plain"]
    )


def _rising(marks: Sequence[tuple[int, re.Match[str]]]) -> list[tuple[int, re.Match[str]]]:
    """Keep the marks whose numbers rise: others are numbers in the text."""
    kept: list[tuple[int, re.Match[str]]] = []
    for at, match in marks:
        last = _number(kept[-1][1]) if kept else 0
        if last < _number(match) <= last + 5:
            kept.append((at, match))
    return kept if len(kept) > 1 or any(one["plain"] is None for _, one in kept) else []
