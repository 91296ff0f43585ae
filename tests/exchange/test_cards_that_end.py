"""A card may have an end: then nothing is sealed with its key until a later one is here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.exchange.test_contact_pages import administrator, upload
from tests.exchange.test_contacts import act, added, verified
from tests.exchange.test_packages_go_out import (
    DESK_KEY,
    Desk,
    desk,
    post,
    try_again,
)
from tests.protocol.making import OFFICE, a_card

from rapport.exchange import errors, rules, selectors, services
from rapport.exchange.models import Contact, Outgoing
from rapport.foundation import clock
from rapport.journal.services import work_off
from rapport.protocol import cards

__all__ = ["administrator", "desk"]
pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("end", "days", "renewed"),
    [
        (None, 0, False),
        (None, 90, True),
        (AT + 60 * DAY, 0, True),
        (AT + 90 * DAY, 90, False),
        (AT + 31 * DAY, 90, False),
        (AT + 29 * DAY, 90, True),
        (AT - DAY, 90, True),
        (AT + 300 * DAY, 90, True),
    ],
)
def test_a_card_of_ours_is_made_anew_in_time(
    end: datetime | None, days: int, renewed: bool
) -> None:
    assert rules.is_to_be_renewed(end, days=days, at=AT) is renewed


def test_a_card_has_no_end_unless_that_is_wished() -> None:
    card = services.own_card()

    assert card.expires_at == ""
    assert cards.read(card.to_bytes()) == card


def test_our_card_ends_when_that_is_wished_and_is_renewed_with_the_same_keys(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = services.own_card()
    settings.RAPPORT_CARD_DAYS = 90

    first = services.own_card()
    again = services.own_card()
    later = clock.now() + 61 * DAY
    monkeypatch.setattr(clock, "now", lambda: later)
    second = services.own_card()

    assert first.expires_at == first.issued_at + 90 * DAY
    assert again == first
    assert (without.number, first.number, second.number) == (1, 2, 3)
    assert second.signing_key == first.signing_key == without.signing_key
    assert second.expires_at == later.replace(microsecond=0) + 90 * DAY
    assert cards.read(second.to_bytes()) == second


def test_a_card_that_has_ended_is_not_taken() -> None:
    with pytest.raises(errors.CardExpired):
        added(expires_at=clock.now() - DAY)
    contact = verified()
    with pytest.raises(errors.CardExpired):
        services.add_contact(
            act(), card=a_card(number=2, expires_at=clock.now() - DAY).to_bytes()
        )
    contact.refresh_from_db()
    assert contact.expires_at is None


def test_nothing_goes_to_a_card_that_has_ended_until_a_later_one_is_fetched(
    desk: type[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = clock.now().replace(second=5)  # no minute ends meanwhile
    monkeypatch.setattr(clock, "now", lambda: begun)
    Contact.objects.update(expires_at=begun - DAY, card_number=1)
    contact = Contact.objects.get()
    assert isinstance(selectors.why_not_reach(contact), errors.CardExpired)
    post()
    post()

    work_off()

    assert desk.asked == 1, "for both packages, once in a minute"
    assert desk.wire == []
    assert set(Outgoing.objects.values_list("last_said", flat=True)) == {
        "exchange.card_expired"
    }
    desk.card = a_card(
        id=contact.public_id,
        side="desk",
        number=2,
        addresses=[contact.url],
        encryption_key=contact.encryption_key,
        key=DESK_KEY,
        expires_at=clock.now() + 90 * DAY,
    ).to_bytes()
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(minutes=1))
    try_again()
    try_again()
    contact.refresh_from_db()
    assert contact.card_number == 2
    assert not contact.has_expired
    assert len(desk.wire) == 2


def test_an_administrator_sees_when_a_card_ends_and_what_helps(administrator: Client) -> None:
    upload(administrator, a_card(expires_at=clock.now() + 9 * DAY).to_bytes())
    page = f"/contacts/{OFFICE}"
    assert "Their card ends on" in administrator.get(page).content.decode()

    Contact.objects.update(expires_at=clock.now() - DAY)

    shown = administrator.get(page).content.decode()
    assert "Card has ended" in shown
    assert "can fetch a later card" in shown
    assert "Card has ended" in administrator.get("/contacts/").content.decode()
