"""What single sentences of a letter say: period, publication, interim measures, subject, annex."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from rapport.reading.found import Found
from rapport.reading.names import without_stop
from rapport.reading.prepared import Prepared, flowing
from rapport.reading.zones import Zones

_NUMBERS: Final = {
    "sixty": 60, "soixante": 60, "sesenta": 60, "thirty": 30, "trente": 30, "treinta": 30,
    "forty-five": 45, "quarante-cinq": 45, "ninety": 90, "quatre-vingt-dix": 90, "noventa": 90,
    "fourteen": 14, "quatorze": 14, "catorce": 14, "fifteen": 15, "quinze": 15, "quince": 15,
    "twenty-one": 21, "vingt et un": 21, "veintiún": 21, "twenty": 20, "vingt": 20, "veinte": 20,
    "ten": 10, "dix": 10, "diez": 10, "eight": 8, "huit": 8, "ocho": 8, "seven": 7, "sept": 7, "siete": 7,
    "five": 5, "cinq": 5, "cinco": 5, "three": 3, "trois": 3, "tres": 3, "two": 2, "deux": 2, "dos": 2,
}  # fmt: skip
_DAYS: Final = re.compile(
    rf"\b(?P<number>[\dOolI]{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s*(?:\(\s*(?P<figure>\d{{1,3}})\s*\)\s*)?[- ]?"
    r"(?:calendar\s+|working\s+)?(?:d[aàu]y[s5]?|j[ou]{1,3}rs?|d[ií1l]as?)\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"[,;:(]\s|\b(?:after which|and then|following which|après quoi|tras lo cual)\b",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"\b(?:apprecia\w+|grateful|request\w*|ask|welcome|look forward|expect|should|please|kindly|wish|would|invite\w*"
    r"|reconnaissante?s?|obligée?s?|gré|apprécier\w*|appréciée?|prions|prie|souhait\w+|demand\w+|veuillez"
    r"|agrade\w+|rog\w+|ruego|solicit\w+|pedimos|quisiér\w+|sírvase)\b",
    re.IGNORECASE,
)
USUAL_PERIOD: Final = 60
LONGEST_PERIOD: Final = 365
_DIGITS: Final = str.maketrans("OolI", "0011")
_REPLY: Final = re.compile(
    r"\b(?:respon[sd]\w*|respo\w{1,4}|reply|replies|answers?|réponses?|répondre|respuestas?|contestación|responder)\b",
    re.IGNORECASE,
)
_PUBLIC: Final = re.compile(
    r"\b(?:made? public|publicly available|posted on|mise?s? en ligne|publi(?:shed|c)|rendue?s? publi\w+|publi(?:é|ée|és|ées)|publi(?:cad|car|qu|c)\w*|públic[ao]s?)\b",
    re.IGNORECASE,
)
_WHERE: Final = re.compile(
    r"\b(?:web ?site|site|database|report\w*|Human Rights Council|rapports?|Conseil des droits|sitio|página|informes?|Consejo de Derechos|online|en ligne)\b",
    re.IGNORECASE,
)
_THIS: Final = re.compile(
    r"\b(?:communication|letter|response|reply|lettre|réponse|comunicación|carta|respuesta)\b",
    re.IGNORECASE,
)
_INTERIM: Final = re.compile(
    r"\b(?:interim|provisional|protective) (?:and \w+ )?measures|\bmesures\s+(?:\w+\s+)?(?:provisoires|intérimaires|conservatoires)"
    r"|\bmedidas\s+(?:\w+\s+)?(?:provisionales|cautelares|interinas)"
    r"|\bWhile (?:awaiting|waiting|we (?:a?wait))\b|\bPending (?:your|a) (?:reply|response)|\bUntil (?:your|the) (?:reply|response)|\bIn the meantime\b"
    r"|\b(?:Dans l['’](?:attente|intervalle)|En attendant)\b|\b(?:A|En) la espera\b|\bMientras (?:esper|aguard)|\bEntretanto\b",
    re.IGNORECASE,
)
_MEASURE: Final = re.compile(
    r"\b(?:measures?|steps|mesures?|medidas?|halt|cease|suspen[ds]\w*|prevent)\b", re.IGNORECASE
)
_URGED: Final = re.compile(
    r"\b(?:urge|call upon|ask|request|appeal to)\b.{5,160}?\b(?:take|adopt)\b.{0,40}?\b(?:all|every|any|necessary|immediate)\b"
    r"|\b(?:pri(?:ons|e)|exhort(?:ons|e)|demand(?:ons|e)|gré)\b.{5,160}?\b(?:prendre|adopter)\b.{0,40}?\b(?:toutes?|nécessaires?|utiles?)\b"
    r"|\b(?:instamos|insto|rogamos|ruego|instar|exhortamos|pedimos)\b.{5,160}?\b(?:tom[ea]n?|adopt[ea]n?|tomar|adoptar)\b.{0,40}?\b(?:tod[ao]s?|cuant[ao]s|necesari[ao]s?)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Where no word says that a reply is awaited: urgent appeals ask for measures at once."""
_SUBJECT: Final = re.compile(
    r"\binfor\w{1,2}ation\s+(?:(?:that|which)\s+)?(?:(?:we|I)\s+(?:have\s+|has\s+)?received|(?:has\s+)?(?:reached|come\s+to)\s+(?:us|me|our\s+attention)|received)\s+(?:concerning|regarding|about|on|relating to|in relation to|alleging)\s+"
    r"|\binformations?\s+(?:que\s+(?:nous\s+avons|j['’]ai)\s+reçues?\s+|reçues?\s+)(?:concernant|relatives?\s+(?:à|au|aux)|sur|au sujet (?:de|d['’]))\s*"
    r"|\binformación\s+(?:que\s+)?(?:(?:hemos|he)\s+)?recibid[ao]?\s+(?:en relación con|sobre|acerca de|relativa a|respecto (?:de|a))\s*",
    re.IGNORECASE,
)
_SUBJECT_END: Final = re.compile(r";\s|\n\s*\n(?!\s*[a-zà-ÿ])")
LONGEST_SUBJECT: Final = 600
SHORTEST_SUBJECT: Final = 15


