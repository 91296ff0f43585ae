"""Read a letter: the facts of its form, each with its passage, its place and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from rapport.language.guessing import language_of
from rapport.reading import addressed, codes, months, sentences
from rapport.reading.found import Found, told
from rapport.reading.prepared import Prepared, flowing, prepared
from rapport.reading.questions import questions_of
from rapport.reading.signing import signing_of
from rapport.reading.text import ReadFile, Text
from rapport.reading.zones import Zones, zones_of


class Looks(StrEnum):
    """What a text seems to be."""

    LETTER = "letter"
    REPLY = "reply"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """What stands in a letter. A field that does not is None or empty."""

    looks: Looks
    name: str
    language: str
    reference: Found | None = None
    type: Found | None = None
    date: Found | None = None
    subject: Found | None = None
    mandates: list[Found] = field(default_factory=list)
    resolutions: list[Found] = field(default_factory=list)
    person: Found | None = None
    entity: Found | None = None
    also_written_to: list[Found] = field(default_factory=list)
    questions: list[Found] = field(default_factory=list)
    interim_measures: Found | None = None
    period_days: Found | None = None
    publication: Found | None = None
    annex: Found | None = None

    def told(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return told(self, FIELDS)


FIELDS: Final = (
    "reference",
    "type",
    "date",
    "subject",
    "mandates",
    "resolutions",
    "person",
    "entity",
    "also_written_to",
    "questions",
    "interim_measures",
    "period_days",
    "publication",
    "annex",
)
_TO_EXPERTS: Final = re.compile(
    r"^\s*(?:Dear|Distinguished|Chers?|Chères?|Mesdames|Mesdames,? Messieurs|Estimad[oa]s?|Distinguid[oa]s?)[^\n]{0,60}"
    r"(?:Special Rapporteur|Special Procedures|Mandate Holder|Working Group|Independent Expert|Experts?|Rapporteur|Relator|Expert[oa]s?|titulaires)",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWERS: Final = re.compile(
    r"\b(?:in (?:response|reply) to|response to|refer(?:s|ring)? to|reference to|acknowledge\w* receipt of|thank you for|regarding)\s+(?:your|the)\s+(?:joint\s+)?(?:letter|communication|urgent appeal|allegation letter)"
    r"|\breference to J?(?:AL|UA|OL) [A-Z]{3} \d"
    r"|\b(?:en réponse à|suite à|accus\w+ réception de)\s+(?:votre|la)\s+(?:lettre|communication)"
    r"|\b(?:en respuesta a|en relación con|acus\w+ recibo de|con referencia a|referirse a)\s+(?:su|la)\s+(?:carta|comunicación)",
    re.IGNORECASE,
)
_EXPERTS: Final = re.compile(
    r"\b(?:Special Rapporteur|Mandate Holder|Independent Expert|Working Group|Special Procedures|OHCHR|High Commissioner"
    r"|Rapporteu(?:r|se)s? spécia|Groupe de travail|Haut-Commissariat|Relator|Grupo de Trabajo|Alto Comisionado"
    r"|J?(?:AL|UA|OL) [A-Z]{3} \d{1,4}/\d{4})",
    re.IGNORECASE,
)
_OURS: Final = re.compile(
    r"\bwe,? the undersigned|\bopen letter\b|\blettre ouverte\b|\bcarta abierta\b",
    re.IGNORECASE,
)
_PAPER: Final = re.compile(
    r"\b(?:posted|published|updated|printed|filed|accessed|retrieved|sent:|cable|log no|press release|publié|mis en ligne|publicado)\b",
    re.IGNORECASE,
)


def read_letter(file: ReadFile) -> ReadLetter:
    """Return what stands in the letter of a file; of several documents, of the likeliest."""
    read = [letter_in(text) for text in file.texts]
    return max(read, key=_likeliness)


def _likeliness(letter: ReadLetter) -> tuple[int, int, int]:
    kind = {Looks.LETTER: 2, Looks.REPLY: 1, Looks.OTHER: 0}[letter.looks]
    filled = sum(bool(getattr(letter, name)) for name in FIELDS)
    return kind, filled, len(letter.questions)


def letter_in(text: Text) -> ReadLetter:
    """Return what stands in one document."""
    paper = prepared(text)
    zones = zones_of(paper)
    language = language_of(_middle(paper.text))
    signing = signing_of(paper, zones, language)
    looks = looks_like(paper, zones, signatures=len(signing.mandates))
    if looks is not Looks.LETTER:
        return ReadLetter(looks=looks, name=text.name, language=language.value)
    reference = codes.reference_of(paper, zones)
    person, entity = addressed.addressee_of(paper, zones)
    return ReadLetter(
        looks=looks,
        name=text.name,
        language=language.value,
        reference=reference,
        type=codes.type_of(paper, zones, reference),
        date=date_of(paper, zones),
        subject=sentences.subject_of(paper, zones),
        mandates=signing.mandates,
        resolutions=signing.resolutions,
        person=person,
        entity=entity,
        also_written_to=addressed.also_written_to(paper, zones, entity.value if entity else ""),
        questions=questions_of(paper, zones),
        interim_measures=sentences.interim_measures_of(paper, zones),
        period_days=sentences.period_of(paper, zones),
        publication=sentences.publication_of(paper, zones),
        annex=sentences.annex_of(paper, zones),
    )


def _middle(whole: str) -> str:
    """Return a stretch past letterhead and lists of titles, where the language tells."""
    return whole[len(whole) // 4 :] if len(whole) > 2000 else whole


def looks_like(text: Prepared, zones: Zones, *, signatures: int) -> Looks:
    """Say whether a text is a letter of mandates, a reply to one, or something else."""
    head = text.text[: zones.head_end + 1500]
    own = zones.capacity is not None and not _OURS.search(text.text[: zones.capacity[0] + 400])
    if own and signatures:
        return Looks.LETTER
    if _TO_EXPERTS.search(head) or (_ANSWERS.search(head) and _EXPERTS.search(head)):
        return Looks.REPLY
    labelled = bool(codes.labels_in(text.text, 0, min(zones.head_end, 4000)))
    listed = zones.mandates is not None and signatures > 0
    if listed and (labelled or zones.salutation is not None):
        return Looks.LETTER
    if labelled and zones.salutation is not None and questions_of(text, zones):
        return Looks.LETTER
    return Looks.OTHER


def date_of(text: Prepared, zones: Zones) -> Found | None:
    """Return the letter's own date among those above its salutation."""
    labels = codes.labels_in(text.text, 0, zones.head_end)
    own = [
        one.start
        for one in codes.codes_in(text.text, 0, zones.head_end)
        if any(0 <= one.start - end <= 200 for end in labels)
    ]
    marks = own or labels
    scored = []
    for place, dated in enumerate(months.dates_in(text.text, 0, zones.head_end)):
        line = text.line_at(dated.start)
        before = text.text[max(0, dated.start - 60) : dated.start].rsplit("\n", 1)[-1]
        score = 0.0
        alone = len(flowing(line)) - (dated.end - dated.start) <= 14
        score += 2.0 if alone else 0.0
        score += 2.0 if any(abs(dated.start - mark) <= 160 for mark in marks) else 0.0
        score += (
            1.5
            if re.search(r"(?:\bDate|\bGen[eè]v[ae]|\bGinebra)\b", before, re.IGNORECASE)
            else 0.0
        )
        score += 1.0 if any(-40 <= dated.start - mark <= 160 for mark in marks) else 0.0
        score += 1.0 if zones.mandates and dated.start > zones.mandates[0] else 0.0
        score -= 3.0 if _PAPER.search(line) else 0.0
        score -= 2.0 if codes.CITED.search(before) else 0.0
        scored.append((score, place, dated))
    if not scored:
        return None
    score, _, best = max(scored, key=lambda one: (one[0], one[1]))
    if score < 1.0:
        return None
    sure = 0.97 if score >= 4 else 0.85 if score >= 2 else 0.6
    passage = flowing(text.text[best.start : best.end])
    return Found(best.on, passage, text.place_at(best.start), sure)
