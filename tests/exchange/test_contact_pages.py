"""Administrators look after contacts by pages: take a card, compare, revoke."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from tests.protocol.making import KEY, LETTER, OFFICE, a_card

from rapport.accounts import services as accounts
from rapport.documents import services as documents
from rapport.exchange import services
from rapport.exchange.models import Contact, Outgoing
from rapport.exchange.models import Incoming as IncomingRow
from rapport.exchange.rules import Road
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door, Post
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.django_db(transaction=True)

BY_COMMAND = Act(SYSTEM, clock.now(), Door.COMMAND)


@pytest.fixture
def administrator(play: Any, settings: Any) -> Client:
    """An administrator of a desk, signed in."""
    play("desk")
    settings.RAPPORT_DEMO = True  # no second factor is asked for
    person = accounts.add_person(
        BY_COMMAND, name="Vera", email="vera@example.org", posts=[Post("administrator")]
    )
    client = Client()
    client.force_login(person)
    return client


def upload(client: Client, card: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("card.json", card, "application/json")
    return client.post("/contacts/add", {"file": file, **more})


def test_a_card_is_taken_compared_and_revoked(administrator: Client) -> None:
    answer = upload(administrator, a_card().to_bytes())
    page = f"/contacts/{OFFICE}"
    assert answer["Location"] == page
    assert "Keys not compared yet" in administrator.get(page).content.decode()

    code = services.code_with(Contact.objects.get())
    assert code in administrator.get(f"{page}/verify").content.decode()
    administrator.post(f"{page}/verify", {"code": code})
    shown = administrator.get(page).content.decode()
    assert "Keys verified" in shown
    assert "keys compared by telephone" in shown
    assert "Keys verified" in administrator.get("/contacts/").content.decode()

    administrator.post(f"{page}/revoke")
    shown = administrator.get(page).content.decode()
    assert "Keys revoked" in shown
    assert "their keys were revoked" in shown


def test_a_code_that_has_changed_since_is_refused_on_its_page(administrator: Client) -> None:
    upload(administrator, a_card().to_bytes())

    answer = administrator.post(f"/contacts/{OFFICE}/verify", {"code": "1 2 3"})

    assert answer.status_code == 422
    assert "This is not the code worked out here." in answer.content.decode()
    assert Contact.objects.get().verified_at is None


def test_another_key_is_taken_only_when_somebody_has_asked(administrator: Client) -> None:
    upload(administrator, a_card().to_bytes())
    card = a_card(SigningKey.generate(), number=2).to_bytes()

    refused = upload(administrator, card)
    assert refused.status_code == 422
    assert "is known here with another key" in refused.content.decode()
    assert Contact.objects.get().signing_key == KEY.verify_key().to_text()

    upload(administrator, card, as_new="on")
    assert Contact.objects.get().signing_key != KEY.verify_key().to_text()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose a file or write an address."),
        ({"url": "http://192.0.2.7"}, "packages go by https only"),
        ({"url": "http://127.0.0.1:9"}, "gave no contact card"),
        ({"url": "nonsense"}, "is no address of a Rapport"),
    ],
)
def test_what_is_wrong_is_said_on_the_form(
    administrator: Client, given: dict[str, str], said: str
) -> None:
    answer = administrator.post("/contacts/add", given)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Contact.objects.exists()


def test_our_card_is_handed_out_as_a_file(administrator: Client) -> None:
    answer = administrator.get("/contacts/card.json")

    assert answer.content == services.own_card().to_bytes()
    assert "contact-card-1.json" in answer["Content-Disposition"]


def test_a_road_is_chosen_and_shown(administrator: Client) -> None:
    upload(administrator, a_card().to_bytes())
    page = f"/contacts/{OFFICE}"
    assert "We bring them packages at their address" in shown(administrator, page)

    assert "They fetch packages from us" in shown(administrator, f"{page}/road")
    refused = administrator.post(f"{page}/road", {"road": "pigeon"})
    assert refused.status_code == 422
    administrator.post(f"{page}/road", {"road": "pull", "we_collect": "on"})

    text = shown(administrator, page)
    assert "They fetch packages from us" in text
    assert "We fetch from their address what they have for us" in text
    assert "their keys have not been compared by telephone" in text  # wherever they are


def test_what_waits_and_what_is_missing_is_shown_with_what_helps(administrator: Client) -> None:
    upload(administrator, a_card().to_bytes())
    page = f"/contacts/{OFFICE}"
    Contact.objects.update(verified_at=clock.now(), road=Road.FOLDER)
    contact = Contact.objects.get()
    assert "No number of their row is missing." in shown(administrator, page)
    with transaction.atomic():
        services.post(BY_COMMAND, to=OFFICE, matter=OFFICE, document=LETTER)
    assert "rapport exchange write FOLDER" in shown(administrator, page)
    stored = documents.keep(b"x", media_type="text/plain", name="x")
    IncomingRow.objects.create(
        package=OFFICE,
        sender=contact,
        number=3,
        kind="letter",
        matter=OFFICE,
        body=stored,
        arrived_at=clock.now(),
        answer=stored,
    )

    text = shown(administrator, page)
    assert "Numbers are missing from their row." in text
    assert "1–2" in text
    assert "Up to number 0 of their row nothing is missing." in shown(
        administrator, f"{page}/ask"
    )
    administrator.post(f"{page}/ask")
    assert Outgoing.objects.filter(kind="resend_request").count() == 1
    assert "asked to send packages again" in shown(administrator, page)


def shown(client: Client, page: str) -> str:
    """The text of a page."""
    return str(client.get(page).content.decode())
