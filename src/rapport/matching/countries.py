"""Find the countries that a text names, as far as they have a mandate of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from rapport.language.analyser import Word, plain_of, words_in
from rapport.language.guessing import Language
from rapport.matching.evidence import Evidence
from rapport.matching.lexicon import read

FILE: Final = "countries.toml"
HEAD: Final = 4
"""Names are looked up by so many of their first signs; no name with a star is shorter."""

ANY_ENDING: Final = "*"
_JOINED: Final = "وبلفك"
"""And, in, to, so, like: Arabic writes them together with the name that follows."""

Name = tuple[str, ...]


def named_in(
    words: Sequence[Word], language: Language, *, in_order: bool = True
) -> dict[str, list[tuple[int, ...]]]:
    """Return the slugs of the mandates whose country is named, and where it is.

    Of words that came without their order, all of a name have to be there.
    """
    if not in_order:
        return _among(words, language)
    known = _names(language)
    named: dict[str, list[tuple[int, ...]]] = {}
    taken = 0
    for place, word in enumerate(words):
        if place < taken:
            continue  # within a longer name
        for start in _starts(word, language):
            for name, slug in known.get(start[:HEAD], ()):
                if _is_at(name, start, words, place, language):
                    taken = place + len(name)
                    named.setdefault(slug, []).append(tuple(range(place, taken)))
                    break
    return named


def countries_told(
    named: Mapping[str, Sequence[tuple[int, ...]]], share: float
) -> list[Evidence]:
    """Weigh the countries named: how often, by itself and beside the others."""
    most = max((len(where) for where in named.values()), default=1)
    return [
        Evidence(
            slug,
            where[0],
            share * (0.5 + 0.5 * len(where) / most) * min(1.0, 0.7 + 0.1 * len(where)),
        )
        for slug, where in named.items()
    ]


def _among(words: Sequence[Word], language: Language) -> dict[str, list[tuple[int, ...]]]:
    forms = {_form(word, language): place for place, word in reversed(list(enumerate(words)))}
    named: dict[str, list[tuple[int, ...]]] = {}
    for names in _names(language).values():
        for name, slug in names:
            places = [
                next((at for form, at in forms.items() if _agrees(piece, form)), None)
                for piece in name
            ]
            if None not in places:
                named.setdefault(slug, []).append(tuple(at for at in places if at is not None))
    return named


def _starts(word: Word, language: Language) -> list[str]:
    form = _form(word, language)
    joined = language is Language.ARABIC and word.plain[:1] in _JOINED
    return [form, word.plain[1:]] if joined else [form]


def _form(word: Word, language: Language) -> str:
    return word.stem if language is Language.ARABIC else word.plain


def _is_at(
    name: Name, start: str, words: Sequence[Word], place: int, language: Language
) -> bool:
    following = words[place + 1 : place + len(name)]
    forms = [start, *(_form(word, language) for word in following)]
    return len(forms) == len(name) and all(map(_agrees, name, forms))


def _agrees(piece: str, form: str) -> bool:
    if piece.endswith(ANY_ENDING):
        return form.startswith(piece[:-1])
    return form == piece


@cache
def _names(language: Language) -> Mapping[str, Sequence[tuple[Name, str]]]:
    """Return the names by their heads, long ones first."""
    found = [
        (name, slug)
        for slug, entry in read(FILE).items()
        for text in entry[language].split(",")
        if (name := _name(text.strip(), language))
    ]
    names: dict[str, list[tuple[Name, str]]] = {}
    for name, slug in sorted(found, key=lambda pair: -len(pair[0])):
        names.setdefault(name[0].rstrip(ANY_ENDING)[:HEAD], []).append((name, slug))
    return names


def _name(text: str, language: Language) -> Name:
    if language in {Language.ARABIC, Language.CHINESE}:
        return tuple(_form(word, language) for word in words_in(text, language))
    return tuple(
        plain_of(word.rstrip(ANY_ENDING)) + ANY_ENDING * word.endswith(ANY_ENDING)
        for word in text.split()
    )
