"""A card is signed by itself, and by the key before it when its keys are new."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.protocol.making import AT, KEY, OPENING, a_card

from rapport.protocol import cards
from rapport.protocol.errors import CardUnreadable
from rapport.protocol.sealing import OpeningKey
from rapport.protocol.signing import SigningKey

NEW = SigningKey.generate()


def test_a_card_is_read_as_it_was_written() -> None:
    card = a_card(name="Bureau des procédures spéciales", unit="demo-quillmoor")

    assert cards.read(card.to_bytes()) == card
    assert cards.read(json.dumps(json.loads(card.to_bytes()), indent=2).encode()) == card


def test_a_card_of_before_there_was_an_end_still_holds() -> None:
    """It was made and signed by the pages as they then were: nothing is filled in for it."""
    old = (
        b'{"addresses":["https://desk.example"],"encryption_key":"age1jlpmzz6ddsfn5782thxpeajzr5l'
        b'crt3hk8mz3ns5efhuuaes7vescvdnrg","format":"rapport-card","id":"de5c0000-0000-4000-8000-'
        b'000000000001","issued_at":"2099-03-02T09:00:00Z","name":"Quillmoor Social","number":'
        b'1,"previous_key":"","previous_signature":"","revoked":false,"side":"desk","signature":"7FB'
        b'+jMqrQnsZfrosS3aW5nyawvdSDVQYh6V34sQWr33wVLup0VG6dJckHI6oqBIzIAH0ut0IgDJtYPu93SjmCQ==",'
        b'"signing_key":"E5j2LG0aRXxRumpLXz29L2n8qTIWIY3ImX5Ba9F9k8o=","unit":"demo-quillmoor","v'
        b'ersion":2}'
    )

    assert cards.read(old).to_bytes() == old


def test_a_field_that_is_not_known_here_is_kept_and_signed() -> None:
    card = a_card(fax="+41")

    assert cards.read(card.to_bytes()).to_bytes() == card.to_bytes()
    with pytest.raises(CardUnreadable):
        cards.read(card.to_bytes().replace(b"+41", b"+42"))


@pytest.mark.parametrize(
    "changes",
    [
        {"id": str(UUID(int=7))},
        {"side": "desk"},
        {"name": "Special Procedures Office"},
        {"addresses": ["https://elsewhere.example"]},
        {"signing_key": NEW.verify_key().to_text()},
        {"encryption_key": OpeningKey.generate().sealing_key().to_text()},
        {"number": 2},
        {"issued_at": "2026-03-02T09:00:01Z"},
        {"revoked": True},
        {"previous_key": KEY.verify_key().to_text()},
        {"signature": ""},
        {"signature": b64encode(bytes(64)).decode()},
        {"signature": "é"},
    ],
)
def test_a_changed_card_is_refused(changes: dict[str, Any]) -> None:
    text = json.loads(a_card().to_bytes())

    with pytest.raises(CardUnreadable, match="changed after it was signed"):
        cards.read(json.dumps({**text, **changes}).encode())


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 1},
        {"format": "vcard"},
        {"side": "newspaper"},
        {"name": ""},
        {"name": "two\nlines"},
        {"addresses": []},
        {"addresses": ["javascript:alert(1)"]},
        {"addresses": ["http://127.0.0.1:9 "]},
        {"signing_key": "A" * 44},
        {"encryption_key": "age1" + "q" * 58},
        {"number": 0},
        {"issued_at": "2026-03-02T09:00:00"},
        {"unit": "Not A Slug"},
    ],
)
def test_a_card_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    text = json.loads(a_card().to_bytes())

    with pytest.raises(CardUnreadable):
        cards.read(json.dumps({**text, **changes}).encode())


@given(st.binary(max_size=200))
def test_rubbish_is_no_card(data: bytes) -> None:
    with pytest.raises(CardUnreadable):
        cards.read(data)


@pytest.mark.parametrize("data", [b" " * 70_000, b"[" * 60_000, b'{"id":' * 9_000])
def test_a_long_or_deep_card_is_refused(data: bytes) -> None:
    with pytest.raises(CardUnreadable):
        cards.read(data)


def test_new_keys_are_signed_by_the_key_before() -> None:
    card = cards.read(a_card(NEW, previous=KEY, number=2).to_bytes())

    assert card.follows(KEY.verify_key().to_text())
    assert not card.follows(NEW.verify_key().to_text())
    assert not a_card(NEW, number=2).follows(KEY.verify_key().to_text())
    assert not a_card(NEW, number=2).follows("")


def test_the_old_keys_signature_holds_for_this_card_alone() -> None:
    old = KEY.verify_key().to_text()
    first = a_card(NEW, previous=KEY, number=2)

    later = a_card(
        NEW,
        number=3,
        issued_at=AT + timedelta(days=1),
        previous_key=old,
        previous_signature=first.previous_signature,
    )

    assert not cards.read(later.to_bytes()).follows(old)


def test_a_signature_of_a_card_is_none_of_a_rotation() -> None:
    """Whoever gets a card signed by the old key has not got its word for new keys."""
    old = KEY.verify_key().to_text()
    own = a_card(KEY)

    lent = a_card(NEW, number=2, previous_key=old, previous_signature=own.signature)

    assert not lent.follows(old)


OFFICE_KEYS = (KEY.verify_key().to_text(), OPENING.sealing_key().to_text())
DESK_KEYS = (NEW.verify_key().to_text(), OpeningKey.generate().sealing_key().to_text())


def test_both_ends_work_out_the_same_code() -> None:
    code = cards.verification_code(OFFICE_KEYS, DESK_KEYS)

    assert code == cards.verification_code(DESK_KEYS, OFFICE_KEYS)
    assert [len(group) for group in code.split(" ")] == [5] * 6
    assert code.replace(" ", "").isdecimal()


def test_any_other_key_gives_another_code() -> None:
    signing, sealing = DESK_KEYS
    code = cards.verification_code(OFFICE_KEYS, DESK_KEYS)

    swapped = OpeningKey.generate().sealing_key().to_text()
    assert cards.verification_code(OFFICE_KEYS, (signing, swapped)) != code
    assert cards.verification_code(OFFICE_KEYS, (OFFICE_KEYS[0], sealing)) != code


def test_the_code_stays_as_it_is_published() -> None:
    """The same in every release, and for whoever writes another program."""
    assert cards.verification_code(("a", "b"), ("c", "d")) == (
        "89530 93803 52289 98331 11274 09056"
    )
