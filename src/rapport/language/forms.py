"""The forms of a word that searches find with each other: what is kept, and what is asked for.

A word is kept under one key in each language that its passage may be in: `en:arrest`. It is
asked for under every key that it has in the languages of its script, so that whoever asks says
no language, and an address finds the same whatever language its page is in. Keys are made of
the stems that matching uses, with tables and rules of their own: what suggestions have learned
is learned by stems, and stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import Stemmer

from rapport.language.analyser import plain_of, stem_of
from rapport.language.arabic import light_stem
from rapport.language.guessing import Language
from rapport.language.irregular import NAMED
from rapport.web.search import LONGEST_WORD

RULES: Final = "2"
"""Raised with every change of what a word is kept under: here, in the tables or the guess."""

VERSION: Final = f"{RULES} {Stemmer.version()} {unicodedata.unidata_version}"
"""By what words were kept. What was kept by another has to be kept anew."""

LONGEST_KEY: Final = LONGEST_WORD + 3
LATIN: Final = (Language.ENGLISH, Language.FRENCH, Language.SPANISH)

_SCRIPTS: Final = (
    ("\u0400", "\u052f", (Language.RUSSIAN,)),
    ("\u0600", "\u06ff", (Language.ARABIC,)),
    ("a", "\u024f", LATIN),
)


def tongues_of(word: str, passage: Iterable[Language] = LATIN) -> list[Language]:
    """Return the languages in which a folded word has forms, in a passage of some languages."""
    letter = next((sign for sign in word if not sign.isdecimal()), "")
    for first, last, tongues in _SCRIPTS:
        if first <= letter <= last:
            return [one for one in tongues if len(tongues) == 1 or one in passage]
    return []


@lru_cache(maxsize=200_000)
def key_of(written: str, tongue: Language) -> str:
    """Return what a word is kept under in a language, whatever its ending."""
    return f"{tongue}:{_form(written, tongue)[:LONGEST_WORD]}"


def keys_of(written: str) -> set[str]:
    """Return all keys under which a word may have been kept, accents typed or not."""
    plain = plain_of(written)
    return {
        key_of(form, tongue)
        for tongue in tongues_of(plain)
        for form in {written, plain, *_others(plain, tongue)}
    }


def _form(written: str, tongue: Language) -> str:
    if tongue is Language.ARABIC:
        return _arabic(plain_of(_ACCUSATIVE.sub("", written)))
    plain = plain_of(written)
    name = NAMED[tongue].get(plain)
    match tongue:
        case Language.ENGLISH:
            return _english(stem_of(_american(name or written), tongue))
        case Language.FRENCH:
            return _french(stem_of(name or written, tongue))
        case Language.SPANISH:
            return _spanish(name or _tilde(written))
    return f"={name}" if name else _russian(stem_of(written, tongue))


# Rules that a stemmer for one spelling of a language lacks. Each is applied to what is kept and
# to what is asked, so that it only has to bring together, not to spell.

_ISE: Final = re.compile(r"(?<=\w{3})([iy])s(?=(?:e|ed|es|er|ers|ing|ations?|able)$)")
_OUR: Final = re.compile(r"(?<=\w{2})our(?=(?:|s|ed|ing|able|ably|al|ally|er|ers|hood)$)")
_TWO_L: Final = re.compile(r"(?<=\w{3})ll$")
_PLURAL_S: Final = re.compile(r"(?<=\w\w[aiou])s$")  # lois, suspendus
_PLURAL_R: Final = re.compile(r"[aei]r$")
_HARD_C: Final = re.compile(r"(?<=\w{2})(?:que?|z)$")
_FLEETING: Final = re.compile(r"(?<=\w{3})[ео](?=к$)|(?<=\w{2})е(?=ц$)")


def _american(word: str) -> str:
    return _OUR.sub("or", _ISE.sub(r"\1z", word.casefold()))


def _english(stem: str) -> str:
    return _TWO_L.sub("l", stem)


def _french(stem: str) -> str:
    return _PLURAL_S.sub("", stem)


def _spanish(word: str) -> str:
    stem = stem_of(word, Language.SPANISH)
    if _PLURAL_R.search(stem) and plain_of(word).endswith("es"):
        stem = stem_of(stem, Language.SPANISH)  # mujer, mujeres
    return _HARD_C.sub("c", stem)


def _russian(stem: str) -> str:
    return _FLEETING.sub("", stem)


def _tilde(word: str) -> str:
    folded = word.casefold()
    return f"{folded[:-2]}ón" if folded.endswith(("cion", "sion")) else folded


_ACCENTED: Final = {
    Language.FRENCH: (
        ("ite", "ité"),
        ("ites", "ités"),
        ("ee", "ée"),
        ("ees", "ées"),
        ("iere", "ière"),
        ("ieres", "ières"),
    ),
    Language.SPANISH: (("ia", "ía"), ("ias", "ías")),
}
"""Endings that are often typed without their accents, of which a stemmer then makes another."""


def _others(plain: str, tongue: Language) -> Iterator[str]:
    """Yield what else a word may have been meant as, or written with."""
    if tongue is Language.ARABIC:
        yield from _with_beginnings(plain)
    for bare, accented in _ACCENTED.get(tongue, ()):
        if plain.endswith(bare):
            yield plain.removesuffix(bare) + accented


# Arabic: what is joined to a word goes step by step, and at each step the table is asked.

_JOINED: Final = ("ها", "هم", "هن", "هما", "كم", "نا", "ه")
_PLURALS: Final = ("يون", "يين", "يات", "ون", "ين", "ان", "ات", "يه", "ه", "ي")
_ARTICLES: Final = ("ال", "بال", "كال", "لل")
_BEFORE_ALL: Final = ("و", "ف")
_BEFORE: Final = ("ب", "ك", "ل")
_OPENED: Final = {"ت": "ه", "ا": "ي"}
"""How the last letter is written where nothing is joined to it: شركة, شركتها."""
_LEAST: Final = 3
_LEAST_ASKED: Final = 4


def _with_beginnings(word: str) -> Iterator[str]:
    """Yield a word with and without what can be joined before it, of long enough words.

    What is one letter of the word and what is joined before it cannot be told apart by rules
    where a word is kept. Who asks has written the word, so its other beginnings can be tried.
    """
    bare = word
    for article in _ARTICLES:
        start = word[1:] if word[:1] in _BEFORE_ALL and word[1:].startswith(article) else word
        if start.startswith(article) and len(start) - len(article) >= _LEAST_ASKED:
            bare = start.removeprefix(article)
            break
    if len(bare) >= _LEAST_ASKED:
        yield bare
        yield from (start + bare for start in ("ال", *_BEFORE))


_ACCUSATIVE: Final = re.compile("\u064b\u0627$|\u0627\u064b$")  # حسابًا


def _arabic(word: str) -> str:
    names = NAMED[Language.ARABIC]
    for begun, least in _without_beginnings(word):
        for bare in _without_endings(begun):
            if len(bare) >= least and (name := names.get(bare)):
                return f"={name}"
    for joined in _JOINED:
        bare = word.removesuffix(joined)
        if bare == word or len(bare) < _LEAST:
            continue
        if bare.endswith("ت") and not bare.endswith("ات") and len(bare) > _LEAST + 1:
            return light_stem(bare[:-1])  # شركتها: its ta marbuta opened
        if len(joined) > 1 or bare.endswith("ات"):
            return light_stem(bare)
    return light_stem(word)


def _without_beginnings(word: str) -> Iterator[tuple[str, int]]:
    """Yield a word whole, without article, and without and, then, with, like, for.

    With each, how long a word of the table has to be: one letter is easily the word's own.
    """
    yield word, 1
    starts = [word]
    if word[:1] in _BEFORE_ALL and len(word) > _LEAST:
        starts.append(word[1:])
        yield word[1:], _LEAST
    for start in starts:
        for article in _ARTICLES:
            if start.startswith(article) and len(start) - len(article) > 1:
                yield start.removeprefix(article), 1
        if start[:1] in _BEFORE and len(start) > _LEAST:
            yield start[1:], _LEAST


def _without_endings(word: str) -> Iterator[str]:
    yield word
    for joined in _JOINED:
        if word.endswith(joined) and len(word) - len(joined) > 1:
            bare = word.removesuffix(joined)
            yield bare
            if bare[-1] in _OPENED:
                yield bare[:-1] + _OPENED[bare[-1]]
    for ending in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            yield word.removesuffix(ending)
    if word.endswith("ا") and len(word) > _LEAST:
        yield word[:-1]
    for dual in ("تان", "تين"):
        if word.endswith(dual):
            yield f"{word.removesuffix(dual)}ه"
