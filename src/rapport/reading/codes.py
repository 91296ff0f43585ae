"""The letter's own reference among all that stand in it, also damaged ones; and its type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from rapport.protocol import references
from rapport.reading.found import Found
from rapport.reading.prepared import Prepared, flowing
from rapport.reading.zones import Zones

_TYPE: Final = r"J?(?:A[L1I|]|[UV][A4]|[O0][L1I|])"
_YEAR: Final = r"[12lI][\dOol]{3}"
_CODE: Final = re.compile(
    rf"(?<![A-Za-z])(?P<type>{_TYPE})(?P<gap>[\s:.\-–]{{0,4}})(?P<actor>(?=[A-Z0]*[A-Z][A-Z0]*[A-Z])[A-Z0]{{3}})\s*[:.\-]?\s*"
    rf"(?P<number>[\dOlI]{{1,4}}?)\s*(?P<slash>[/\\|]?)\s*(?P<year>{_YEAR})(?![\dA-Za-z/])"
)
_MARKED: Final = re.compile(
    rf"(?<![A-Za-z])(?P<type>{_TYPE})\b(?P<gap>(?:(?!\n\s*\n).){{1,260}}?)(?<![A-Za-z])(?P<actor>OTH|[A-Z]{{3}})\s*:?\s+"
    rf"(?P<number>\d{{1,4}})(?P<slash>/)(?P<year>{_YEAR})(?![\d/])",
    re.DOTALL,
)
_BARE: Final = re.compile(
    rf"(?<![A-Za-z/])(?P<actor>[O0]TH|[A-Z]{{3}})\s*:?\s+(?P<number>\d{{1,4}})\s?/\s?(?P<year>{_YEAR})(?![\d/])"
)
_FILE_MARK: Final = re.compile(r"\bG/SO|\(\d{1,3}-\d{1,2}\)|\b\d{3}/\d\b")
_LABEL: Final = re.compile(r"(?<![\w])([A-ZÉ][A-Za-zÉé0-9]{6,11}|R[eé]f)\s*[.:;]?")
_LABELS: Final = ("REFERENCE", "RÉFÉRENCE", "REFERENCIA")
CITED: Final = re.compile(
    r"\b(?:earlier|previous|prior|preceding|first|cited|supersedes?|replaces?|follow(?:s|ing)?[- ]up"
    r"|further to|sent|letters? of|letter dated|communications?|see|cf|also|refers?|recall\w*|published"
    r"|antérieure?s?|précédente?s?|lettres?|communications?|voir|suite|adressée?s?|rappel\w*"
    r"|anteriore?s?|previas?|cartas?|comunicaci\w+|véase|enviad\w+|remplace|reemplaza|sustituye)\b",
    re.IGNORECASE,
)
_DIGIT: Final = str.maketrans("OolI|", "00111")
_LETTER: Final = str.maketrans("014|VI", "OLALUL")
_TRUSTED: Final = 3.0


@dataclass(frozen=True, slots=True)
class Code:
    """A reference in a text: the type may be missing."""

    type: str
    actor: str
    number: int
    year: int
    start: int
    end: int
    damaged: bool

    def __str__(self) -> str:
        code = f"{self.actor} {self.number}/{self.year}"
        return f"{self.type} {code}" if self.type else code


def codes_in(whole: str, start: int = 0, end: int | None = None) -> list[Code]:
    """Return the references of a text, damaged ones too, in their order."""
    last = len(whole) if end is None else end
    found = [*_read(_CODE, whole, start, last)]
    taken = [(one.start, one.end) for one in found]
    for one in _read(_MARKED, whole, start, last):
        if _FILE_MARK.search(whole, one.start, one.end) and not _meets(one, taken):
            found.append(one)
            taken.append((one.start, one.end))
    for match in _BARE.finditer(whole, start, last):
        if not any(begin <= match.start() < stop for begin, stop in taken):
            actor = match["actor"].translate(_LETTER)
            year = int(match["year"].translate(_DIGIT))
            bare = Code(
                "", actor, int(match["number"]), year, match.start(), match.end(), damaged=False
            )
            found.append(bare)
    return sorted(found, key=lambda one: one.start)


def _meets(one: Code, taken: list[tuple[int, int]]) -> bool:
    return any(begin < one.end and one.start < stop for begin, stop in taken)


def _read(form: re.Pattern[str], whole: str, start: int, end: int) -> Iterator[Code]:
    for match in form.finditer(whole, start, end):
        kind = match["type"].removeprefix("J").translate(_LETTER)
        actor = match["actor"].replace("0", "O")
        number = match["number"].translate(_DIGIT)
        year = match["year"].translate(_DIGIT)
        if not number.isdigit():
            continue
        try:
            plain = references.parse(f"{kind} {actor} {number}/{year}")
        except ValueError:
            continue
        damaged = not match["slash"] or flowing(match[0]) != str(plain)
        yield Code(
            plain.type.value,
            plain.actor,
            plain.number,
            plain.year,
            match.start(),
            match.end(),
            damaged=damaged,
        )


def labels_in(whole: str, start: int, end: int) -> list[int]:
    """Return where the word REFERENCE ends, in three languages and misread by a scanner."""
    return [
        found.end()
        for found in _LABEL.finditer(whole, start, end)
        if found[1] in ("Ref", "Réf") or _is_label(found[1])
    ]


def _is_label(word: str) -> bool:
    shouted = word.upper()
    if word not in (shouted, word.capitalize()) and sum(map(str.isupper, word)) < len(word) / 2:
        return False
    plain = shouted.translate(str.maketrans("0136", "OIEG"))
    return any(SequenceMatcher(None, plain, one).ratio() >= 0.77 for one in _LABELS)


def reference_of(text: Prepared, zones: Zones) -> Found | None:
    """Return the letter's own reference, or None where none can be told from cited ones."""
    head = zones.head_end
    labels = labels_in(text.text, 0, head)
    scored = [
        (_score(text, one, labels, zones), -place, one)
        for place, one in enumerate(codes_in(text.text, 0, head))
    ]
    if not scored:
        return None
    score, _, best = max(scored)
    if score < _TRUSTED:
        return None
    sure = 0.97 if score >= 6 else 0.85 if score >= 4.5 else 0.6
    sure -= 0.2 * best.damaged + 0.25 * (not best.type)
    passage = flowing(text.text[best.start : best.end])
    return Found(str(best), passage, text.place_at(best.start), max(0.2, sure))


