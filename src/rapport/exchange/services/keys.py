"""Our own keys and card: made at first use, renewed by rotation, never overwritten.

The newest row of OwnCard says which files hold the keys: 1 is `signing.key` and
`encryption.key`, n is `signing.n.key` and `encryption.n.key`. Files come first, the row second:
a power cut between leaves files that nobody names. Old opening keys stay, for what was sealed
before.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from rapport.exchange import rules, selectors
from rapport.exchange.errors import KeyFileMissing
from rapport.exchange.events import KeysRotated
from rapport.exchange.models import OwnCard
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.foundation.secret_files import made_once
from rapport.journal.services import record
from rapport.protocol.cards import Card
from rapport.protocol.sealing import OpeningKey
from rapport.protocol.signing import SigningKey

log = logging.getLogger("rapport.exchange")


def own_id() -> UUID:
    """Return the id of this installation."""
    return UUID(settings.RAPPORT_ID)


def own_card() -> Card:
    """Return our card as others get it; a new one when name or address have changed.

    One that ends is made anew in time, with the same keys.
    """
    row = selectors.own_card_row() or _first_card()
    card = Card.model_validate_json(row.body)
    facts = _facts()
    days: int = settings.RAPPORT_CARD_DAYS
    holds = not rules.is_to_be_renewed(card.expires_at or None, days=days, at=clock.now())
    if holds and all(getattr(card, name) == value for name, value in facts.items()):
        return card
    before = selectors.own_card_row(before_keys=row.keys)
    previous = signing_key(before) if before else None
    return _next_card(card, row.keys, signing_key(row), facts, previous)


def own_key() -> SigningKey:
    """Return this installation's signing key. Raises KeyFileMissing."""
    return signing_key(selectors.own_card_row() or _first_card())


def signing_key(row: OwnCard) -> SigningKey:
    """Return the signing key of a card of ours. Raises KeyFileMissing."""
    path = _path("signing", row.keys)
    try:
        key = SigningKey.from_text(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as trouble:
        raise KeyFileMissing(file=path.name) from trouble
    if key.verify_key().to_text() != Card.model_validate_json(row.body).signing_key:
        raise KeyFileMissing(file=path.name)
    return key


def opening_keys() -> list[OpeningKey]:
    """Return the keys that open what is sealed for us, the present one first."""
    row = selectors.own_card_row() or _first_card()
    found = []
    for number in range(row.keys, 0, -1):
        path = _path("encryption", number)
        try:
            found.append(OpeningKey.from_text(path.read_text(encoding="ascii").strip()))
        except (OSError, ValueError):
            log.warning("an opening key cannot be read", extra={"file": path.name})
    return found


def rotate_keys(act: Act) -> Card:
    """Make new keys and the card that tells of them, signed by the keys before.

    Others fetch it as soon as something signed by the new key reaches them. Raises
    NotTheAdministrator, KeyFileMissing. Records KeysRotated.
    """
    if refusal := rules.why_not_manage_contacts(act.actor):
        raise refusal
    old = own_card()
    row = selectors.own_card_row()
    assert row is not None  # own_card made one
    before, keys = signing_key(row), _free_number(row.keys)
    signing, opening = _make_keys(keys)
    fresh = {
        "signing_key": signing.verify_key().to_text(),
        "encryption_key": opening.sealing_key().to_text(),
    }
    with transaction.atomic():
        card = _next_card(old, keys, signing, fresh, previous=before)
        record(act, KeysRotated(matter=str(own_id()), number=card.number))
    return card


def revoked_card() -> Card:
    """Return a card that says that our keys are void, for others; changes nothing."""
    card = own_card()
    void = {"revoked": True, "number": card.number + 1, "previous_key": ""}
    return card.model_copy(update={**void, "previous_signature": ""}).signed(own_key())


def _facts() -> dict[str, Any]:
    outside: str = settings.RAPPORT_URL
    here = f"http://127.0.0.1:{settings.RAPPORT_PORT}"
    side: str = settings.RAPPORT_SIDE
    return {
        "side": "office" if side == "all" else side,  # all sides: checks and tests, no service
        "name": settings.RAPPORT_NAME,
        "unit": settings.RAPPORT_UNIT,
        "addresses": [outside if outside.startswith("https://") else here],
    }


def _first_card() -> OwnCard:
    signing, opening = _make_keys(1)
    card = Card(
        id=own_id(),
        signing_key=signing.verify_key().to_text(),
        encryption_key=opening.sealing_key().to_text(),
        number=1,
        issued_at=_whole_second(),
        expires_at=_end(),
        **_facts(),
    ).signed(signing)
    return _keep(card, keys=1)


def _next_card(
    card: Card,
    keys: int,
    key: SigningKey,
    changes: dict[str, Any],
    previous: SigningKey | None = None,
) -> Card:
    plain = {"previous_key": "", "previous_signature": "", "signature": ""}
    number = {
        "number": card.number + 1,
        "issued_at": _whole_second(),
        "expires_at": _end(),
    }
    fresh = Card(**{**card.model_dump(), **changes, **plain, **number}).signed(key, previous)
    return Card.model_validate_json(_keep(fresh, keys=keys).body)


def _keep(card: Card, *, keys: int) -> OwnCard:
    """Store a card; of two processes that make one of a number, the first one's counts."""
    try:
        with transaction.atomic():
            return OwnCard.objects.create(
                number=card.number,
                keys=keys,
                issued_at=card.issued_at,
                body=card.to_bytes().decode(),
            )
    except IntegrityError:
        row = selectors.own_card_row()
        assert row is not None  # the number was taken
        return row


def _end() -> datetime | Literal[""]:
    days: int = settings.RAPPORT_CARD_DAYS
    return _whole_second() + timedelta(days=days) if days else ""


def _whole_second() -> datetime:
    return clock.now().replace(microsecond=0)


def _path(what: str, number: int) -> Path:
    name = f"{what}.key" if number == 1 else f"{what}.{number}.key"
    folder: Path = settings.RAPPORT_HOME / "keys"
    return folder / name


def _free_number(keys: int) -> int:
    while any(_path(what, keys).exists() for what in ("signing", "encryption")):
        keys += 1
    return keys


def _make_keys(number: int) -> tuple[SigningKey, OpeningKey]:
    signing = made_once(_path("signing", number), lambda: SigningKey.generate().to_text())
    opening = made_once(_path("encryption", number), lambda: OpeningKey.generate().to_text())
    return SigningKey.from_text(signing), OpeningKey.from_text(opening)
