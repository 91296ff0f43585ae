"""Each person chooses on the page of their account how often they hear that something waits."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.accounts.people import come_in

from rapport.accounts import selectors
from rapport.accounts.models import Person
from rapport.accounts.rules import Notices
from rapport.journal.models import Entry


@pytest.fixture
def with_mail(settings: Any) -> None:
    """A mail server is named, and this is no demonstration."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def inside(person: Person) -> Client:
    """A browser of somebody who has shown a second factor."""
    client = Client()
    come_in(client, person)
    session = client.session
    session["second_factor"] = True
    session.save()
    return client


@pytest.mark.usefixtures("with_mail")
def test_without_a_choice_the_seat_says_how_often(noor: Person, odile: Person) -> None:
    assert selectors.notices_of(noor) is Notices.AT_ONCE
    assert selectors.notices_of(odile) is Notices.DAILY
    assert b'value="at_once" id="id_notices_0" checked' in squeezed(inside(noor))
    assert b'value="daily" id="id_notices_1" checked' in squeezed(inside(odile))


def squeezed(client: Client) -> bytes:
    """The page of the account, its attributes in one order."""
    page = client.get("/account").content
    return b" ".join(page.replace(b" required", b"").split())


@pytest.mark.usefixtures("with_mail")
@pytest.mark.parametrize("choice", list(Notices))
def test_a_choice_is_kept_and_recorded(noor: Person, choice: Notices) -> None:
    answer = inside(noor).post("/account/notices", {"notices": choice.value})

    noor.refresh_from_db()
    assert answer.status_code == 302
    assert answer["Location"] == "/account"
    assert noor.notices is choice
    assert selectors.notices_of(noor) is choice
    entry = Entry.objects.get(name="accounts.notices_chosen")
    assert (entry.matter, entry.values["notices"]) == (str(noor.public_id), choice.value)


@pytest.mark.usefixtures("with_mail")
def test_what_is_no_choice_is_said_so_and_keeps_nothing(noor: Person) -> None:
    answer = inside(noor).post("/account/notices", {"notices": "hourly"})

    noor.refresh_from_db()
    assert answer.status_code == 422
    assert noor.notices == ""
    assert b"Messages by e-mail" in answer.content


def test_without_a_mail_server_the_page_says_so(noor: Person) -> None:
    page = inside(noor).get("/account").content

    assert b"This installation sends no messages by e-mail." in page
    assert b"id_notices" not in page


@pytest.mark.usefixtures("with_mail", "in_demo")
def test_a_demonstration_sends_no_messages_and_says_so(noor: Person) -> None:
    page = inside(noor).get("/account").content

    assert b"This installation sends no messages by e-mail." in page


@pytest.mark.usefixtures("with_mail")
def test_for_whom_no_work_waits_there_is_nothing_to_choose(sunniva: Person) -> None:
    assert b"Messages by e-mail" not in inside(sunniva).get("/account").content
    assert selectors.notices_of(sunniva) is Notices.NONE
