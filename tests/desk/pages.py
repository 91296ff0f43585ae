"""Opening the desk's pages as one of the cast, at a moment of the story."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from rapport.accounts.models import Person


class Browser:
    """One of the cast before the desk's pages."""

    def __init__(self, person: Person) -> None:
        self.client = Client()
        self.client.force_login(person)

    def get(self, address: str) -> HttpResponse:
        """Open a page."""
        return self.client.get(address)

    def post(self, address: str, **fields: Any) -> HttpResponse:
        """Send a form."""
        return self.client.post(address, fields)

    def text(self, address: str) -> str:
        """Read a page that is there, as a person does: without its markup."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return read(answer)


def read(answer: HttpResponse) -> str:
    """The words of a page, on one line."""
    _, _, main = answer.content.decode().partition("<main")
    return " ".join(unescape(strip_tags(main)).split())
