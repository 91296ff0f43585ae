"""Another installation is known by its card; another key needs a person who compared it."""

from __future__ import annotations

from uuid import UUID

import pytest

from rapport.exchange import selectors, services
from rapport.exchange.errors import KeyChanged
from rapport.exchange.schemas import ContactCard
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.models import Entry
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.django_db

OFFICE = UUID("0ff1ce00-0000-4000-8000-000000000001")


def act() -> Act:
    return Act(SYSTEM, clock.now(), Door.COMMAND)


def card(key: SigningKey, url: str = "http://127.0.0.1:8001") -> bytes:
    return services.read_card(
        ContactCard(
            id=OFFICE,
            side="office",
            name="An office",
            url=url,
            signing_key=key.verify_key().to_text(),
        )
    ).encode()


def told() -> list[bool]:
    entries = Entry.objects.filter(name="exchange.contact_added").order_by("id")
    return [entry.values["new_key"] for entry in entries]


def test_a_card_makes_another_installation_known_and_is_recorded() -> None:
    services.add_contact(act(), card=card(SigningKey.generate()))

    assert [contact.public_id for contact in selectors.contacts()] == [OFFICE]
    assert told() == [False]


def test_a_card_with_the_same_key_brings_the_address_up_to_date() -> None:
    key = SigningKey.generate()
    services.add_contact(act(), card=card(key))

    contact = services.add_contact(act(), card=card(key, "http://127.0.0.1:9001"))

    assert contact.url == "http://127.0.0.1:9001"
    assert told() == [False, False]


def test_a_card_with_another_key_is_refused_and_changes_nothing() -> None:
    known = SigningKey.generate()
    services.add_contact(act(), card=card(known))

    with pytest.raises(KeyChanged):
        services.add_contact(act(), card=card(SigningKey.generate()))

    assert selectors.get_contact(OFFICE).signing_key == known.verify_key().to_text()
    assert told() == [False]


def test_a_key_that_a_person_has_compared_takes_the_place_of_the_known_one() -> None:
    services.add_contact(act(), card=card(SigningKey.generate()))
    fresh = SigningKey.generate()

    services.add_contact(act(), card=card(fresh), new_key=True)

    assert selectors.get_contact(OFFICE).signing_key == fresh.verify_key().to_text()
    assert told() == [False, True]
