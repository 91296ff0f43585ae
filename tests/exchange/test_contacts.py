"""Who is known, by which keys: compared by people, renewed by the key before, revoked."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.protocol.making import KEY, OFFICE, OPENING, a_card

from rapport.cli.main import main
from rapport.exchange import errors, selectors, services
from rapport.exchange.models import Contact
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Actor, Door, Post
from rapport.foundation.errors import Refusal
from rapport.journal.models import Entry
from rapport.protocol import cards
from rapport.protocol.errors import CardUnreadable
from rapport.protocol.sealing import OpeningKey, open_sealed, seal
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.django_db

NEW = SigningKey.generate()


def act() -> Act:
    return Act(SYSTEM, clock.now(), Door.COMMAND)


def added(**changes: Any) -> Contact:
    return services.add_contact(act(), card=a_card(**changes).to_bytes())


def verified() -> Contact:
    contact = added()
    return services.verify_contact(
        act(), contact_id=contact.public_id, code=services.code_with(contact)
    )


def test_keys_are_made_once_and_are_for_nobody_else(settings: Any) -> None:
    card = services.own_card()

    assert services.own_card() == card
    assert card.number == 1
    assert cards.read(card.to_bytes()) == card
    for name in ("signing.key", "encryption.key"):
        path: Path = settings.RAPPORT_HOME / "keys" / name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_name_or_address_gives_a_new_card_with_the_same_keys(settings: Any) -> None:
    first = services.own_card()
    settings.RAPPORT_URL = "https://office.example"

    second = services.own_card()

    assert second.number == 2
    assert second.addresses == ["https://office.example"]
    assert second.signing_key == first.signing_key
    assert cards.read(second.to_bytes()) == second


def test_a_rotated_key_is_vouched_for_and_the_old_one_still_opens() -> None:
    first, old = services.own_card(), services.opening_keys()[0]

    second = services.rotate_keys(act())

    assert second.follows(first.signing_key)
    assert second.encryption_key != first.encryption_key
    assert services.own_key().verify_key().to_text() == second.signing_key
    assert open_sealed(seal(b"x", [old.sealing_key()]), services.opening_keys()) == b"x"
    assert Entry.objects.get().name == "exchange.keys_rotated"


def test_a_new_address_after_a_rotation_is_still_vouched_for(settings: Any) -> None:
    first = services.own_card()
    services.rotate_keys(act())
    settings.RAPPORT_URL = "https://office.example"

    assert cards.read(services.own_card().to_bytes()).follows(first.signing_key)


def test_a_lost_key_file_is_said_and_never_replaced(settings: Any) -> None:
    services.own_card()
    (settings.RAPPORT_HOME / "keys" / "signing.key").unlink()

    with pytest.raises(errors.KeyFileMissing):
        services.own_key()


def test_a_new_contact_is_unverified() -> None:
    contact = added()

    assert contact.verified_at is None
    assert contact.encryption_key == OPENING.sealing_key().to_text()
    assert Entry.objects.get().name == "exchange.contact_added"


def test_the_code_verifies_and_any_other_does_not() -> None:
    contact = added()
    code = services.code_with(contact)

    with pytest.raises(errors.CodeWrong):
        services.verify_contact(act(), contact_id=contact.public_id, code=code[::-1] + "1")
    checked = services.verify_contact(
        act(), contact_id=contact.public_id, code=code.replace(" ", "")
    )

    assert checked.verified_at is not None
    assert checked.verified_by == SYSTEM.name


def test_a_card_signed_by_the_known_key_is_taken_and_stays_verified() -> None:
    verified()
    opening = OpeningKey.generate().sealing_key().to_text()

    contact = added(key=NEW, previous=KEY, number=2, encryption_key=opening)

    assert contact.signing_key == NEW.verify_key().to_text()
    assert contact.encryption_key == opening
    assert contact.verified_at is not None


def test_another_key_is_refused_until_somebody_says_that_it_is_new() -> None:
    verified()
    card = a_card(NEW, number=2).to_bytes()

    with pytest.raises(errors.KeyChanged):
        services.add_contact(act(), card=card)
    assert Contact.objects.get().signing_key == KEY.verify_key().to_text()

    contact = services.add_contact(act(), card=card, as_new=True)
    assert contact.signing_key == NEW.verify_key().to_text()
    assert contact.verified_at is None


@pytest.mark.parametrize(
    ("before", "changes", "refusal"),
    [
        ({"number": 2}, {"number": 1}, errors.CardOutdated),
        ({"number": 2}, {"number": 2, "name": "Another"}, errors.CardOutdated),
        ({}, {"number": 2, "addresses": ["http://192.0.2.7"]}, errors.AddressNotSecure),
        ({"id": uuid4()}, {"revoked": True}, errors.CardRevoked),
    ],
)
def test_cards_that_are_not_taken(
    before: dict[str, Any], changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    added(**before)

    with pytest.raises(refusal):
        added(**changes)


def test_our_own_card_is_no_contact() -> None:
    with pytest.raises(errors.CardOurs):
        services.add_contact(act(), card=services.own_card().to_bytes())


def test_the_same_card_twice_changes_nothing() -> None:
    added()
    added()

    assert Entry.objects.count() == 1


def test_a_card_that_says_its_keys_are_void_revokes() -> None:
    verified()

    contact = added(number=2, revoked=True)

    assert contact.revoked_at is not None
    assert contact.verified_at is None
    assert isinstance(selectors.why_not_reach(contact), errors.ContactRevoked)


def test_a_stranger_cannot_revoke_others() -> None:
    verified()

    with pytest.raises(errors.KeyChanged):
        added(key=NEW, number=2, revoked=True)
    assert Contact.objects.get().revoked_at is None


def test_a_revoked_contact_comes_back_by_hand_only() -> None:
    verified()
    services.revoke_contact(act(), contact_id=OFFICE)

    with pytest.raises(errors.ContactRevoked):
        added(key=NEW, previous=KEY, number=2)
    card = a_card(NEW, number=2).to_bytes()
    contact = services.add_contact(act(), card=card, as_new=True)

    assert contact.revoked_at is None
    assert contact.verified_at is None


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 9},
        {"number": 9, "key": NEW, "previous": KEY},
        {"number": 9, "revoked": False, "name": "Another"},
    ],
    ids=["higher number", "a rotation that the void key signed", "other content"],
)
@pytest.mark.parametrize("by_hand", [True, False], ids=["by hand", "by their card"])
def test_void_keys_vouch_for_nothing(changes: dict[str, Any], by_hand: bool) -> None:
    verified()
    if by_hand:
        services.revoke_contact(act(), contact_id=OFFICE)
    else:
        added(number=2, revoked=True)

    with pytest.raises(errors.ContactRevoked):
        added(**changes)

    contact = Contact.objects.get()
    assert contact.revoked_at is not None
    assert contact.signing_key == KEY.verify_key().to_text()


def test_a_card_that_voids_counts_whatever_its_number() -> None:
    added(number=5)

    assert added(number=4, revoked=True).revoked_at is not None


VECTORS = Path(__file__).parents[2] / "docs" / "reference" / "protocol" / "vectors"
TAKINGS = json.loads((VECTORS / "index.json").read_bytes())["takings"]


@pytest.mark.parametrize("vector", TAKINGS, ids=lambda one: str(one["later"]))
def test_cards_are_taken_as_the_vectors_say(vector: dict[str, Any]) -> None:
    for known in vector["known"]:
        services.add_contact(act(), card=(VECTORS / known).read_bytes())

    later = (VECTORS / vector["later"]).read_bytes()
    try:
        services.add_contact(act(), card=later)
    except Refusal:
        assert not vector["taken"]
    else:
        assert vector["taken"]


@pytest.mark.parametrize(
    "do",
    [
        lambda who: services.add_contact(who, card=a_card().to_bytes()),
        lambda who: services.fetch_card(who, url="http://127.0.0.1:9"),
        lambda who: services.verify_contact(who, contact_id=OFFICE, code=""),
        lambda who: services.revoke_contact(who, contact_id=OFFICE),
        services.rotate_keys,
    ],
)
def test_contacts_and_keys_are_for_administrators(do: Callable[[Act], object]) -> None:
    lead = Actor(id="x", name="Noor", posts=frozenset({Post("lead")}))

    with pytest.raises(errors.NotTheAdministrator):
        do(Act(lead, clock.now(), Door.PAGE))


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "https://127.0.0.1:9"])
def test_an_address_where_nobody_answers(url: str) -> None:
    with pytest.raises(errors.CardNotFetched):
        services.fetch_card(act(), url=url)


def test_a_card_comes_in_whole_or_not_at_all() -> None:
    with pytest.raises(CardUnreadable):
        services.add_contact(act(), card=a_card().to_bytes()[:-1])
    assert not Contact.objects.exists()


def test_the_commands_lead_from_card_to_verified(
    tmp_path: Path, play: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    play("desk")
    (tmp_path / "office.json").write_bytes(a_card().to_bytes())

    def rapport(*words: str) -> str:
        assert main(list(words)) == 0
        return capsys.readouterr().out.strip()

    assert rapport("contacts", "add", str(tmp_path / "office.json")).endswith("unverified")
    code = rapport("contacts", "verify", str(OFFICE))
    assert rapport("contacts", "verify", str(OFFICE), *code.split()).endswith("\tverified")
    assert rapport("contacts", "list").endswith("verified\thttp://127.0.0.1:9\tpush")
    assert rapport("contacts", "revoke", str(OFFICE)).endswith("revoked")
    card = cards.read(rapport("contacts", "card").encode())
    assert cards.read(rapport("contacts", "card", "--revoked").encode()).revoked
    assert card.signing_key in rapport("keys", "show")
    assert card.signing_key not in rapport("keys", "rotate")
    assert main(["contacts", "verify", str(UUID(int=1))]) == 1
