"""Who may publish; what a row is; what looks like a person; what has changed since."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rapport.desk.inbox.errors import NotTheLead
from rapport.desk.seats import may
from rapport.desk.table import errors
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal

MOST_ROWS: Final = 300
LONGEST_FUNCTION: Final = 200
LONGEST_PRODUCT: Final = 80

Key = tuple[str, str, str]
"""Area (slug), product (slug) and country (three letters); empty stands for every one."""


class Sign(StrEnum):
    """Why a function looks like a person."""

    EMAIL = "email"
    COLLEAGUE = "colleague"
    TITLE = "title"
    NAME = "name"


class Change(StrEnum):
    """What became of a responsibility since the table was published."""

    GIVEN = "given"
    ENDED = "ended"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: for what, which function, which one instead."""

    topic: str = ""
    product: str = ""
    country: str = ""
    function: str = ""
    deputy: str = ""

    @property
    def key(self) -> Key:
        """Return for what the row is."""
        return self.topic, self.product, self.country


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers for what at a desk, by id; kept with a version, never published."""

    topic: str
    product: str
    country: str
    owner: str
    deputy: str = ""

    @property
    def key(self) -> Key:
        """Return for what."""
        return self.topic, self.product, self.country


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is otherwise than when the table was published."""

    change: Change
    topic: str
    product: str
    country: str


def why_not_publish_tables(actor: Actor) -> Refusal | None:
    """Say why the actor may not prepare, publish, send and withdraw tables."""
    return None if may(actor, "publish_table") else NotTheLead()


def why_not_save(
    actor: Actor, *, based_on: int, version: int, rows: Sequence[Row]
) -> Refusal | None:
    """Say why a draft cannot be kept as it is."""
    if refusal := why_not_publish_tables(actor):
        return refusal
    if based_on != version:
        return errors.TableOvertaken()
    if len(rows) > MOST_ROWS:
        return errors.TooManyRows(most=MOST_ROWS)
    if any(not row.function for row in rows):
        return errors.FunctionMissing()
    if any(not any(row.key) for row in rows):
        return errors.RowEmpty()
    keys = [row.key for row in rows]
    return errors.RowTwice() if len(set(keys)) != len(keys) else None


def why_not_publish(
    actor: Actor, *, fallback: str, based_on: int, version: int, valid_from: date, today: date
) -> Refusal | None:
    """Say why the draft cannot be published; `based_on` is the version that was looked at."""
    if refusal := why_not_publish_tables(actor):
        return refusal
    if based_on != version:
        return errors.TableOvertaken()
    if not fallback:
        return errors.FallbackMissing()
    return errors.ValidInThePast() if valid_from < today else None


def why_not_withdraw(actor: Actor, *, published_rows: int | None) -> Refusal | None:
    """Say why there is nothing to withdraw; None rows: nothing was published."""
    if refusal := why_not_publish_tables(actor):
        return refusal
    if published_rows is None:
        return errors.NothingPublished()
    return None if published_rows else errors.AlreadyWithdrawn()


def why_not_send_on(actor: Actor, *, is_published: bool, offices: int) -> Refusal | None:
    """Say why the published table is not sent on; `offices` have not got it."""
    if refusal := why_not_publish_tables(actor):
        return refusal
    if not is_published:
        return errors.NothingPublished()
    return None if offices else errors.EverybodyHasIt()


def slug_of(product: str) -> str:
    """Return a product as the protocol writes it; empty where no Latin letter is left."""
    plain = unicodedata.normalize("NFKD", product).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_PRODUCT].rstrip("-")


def rows_offered(
    areas: Sequence[str], answering: Iterable[Key], saved: Iterable[Row]
) -> list[Row]:
    """Return the rows to fill in: those saved, one for each area, one for each responsibility.

    In the order of the areas, the wide row first; rows for what is no area here come last.
    """
    places = {area: place for place, area in enumerate(areas)}
    rows = {row.key: row for row in saved}
    for key in (*((area, "", "") for area in areas), *answering):
        rows.setdefault(key, Row(*key))
    return sorted(rows.values(), key=lambda row: (places.get(row.topic, len(places)), row.key))


def differences(then: Iterable[Answers], now: Iterable[Answers]) -> list[Difference]:
    """Return what is otherwise now: responsibilities given, ended, or with other people."""
    before, after = {one.key: one for one in then}, {one.key: one for one in now}
    found = []
    for key in sorted({*before, *after}):
        if key not in before:
            found.append(Difference(Change.GIVEN, *key))
        elif key not in after:
            found.append(Difference(Change.ENDED, *key))
        elif before[key] != after[key]:
            found.append(Difference(Change.OTHERS, *key))
    return found


# What looks like a person

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "mx", "dr", "prof", "sir", "dame", "mme", "mlle", "herr", "frau"}
    | {"sr", "sra", "señor", "señora", "г-н", "г-жа", "السيد", "السيدة"}
)
_USUAL: Final = """
abuse accessibility account accounts ads advertising affairs algorithmic analysis appeal
appeals assurance audit board bureau business care center centre chain chief child civic
cloud committee communications community company compliance content corporate council
counsel crisis customer cyber data deletion department desk developer development digital
director division due diligence elections emergency employment enforcement engineering
environment ethics executive external finance fraud global governance government group
hardware hate head health help human impact inclusion information infrastructure integrity
intelligence international investigations justice labor labour law lead legal liaison
litigation management manager media moderation network office officer online operations
partnerships people platform policy press president privacy procurement product program
programme protection public quality redress regional regulatory relations reporting requests
research resources response responsibility responsible review rights risk safety secretariat
security service services social software speech standards strategy supply support
sustainability system systems team teams technology trust unit user vice workers workforce
youth confiance contenu direction droits équipe juridique politique sécurité contenidos
derechos dirección equipo legales oficina política seguridad безопасность безопасности
группа команда отдел право права политика служба
"""
_OF_FUNCTIONS: Final = frozenset(_USUAL.split())
_A_NAME_HAS: Final = (2, 3)


def looks_like_a_person(function: str, colleagues: Collection[str] = ()) -> Sign | None:
    """Say why a function looks like a person; None when it does not. A hint, no more.

    An e-mail address; the name of somebody at this desk; a title such as Dr; two or three
    words with capitals of which none is usual in the names of functions.
    """
    if "@" in function:
        return Sign.EMAIL
    folded = f" {' '.join(_WORD.findall(function.casefold()))} "
    names = (" ".join(_WORD.findall(name.casefold())) for name in colleagues)
    if any(name and f" {name} " in folded for name in names):
        return Sign.COLLEAGUE
    words = _WORD.findall(function)
    if any(word.casefold() in _TITLES for word in words[:1]):
        return Sign.TITLE
    few = _A_NAME_HAS[0] <= len(words) <= _A_NAME_HAS[1] and "&" not in function
    capitals = all(word[0].isupper() and not word.isupper() for word in words)
    usual = any(part in _OF_FUNCTIONS for word in words for part in word.casefold().split("-"))
    return Sign.NAME if few and capitals and not usual else None
