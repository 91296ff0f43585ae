"""Importing by page: choose a file, see what it would change, confirm just that."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.directory.conftest import act, book

from rapport.accounts import services as accounts
from rapport.directory import selectors, services
from rapport.foundation.acts import Post


@pytest.fixture
def administrator(office: None, loaded: services.Counts) -> Client:
    """The browser of an office's administrator."""
    return signed_in("administrator")


def signed_in(seat: str, unit: str = "") -> Client:
    """The browser of somebody with a seat."""
    email = f"{seat}@demonstration.invalid"
    person = accounts.add_person(
        act(), name="Ilse Marrowby", email=email, posts=[Post(seat, unit)]
    )
    client = Client()
    client.force_login(person)
    return client


def send(client: Client, data: bytes) -> HttpResponse:
    """Hand a file in."""
    file = SimpleUploadedFile("facts.json", data)
    answer: Any = client.post("/directory/import", {"file": file})
    return answer


def digest_in(page: HttpResponse) -> str:
    """The digest that confirms the changes that a page shows."""
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page.content.decode())
    assert found
    return found[1]


def described(text: str) -> bytes:
    """A file that gives a mandate another description."""
    record = selectors.twin_of(selectors.get_mandate("freedex"))
    return book(mandates=[record | {"description": text}])


def description() -> str:
    """How the mandate is described now."""
    return selectors.get_mandate("freedex").description


def test_a_file_changes_what_was_shown_once_it_is_confirmed(administrator: Client) -> None:
    before = description()

    answer = send(administrator, described("Watches over opinions."))
    page = administrator.get(answer["Location"])

    assert description() == before
    assert "1 record would be added or changed" in page.content.decode()
    assert f"</span><bdi>{before}</bdi></del>" in page.content.decode()
    assert "</span><bdi>Watches over opinions.</bdi></ins>" in page.content.decode()

    done = administrator.post(answer["Location"], {"digest": digest_in(page)}, follow=True)

    assert "Imported: 1 record was added or changed." in done.content.decode()
    assert description() == "Watches over opinions."
    assert administrator.get(answer["Location"]).status_code == 404


def test_changes_that_are_no_longer_those_shown_are_shown_again(administrator: Client) -> None:
    address = send(administrator, described("Watches over opinions."))["Location"]
    digest = digest_in(administrator.get(address))
    record = selectors.twin_of(selectors.get_mandate("freedex")) | {"email_confidence": "low"}
    services.import_directory(act(), data=book(mandates=[record]), name="meanwhile.json")

    answer = administrator.post(address, {"digest": digest})

    assert answer.status_code == 409
    assert "The directory was changed since" in answer.content.decode()
    assert description() != "Watches over opinions."
    administrator.post(address, {"digest": digest_in(answer)})
    assert description() == "Watches over opinions."


def test_a_file_that_says_nothing_new_has_nothing_to_confirm(administrator: Client) -> None:
    address = send(administrator, selectors.exported().encode())["Location"]

    page = administrator.get(address).content.decode()

    assert "Nothing: the directory says all of this already." in page
    assert 'name="digest"' not in page
    assert "terms come out over six years" in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b"\xff\xfe", "it is not text in UTF-8"),
        (book(people=[]), "no such kind of record"),
        (book(companies=[{"slug": "nameless"}]), "nameless"),
    ],
)
def test_a_file_with_mistakes_changes_nothing_and_says_which(
    administrator: Client, data: bytes, said: str
) -> None:
    before = selectors.exported()

    answer = send(administrator, data)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
    assert selectors.exported() == before


def test_without_a_file_the_form_asks_for_one(administrator: Client) -> None:
    answer = administrator.post("/directory/import")

    assert answer.status_code == 422
    assert "Directory file" in answer.content.decode()


def test_other_seats_may_not_import(office: None, loaded: services.Counts) -> None:
    client = signed_in("secretariat")

    assert client.get("/directory/import").status_code == 403
    assert send(client, described("Watches over opinions.")).status_code == 403
    assert "/directory/import" not in client.get("/directory/mandates").content.decode()


def test_on_an_archive_a_stranger_may_not_import(archive: None, db: None) -> None:
    assert Client().get("/directory/import").status_code == 302
