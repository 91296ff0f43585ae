"""The pages of publishing: read the public version, say what must go too, confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.office import letters
from tests.office.conftest import Office, midday
from tests.office.test_publishing import IN_TIME, answered, archive, settle

from rapport.exchange.models import Contact
from rapport.foundation import clock
from rapport.office.communications.models import Letter
from rapport.office.consents.rules import Purpose
from rapport.office.publishing import selectors
from rapport.office.publishing.models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_time(tmp_path: Path) -> Iterator[None]:
    """Move the clock to the first day on which the letter may be public."""
    ahead = midday(IN_TIME) - clock.machine_now()
    file = tmp_path / "clock"
    file.write_text(str(int(ahead.total_seconds())), encoding="ascii")
    clock.follow(file)
    yield
    clock.follow(None)


def address(letter: Letter, more: str = "") -> str:
    """Where a letter's public version stands."""
    return f"/letters/{letter.public_id}/publication{more}"


def read_in(page: str) -> str:
    """The fingerprint that a confirmation carries."""
    return page.partition('name="read" value="')[2].partition('"')[0]


def shown(response: HttpResponse, status: int = 200) -> str:
    """The page of an answer."""
    assert response.status_code == status
    return response.content.decode()


def test_the_page_shows_the_public_version_and_who_is_withheld(office: Office) -> None:
    letter = answered(office, "The account of Ms Varga was restored.")

    page = shown(office.client("mina").get(address(letter)))

    assert '<span class="held"><span class="vh">withheld:</span> Person A</span>' in page
    assert "Lucinde Varga-Morel" in page  # for the secretariat, in the list of who is withheld
    assert "Parts of withheld names still stand in the text" in page
    assert "Go on to publishing" in page


def test_a_mandate_reads_the_public_version_without_who_is_withheld(office: Office) -> None:
    letter = answered(office)

    page = shown(office.client("ilse").get(address(letter)))

    assert "Person A" in page
    assert "Varga" not in page
    assert "Only the secretariat publishes letters." in page
    assert "Go on to publishing" not in page


def test_nobody_else_knows_of_it(office: Office) -> None:
    letter = answered(office)

    assert office.client("anneke").get(address(letter)).status_code == 404
    assert office.client("ilse").post(address(letter, "/confirm")).status_code == 403
    assert not Publication.objects.exists()


def test_more_words_are_withheld_when_asked_for(office: Office) -> None:
    letter = answered(office, "The account of Ms Varga was restored.")

    page = shown(office.client("mina").post(address(letter), {"also": "Ms Varga"}))

    assert 'The account of <span class="held">' in page
    assert "Withheld by hand" in page
    assert not Publication.objects.exists()


def test_words_that_stand_nowhere_are_told_and_kept_in_the_field(office: Office) -> None:
    letter = answered(office)

    page = shown(office.client("mina").post(address(letter), {"also": "Nowhere"}), 422)

    assert "stand in no text of letter or reply: Nowhere" in page
    assert ">\nNowhere</textarea>" in page


def publish(client: Client, letter: Letter, also: str = "") -> HttpResponse:
    """Go on to the confirmation, and confirm."""
    page = shown(client.post(address(letter, "/confirm"), {"also": also}))
    assert "Publish letter and reply" in page
    sent = {"also": also, "read": read_in(page)}
    return client.post(address(letter, "/confirm"), sent, follow=True)


def test_a_confirmed_version_is_handed_over(office: Office) -> None:
    letter = answered(office, "The account of Ms Varga was restored.")

    page = shown(publish(office.client("mina"), letter, "Ms Varga"))

    assert "Handed over, no receipt yet" in page
    assert "Version 1 is on its way to the archive." in page
    assert Publication.objects.get().also_withheld == ["Ms Varga"]


def test_what_changed_since_it_was_read_is_shown_again(office: Office) -> None:
    letter = answered(office)
    office.consent(letter.case, 1, Purpose.PUBLISH_NAME)
    client = office.client("mina")
    page = shown(client.post(address(letter, "/confirm"), {"also": ""}))
    office.consent(letter.case, 1, Purpose.PUBLISH_NAME, answer=False)

    sent = {"also": "", "read": read_in(page)}
    page = shown(client.post(address(letter, "/confirm"), sent), 409)

    assert "is no longer the one that you read" in page
    assert not Publication.objects.exists()


def test_before_its_time_the_page_says_when(office: Office) -> None:
    letter = answered(office)
    ahead = letter.public_from - timedelta(minutes=5) - clock.machine_now()
    assert clock._ahead is not None
    clock._ahead.write_text(str(int(ahead.total_seconds())), encoding="ascii")

    page = shown(office.client("mina").get(address(letter)))

    assert "may be made public from 2 May 2026, 00:00 in Geneva" in page
    assert "Go on to publishing" not in page
    assert office.client("mina").post(address(letter, "/confirm")).status_code == 409


def test_a_letter_that_was_not_sent_has_no_public_version(office: Office) -> None:
    letter = letters.cleared(office)

    page = shown(office.client("mina").get(address(letter)))

    assert "This letter has not been sent, so it is not published." in page


def test_a_letter_without_reply_is_published_alone(office: Office) -> None:
    letter = letters.delivered(office)
    archive()

    page = shown(office.client("mina").get(address(letter, "/confirm")))

    assert "Make the letter public, without a reply?" in page
    assert "Publish the letter" in page


@pytest.mark.parametrize("host", ["https://archive.example", "http://127.0.0.1:8004"])
def test_what_the_archive_took_is_one_click_away(office: Office, host: str) -> None:
    letter = answered(office)
    publish(office.client("mina"), letter)
    before = shown(office.client("mina").get(address(letter)))
    Contact.objects.filter(side="archive").update(url=host)
    settle(Publication.objects.get(), office)

    page = shown(office.client("mina").get(address(letter)))

    assert "Read it in the archive" not in before
    assert f'<a href="{host}/letters/al-oth-14-2099">Read it in the archive' in page


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("https://archive.example/", "https://archive.example/letters/al-oth-14-2099"),
        ("http://127.0.0.1:8004", None),
    ],
)
def test_an_address_of_this_machine_is_nobodys_link_but_in_a_demonstration(
    office: Office, settings: Any, host: str, found: str | None
) -> None:
    letter = answered(office)
    publish(office.client("mina"), letter)
    Contact.objects.filter(side="archive").update(url=host)
    settle(Publication.objects.get(), office)
    settings.RAPPORT_DEMO = False

    assert selectors.find_public_address(selectors.publications_of(letter)) == found