_ANNEX_ALONE: Final = re.compile(r"\w+(?:\s+[IVX]+\b)?")
MOST: Final = 300
"""So many places that may be the sentence are looked at."""

LONGEST_HEADING: Final = 120
"""A longer line is the text that follows."""


def period_of(text: Prepared, zones: Zones) -> Found | None:
    """Return the days that the letter gives for the reply, with its sentence.

    Days after which letter and reply become public are no period: urgent appeals often name
    those alone. A sentence that asks for the reply goes before one that tells of a reply.
    """
    best: tuple[int, Found] | None = None
    for found in islice(_DAYS.finditer(text.text, _body(zones), zones.body_end), MOST):
        start, end = text.sentence_at(found.start())
        if not _is_about_reply(text.text, found, start, end):
            continue
        days = _number(found["figure"] or found["number"])
        asked = _ASKED.search(text.text, start, end) is not None
        if 1 <= days <= LONGEST_PERIOD and (best is None or asked > best[0]):
            sure = 0.96 if days == USUAL_PERIOD else 0.85
            sentence = flowing(text.text[start:end])
            place = text.place_at(found.start())
            best = (asked, Found(days, sentence, place, sure if asked else 0.6))
    return best[1] if best else None


def _is_about_reply(whole: str, found: re.Match[str], start: int, end: int) -> bool:
    """Say whether days are the reply's: a sentence on publication has other days of its own."""
    if not _REPLY.search(whole, start, end):
        return False
    if not _PUBLIC.search(whole, start, end):
        return True
    before = max(
        (one.end() for one in _CLAUSE.finditer(whole, start, found.start())), default=start
    )
    after = _CLAUSE.search(whole, found.end(), end)
    stretch = (before, after.start() if after else end)
    return _REPLY.search(whole, *stretch) is not None and not _PUBLIC.search(whole, *stretch)


def _number(written: str) -> int:
    if written.lower() in _NUMBERS:
        return _NUMBERS[written.lower()]
    digits = written.translate(_DIGITS)
    return int(digits) if digits.isdigit() else 0


def _body(zones: Zones) -> int:
    return zones.capacity[1] if zones.capacity else zones.head_end


def publication_of(text: Prepared, zones: Zones) -> Found | None:
    """Return the sentence that says when letter and reply become public, and where."""
    best: tuple[int, Found] | None = None
    for found in islice(_PUBLIC.finditer(text.text, _body(zones), zones.body_end), MOST):
        start, end = text.sentence_at(found.start())
        sentence = flowing(text.text[start:end])
        signs = [_WHERE.search(sentence), _THIS.search(sentence), _DAYS.search(sentence)]
        score = sum(sign is not None for sign in signs)
        if score >= 2 and _THIS.search(sentence) and (best is None or score > best[0]):
            place = text.place_at(found.start())
            best = (score, Found(sentence, sentence, place, 0.8 + 0.05 * score))
    return best[1] if best else None


def interim_measures_of(text: Prepared, zones: Zones) -> Found | None:
    """Return the sentence that asks for measures while the reply is awaited."""
    stretch = (text.text, _body(zones), zones.body_end)
    awaited = list(_INTERIM.finditer(*stretch))[-MOST:]
    urged = list(islice(_URGED.finditer(*stretch), MOST))
    for found in (*reversed(awaited), *urged):
        start, end = text.sentence_at(found.start())
        sentence = flowing(text.text[start:end])
        if _MEASURE.search(sentence):
            place = text.place_at(
                start + len(text.text[start:end]) - len(text.text[start:end].lstrip())
            )
            return Found(sentence, sentence, place, 0.9)
    return None


def subject_of(text: Prepared, zones: Zones) -> Found | None:
    """Return what the letter says its information is about."""
    if (span := subject_span(text, zones)) is None:
        return None
    lead, start, end = span
    about = without_stop(flowing(text.text[start:end]))
    passage = flowing(f"{text.text[lead:start]} {about}")
    return Found(about[:480], passage, text.place_at(lead), 0.85)


def subject_span(text: Prepared, zones: Zones) -> tuple[int, int, int] | None:
    """Return where the words before the subject start, and where it starts and ends."""
    begin = zones.capacity[0] if zones.capacity else 0
    for found in islice(_SUBJECT.finditer(text.text, begin, zones.body_end), MOST):
        _, end = text.sentence_at(found.end())
        cut = _SUBJECT_END.search(text.text, found.end(), end)
        last = cut.start() if cut else end
        about = flowing(text.text[found.end() : last]).removesuffix(".")
        if SHORTEST_SUBJECT <= len(about) <= LONGEST_SUBJECT:
            return found.start(), found.end(), last
    return None


def annex_of(text: Prepared, zones: Zones) -> Found | None:
    """Return the heading of the annex."""
    if zones.annex is None:
        return None
    start = zones.annex + len(text.text[zones.annex :]) - len(text.text[zones.annex :].lstrip())
    heading = text.text[start:].split("\n", 1)[0]
    if len(heading) > LONGEST_HEADING or heading.rstrip().endswith("."):
        heading = _ANNEX_ALONE.match(heading)[0]  # type: ignore[index]  # zones found it
    return Found(flowing(heading), flowing(heading), text.place_at(zones.annex), 0.95)
