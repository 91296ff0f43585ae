"""Names of countries and companies, as the directory has them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rapport.directory.services import packaged_companies, packaged_countries

_SUFFIX: Final = (
    r"(?:S\.A\. de C\.V|S\.A\.P\.I\. de C\.V|Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|L\.?P|PLC|Plc|plc|S\.?A\.?S?|S\.?L|S\.?r\.?l"
    r"|GmbH|AG|SE|N\.?V|B\.?V|A/S|ASA|AS|AB|S\.?A\.?R\.?L|Oyj|Pty|Group|Holdings?|Technologies|Platforms|Foundation|International"
    r"|Networks?|Labs?|Systems|Telecom|Groupe|Grupo|Société|Sociedad|Fondation|Fundación)"
)
COMPANY: Final = re.compile(
    rf"(?:[A-ZÀ-Ý0-9][\w&.'’\-]*\s+(?:(?:de|del|de la|de los|des|du|of|and|&|y|et)\s+)?){{1,5}}?{_SUFFIX}\b\.?(?:,?\s+{_SUFFIX}\b\.?)*"
    rf"|(?:[A-ZÀ-Ý0-9][\w&'’\-]*\s+){{0,4}}[A-ZÀ-Ý0-9][\w&'’\-]*,\s+{_SUFFIX}\b\.?"
    r"|\b(?:Grupo|Groupe|Gruppo|Banco|Banque)(?:\s+[A-ZÀ-Ý][\w&'’\-]*){1,3}"
    r"|\b(?:Bank|Banco|Banque)\s+(?:of|de|du|del)\s+(?:the\s+|la\s+|los\s+|las\s+)?[A-ZÀ-Ý][\w’\-]*(?:\s+[A-ZÀ-Ý][\w’\-]*){0,2}"
)
_ENDING: Final = re.compile(rf"(?:,?\s+{_SUFFIX}\b\.?)+$")
_DOTTED: Final = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|Bros|S\.A|S\.A\.S|S\.L|S\.r\.l|S\.A\.R\.L|N\.V|B\.V|L\.P|C\.V)\.$"
)
_FEWEST: Final = 4


@cache
def _countries() -> re.Pattern[str]:
    names = {
        name
        for one in packaged_countries()
        for language, name in one.names.model_dump().items()
        if name and language in ("en", "fr", "es")
    } | {one.un_name_en for one in packaged_countries() if one.un_name_en}
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


@cache
def _companies() -> re.Pattern[str]:
    names = {
        name.rstrip(".")
        for one in packaged_companies()
        for name in (one.name, *one.aliases, *one.former_names)
        if len(name) >= _FEWEST
    }
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)\.?")


@cache
def _aliases() -> dict[str, str]:
    """Return the names that the directory has for a company, each with its first name."""
    return {
        name.casefold().rstrip("."): one.name
        for one in packaged_companies()
        for name in (one.name, *one.aliases, *one.former_names)
    }


def known_as(name: str) -> str:
    """Return how a company is told from others: without its ending, or as the directory has it."""
    flat = " ".join(name.split())
    own = _aliases().get(flat.casefold().rstrip("."), flat)
    return (_ENDING.sub("", own) or own).rstrip(" .,").casefold()


def without_stop(text: str) -> str:
    """Return a text without the full stop of its sentence; that of "Inc." belongs to the name."""
    return text if _DOTTED.search(text) else text.removesuffix(".")


def countries_in(text: str) -> list[re.Match[str]]:
    """Return the countries that a text names."""
    return list(_countries().finditer(text))


def companies_in(text: str) -> list[re.Match[str]]:
    """Return what a text names as a company: listed ones, and names that end like one's."""
    found = list(COMPANY.finditer(text))
    taken = [(one.start(), one.end()) for one in found]
    listed = [
        one
        for one in _companies().finditer(text)
        if not any(start <= one.start() < end for start, end in taken)
    ]
    return sorted([*found, *listed], key=lambda one: one.start())