def _score(text: Prepared, one: Code, labels: list[int], zones: Zones) -> float:
    whole = text.text
    line = text.line_at(one.start)
    before = whole[max(0, one.start - 160) : one.start]
    sentence = re.split(r"[.!?]\s|\n\s*\n", before)[-1]
    near = any(0 <= one.start - end <= 30 for end in labels)
    linked = any(0 <= one.start - end <= 200 for end in labels)
    score = 0.0
    score += 5.0 if near else 2.0 if linked else 0.0
    score += 1.0 if one.type else -1.0
    alone = len(flowing(line)) - len(flowing(whole[one.start : one.end])) <= 30
    score += 2.0 if alone else 0.0
    if not near and CITED.search(sentence):
        score -= 4.0
    if not near and whole[max(0, one.start - 1) : one.start] in ("(", "["):
        score -= 2.0
    started = zones.mandates and one.start > zones.mandates[0]
    score += 1.0 if started else 0.0
    return score


_HEADINGS: Final = (
    ("UA", re.compile(r"^\s*(?:joint\s+)?(?:urgent appeal|appel urgent|llamamiento urgente)[\s:.]*$", re.IGNORECASE | re.MULTILINE)),
    ("AL", re.compile(r"^\s*(?:joint\s+)?(?:allegation letter|letter of allegation|lettre d['’]allégations?|carta de alegaci(?:ón|ones))[\s:.]*$", re.IGNORECASE | re.MULTILINE)),
    ("OL", re.compile(r"^\s*(?:joint\s+)?(?:other letter|autre lettre|otra carta)[\s:.]*$", re.IGNORECASE | re.MULTILINE)),
)  # fmt: skip


def type_of(text: Prepared, zones: Zones, reference: Found | None) -> Found | None:
    """Return the type: from the reference, else from a heading; never from the body."""
    if reference is not None and reference.value[2:3] == " ":
        kind = reference.value[:2]
        return Found(kind, reference.passage, reference.place, reference.confidence)
    for label in labels_in(text.text, 0, zones.head_end):
        alone = re.compile(r"\s*J?(AL|UA|OL)\b").match(text.text, label)
        if alone:
            return Found(alone[1], flowing(alone[0]), text.place_at(alone.start(1)), 0.8)
    for kind, form in _HEADINGS:
        if found := form.search(text.text, 0, zones.head_end):
            return Found(kind, flowing(found[0]), text.place_at(found.start()), 0.7)
    return None
