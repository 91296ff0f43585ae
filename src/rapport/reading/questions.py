"""The numbered questions of a letter, each whole: over page breaks, with its sub-items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapport.reading.found import Found
from rapport.reading.paper import Row
from rapport.reading.prepared import Prepared, flowing
from rapport.reading.zones import Zones

_LEAD: Final = re.compile(
    r"\b(?:grateful|appreciat\w+|thank\w*|glad|pleased|obliged|welcome|seek|request|invite|ask|please|hear from|like to (?:hear|know|learn))\b(?:(?!\n\s*\n).){0,260}?"
    r"\b(?:observations?|following|below|questions?|responses?|clarif\w+|information|points|let (?:me|us) know)\b"
    r"|\b(?:reconnaissante?s?|obligée?s?|gré|prions|remercions|invitons|souhaiterions|demandons|prie)\b(?:(?!\n\s*\n).){0,260}?"
    r"\b(?:observations?|suivante?s?|ci-dessous|questions?|réponses?|renseignements|points|informations?)\b"
    r"|\b(?:agradecer\w+|rogamos|quisiéramos|solicitamos|pedimos|invitamos|agradecid[oa]s?|ruego)\b(?:(?!\n\s*\n).){0,260}?"
    r"\b(?:observaciones|siguientes?|preguntas|respuestas?|información|cuestiones|puntos|comentarios)\b",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED: Final = re.compile(
    r"^\s*(?:(?:Question|Pregunta)\s+)?(?P<number>[0-9IlOSZB]{1,2})\s*(?P<sign>[.)\-:–]|\s(?=[A-ZÀ-Ý¿]))\s*(?P<text>\S.*)$"
)
_BRACKETED: Final = re.compile(r"^\s*\((?P<number>[0-9IlOSZB]{1,2})\)\s*(?P<text>\S.*)$")
_LETTERED: Final = re.compile(r"^\s*\(?(?P<number>[a-z])[.)]\s*(?P<text>\S.*)$")
_ROMAN: Final = re.compile(r"^\s*\(?(?P<number>i{1,3}|iv|v|vi{1,3}|ix|x)[.)]\s+(?P<text>\S.*)$")
_ROMANS: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_BULLET: Final = re.compile(r"^\s*[•●▪◦‣·]\s*(?P<text>\S.*)$")
_SUB: Final = re.compile(r"^\s*(?:\(?(?:[a-z]|[ivx]{1,4})[.)]|[•●▪◦‣·o–-])\s+\S")
_DIGITS: Final = str.maketrans("IlOSZB", "110528")
_STOP: Final = re.compile(
    r"^\s*(?:(?:We|I) (?:would (?:appreciate|be grateful|welcome|like to)|should be grateful|may|intend|remain|are also|also)\b"
    r"|This communication|Please (?:note|be informed|accept|be advised)|While (?:awaiting|we await)|Pending|In the meantime|Further(?:more)?,|In view of|Your (?:Excellency's )?(?:response|reply)"
    r"|A (?:copy|similar)|The same|Finally|Excellency|Yours|Thank you|Should\b"
    r"|Nous (?:serions|vous serions|apprécierions|souhaiterions|souhaitons|pourrions|pouvons|tenons|vous prions|prions)|Cette (?:communication|lettre)|La présente|Dans l['’]attente|En attendant"
    r"|Veuillez|Une (?:copie|lettre)|Une réponse|Passé ce délai|Enfin,|Vu l['’]urgence|Compte tenu|Eu égard|Nous vous informons|Il se peut"
    r"|(?:Les? )?[Aa]gradecer|Dada la urgencia|En vista|Le informamos|Quisiéramos (?:inform|expres|recib)|Esta (?:comunicación|carta)|La presente|[AE]n? la? espera|Mientras|Entretanto|Le rogamos|Les rogamos|Podremos|Podríamos|Se ha enviado|Una (?:carta|copia)|Acepte|Transcurrido|Por último"
    r"|ANNEX|Annexe?\b|ANEXO|Anexo|Mr\.? Chair|The (?:Working Group|undersigned))",
)
MOST: Final = 60
WIDEST_LINE: Final = 160
"""Where lines are longer, each is a paragraph."""

SHORT_OF: Final = 0.85
"""Of the longest line; lines of unlike letters differ by less."""

FURTHEST: Final = 1500
"""So far after its lead the first question may stand."""


@dataclass(frozen=True, slots=True)
class _Style:
    form: re.Pattern[str]
    numbered: bool


_STYLES: Final = (
    _Style(_NUMBERED, numbered=True),
    _Style(_BRACKETED, numbered=True),
    _Style(_LETTERED, numbered=True),
    _Style(_ROMAN, numbered=True),
    _Style(_BULLET, numbered=False),
)


def questions_of(text: Prepared, zones: Zones) -> list[Found]:
    """Return the questions in their order; none where none is numbered or listed.

    Numbered paragraphs and headings stand before the questions, sub-items within them: so the
    last list that is numbered is theirs, and a lettered or dotted one only without it.
    """
    start = zones.capacity[1] if zones.capacity else zones.salutation or 0
    lists: dict[int, tuple[bool, list[Found]]] = {}
    for lead in _LEAD.finditer(text.text, start, zones.body_end):
        if found := _after(text, lead.end(), zones.body_end):
            row, style, items = found
            lists[row] = (style in _STYLES[:2], items)
    if not lists:
        return []
    return max(lists.items(), key=lambda one: (one[1][0], one[0]))[1][1]


def _after(text: Prepared, offset: int, end: int) -> tuple[int, _Style, list[Found]] | None:
    """Return the list that follows a place: its first row, its style, its items."""
    first = text.row_at(offset) + 1
    last = text.row_at(end - 1) + 1 if end else len(text.rows)
    limit = offset + FURTHEST
    for at in range(first, last):
        if text.starts[at] > limit:
            return None
        for style in _STYLES:
            match = style.form.match(text.rows[at].text)
            if match and (not style.numbered or _is(match["number"], 1, style)):
                return at, style, _items(text.rows[at:last], style)
    return None


def _is(number: str, expected: int, style: _Style) -> bool:
    if style.form is _ROMAN:
        return number in _ROMANS and _ROMANS.index(number) + 1 == expected
    if number.isalpha() and number.islower() and number != "l":
        return ord(number) - ord("a") + 1 == expected
    digits = number.translate(_DIGITS)
    if digits.isdigit():
        return int(digits) == expected
    return number == "l" and expected in (1, 12)


def _items(rows: Sequence[Row], style: _Style) -> list[Found]:
    items: list[list[Row]] = []
    exact: list[bool] = []
    blank = False
    width = max((len(row.text) for row in rows[:MOST]), default=0)
    for row in rows:
        line = row.text
        if not line.strip():
            blank = True
            continue
        match = style.form.match(line)
        if match and (not style.numbered or _is(match["number"], len(items) + 1, style)):
            if len(items) >= MOST:
                break
            items.append([Row(match["text"], row.place)])
            exact.append(
                not style.numbered
                or match["number"].isdigit()
                or style.form in (_LETTERED, _ROMAN)
            )
        elif _STOP.match(line) and (blank or _ended(items[-1])):
            break
        elif (
            (blank or _room_left(items[-1][-1], line, width))
            and _ended(items[-1])
            and not _goes_on(line)
        ):
            if len(items[-1]) > 0 and not _another_follows(rows, row, style, len(items) + 1):
                break
            items[-1].append(Row("\n" + line.strip(), row.place))
        else:
            items[-1].append(Row(("\n" if _SUB.match(line) else "") + line.strip(), row.place))
        blank = False
    return [_found(item, sure=sure) for item, sure in zip(items, exact, strict=True)]


def _ended(item: Sequence[Row]) -> bool:
    return item[-1].text.rstrip().endswith((".", "?", "!", ";", "».", "”"))


def _room_left(before: Row, line: str, width: int) -> bool:
    """Say whether a paragraph ended: the first word would have fitted on the line before."""
    needed = len(before.text) + len(line.split(maxsplit=1)[0]) + 1
    return width > WIDEST_LINE or needed < SHORT_OF * width


def _goes_on(line: str) -> bool:
    return _SUB.match(line) is not None or line.strip()[:1].islower()


def _another_follows(rows: Sequence[Row], after: Row, style: _Style, number: int) -> bool:
    """Say whether the next question still comes, before the questions' end."""
    begun = False
    for row in rows:
        begun = begun or row is after
        if not begun:
            continue
        if _STOP.match(row.text):
            return False
        match = style.form.match(row.text)
        if match and style.numbered and _is(match["number"], number, style):
            return True
    return False


def _found(item: Sequence[Row], *, sure: bool) -> Found:
    pieces = [flowing(piece) for piece in _joined(item).split("\n")]
    value = "\n".join(piece for piece in pieces if piece)
    confidence = 0.95 if sure else 0.8
    if not value.endswith((".", "?", ";", "!", ":")):
        confidence -= 0.1
    return Found(value, value, item[0].place, confidence)


def _joined(item: Sequence[Row]) -> str:
    whole = ""
    for row in item:
        if whole.endswith("-") and row.text[:1].islower() and whole[-2:-1].isalpha():
            whole += row.text
        else:
            whole += " " + row.text if whole and not row.text.startswith("\n") else row.text
    return whole
