"""Contact cards that are taken and refused, and pairs of keys with their codes."""

from __future__ import annotations

import json
import math
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from rapport.protocol import cards
from rapport.protocol.cards import Card
from rapport.protocol.vectors import cast
from rapport.protocol.vectors.taken import Vector

NEW = cast.signing_key(17)
UNREADABLE = "protocol.card_unreadable"


def rotated() -> Card:
    """Return the office's second card: a new signing key, signed by the one before."""
    return cast.OFFICE.card(2, key=NEW, previous=cast.OFFICE.signing)


def contact_cards() -> Iterator[Vector]:
    """Yield cards of the three installations, and cards that are no good."""
    for one in cast.SIDES.values():
        yield one.side, "", f"the {one.side}'s first card", one.card().to_bytes()
    yield "office-rotated", "", "a new key, signed by the one before", rotated().to_bytes()
    revoked = cast.OFFICE.card(3, revoked=True)
    yield "office-revoked", "", "its keys are void", revoked.to_bytes()
    back = cast.OFFICE.card(4)
    yield "office-back", "", "of the void keys, with a higher number", back.to_bytes()
    stolen = cast.OFFICE.card(5, key=NEW, previous=cast.OFFICE.signing)
    yield "office-rotated-late", "", "a new key, signed by the void one", stolen.to_bytes()
    more = cast.DESK.card(2, telephone="+41 22 000 00 00")
    yield "unknown-field", "", "a field of a later version: kept, and signed", more.to_bytes()
    ends = cast.DESK.card(2, expires_at="2099-12-31T00:00:00Z")
    yield "ends", "", "it ends on a day", ends.to_bytes()
    words = 'Société "Кви́лмур" \\ 声 😀 \u2028/'
    text = cast.DESK.card(2, name=words, note="a\nb\tc\x01")
    yield "other-letters", "", "signs to be escaped, and others not", text.to_bytes()
    good = json.loads(cast.DESK.card().to_bytes())
    yield "left-out", "", "fields with a default are left out, and signed", _short(good)
    loud = {**good, "id": good["id"].upper()}
    yield "capital-id", UNREADABLE, "the id in capitals, and signed so", _signed(loud)
    spelled = json.dumps(good, indent=2).encode()
    yield "other-spelling", "", "spelled otherwise: the signature is over the form", spelled
    changed = {**good, "addresses": ["https://elsewhere.example"]}
    yield "changed", UNREADABLE, "changed after it was signed", _text(changed)
    doubled = cast.DESK.card().to_bytes().replace(b"{", b'{"name": "Another", ', 1)
    yield "name-twice", UNREADABLE, "two fields are called name", doubled
    odd = _signed({**good, "later": math.nan})
    yield "nan", UNREADABLE, "a field that is not known is NaN, and signed so", odd
    yield "no-json", UNREADABLE, "a text", b"Dear Sir or Madam"
    yield "no-domain", UNREADABLE, "signed without the prefix", _bare(good)
    for name, about, changes in (
        ("version-3", "another version", {"version": 3}),
        ("no-zone", "issued_at has no zone", {"issued_at": "2099-03-02T09:00:00"}),
        ("ftp", "an address that is no http", {"addresses": ["ftp://desk.example"]}),
        ("no-seal", "an encryption key that is none", {"encryption_key": "age1" + "q" * 58}),
    ):
        yield name, UNREADABLE, about, _signed({**good, **changes})


def followings() -> Iterator[tuple[str, str, bool]]:
    """Yield a known card, a later card, and whether the old key signed the new one."""
    yield "office", "office-rotated", True
    yield "desk", "office-rotated", False
    yield "office-rotated", "office", False


def takings() -> Iterator[tuple[str, str, str, bool]]:
    """Yield what is shown after two cards one after the other, and whether it is taken."""
    yield "office", "office", "office-rotated", True
    yield "office", "office", "office-forged", False
    yield "office", "office", "office-revoked", True
    yield "office", "office-rotated", "office", False
    yield "office", "office-rotated", "office-revoked", False
    yield "office", "office-back", "office-revoked", True
    yield "office", "office-back", "office-rotated", False
    yield "office", "office-revoked", "office-back", False
    yield "office", "office-revoked", "office-rotated-late", False


def forged() -> Vector:
    """Return a card that names the key before it, without that key's signature."""
    card = cast.OFFICE.card(2, key=NEW, previous=cast.STRANGER)
    card = card.model_copy(
        update={"previous_key": cast.OFFICE.signing.verify_key().to_text()}
    ).signed(NEW)
    return "office-forged", "", "names the key before, which has not signed", card.to_bytes()


def codes() -> Iterator[dict[str, Any]]:
    """Yield two pairs of keys each, and the code that both sides work out."""
    office, desk, archive = (one.card() for one in cast.SIDES.values())
    for first, second in ((office, desk), (desk, office), (office, archive), (rotated(), desk)):
        pairs = [(one.signing_key, one.encryption_key) for one in (first, second)]
        yield {
            "pairs": [list(pair) for pair in pairs],
            "code": cards.verification_code(*pairs),
        }


def _short(fields: dict[str, Any]) -> bytes:
    left_out = ("format", "version", "revoked", "previous_key", "previous_signature")
    return _text({name: one for name, one in fields.items() if name not in left_out})


def _text(fields: dict[str, Any]) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _signed(fields: dict[str, Any], domain: bytes = cards.DOMAIN) -> bytes:
    signatures = ("signature", "previous_signature")
    said = {name: value for name, value in fields.items() if name not in signatures}
    signature = cast.DESK.signing.sign(domain=domain, data=_text(said))
    return _text({**fields, "signature": b64encode(signature).decode()})


def _bare(fields: dict[str, Any]) -> bytes:
    return _signed(fields, b"")
