"""A company at the upload page: with a code, in pieces as any client of tus sends them."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from rapport.foundation import clock
from rapport.foundation.acts import NOBODY, Act, Door
from rapport.office.uploads import services

PIECE = "application/offset+octet-stream"
REFERENCE = "AL OTH 14/2099"


def act() -> Act:
    """An act of nobody, now."""
    return Act(NOBODY, clock.now(), Door.PAGE)


def code_for(matter: UUID | None = None, **how: Any) -> tuple[UUID, str]:
    """A matter and its upload code."""
    matter = matter or uuid4()
    with transaction.atomic():
        return matter, services.make_code(act(), matter=matter, reference=REFERENCE, **how)


@dataclass
class Sender:
    """A browser or a program that holds a code."""

    client: Client

    def tus(self, method: str, address: str, data: bytes = b"", **headers: Any) -> HttpResponse:
        """Ask as the protocol does."""
        said = {"Tus-Resumable": "1.0.0"} | {
            name.replace("_", "-"): str(value) for name, value in headers.items()
        }
        answer: HttpResponse = self.client.generic(
            method, address, data, content_type=said.pop("Content-Type", PIECE), headers=said
        )
        return answer

    def begin(self, size: int, name: str = "annex.pdf") -> HttpResponse:
        """Begin a file."""
        told = f"filename {b64encode(name.encode()).decode()}"
        return self.tus("POST", "/upload/tus", Upload_Length=size, Upload_Metadata=told)

    def begun(self, size: int, name: str = "annex.pdf") -> str:
        """The address of a file that was begun."""
        answer = self.begin(size, name)
        assert answer.status_code == 201, answer.content
        return answer["Location"].removeprefix("http://testserver")

    def piece(self, address: str, at: int, data: bytes, **headers: Any) -> HttpResponse:
        """Send a piece."""
        return self.tus("PATCH", address, data, Upload_Offset=at, **headers)

    def here(self, address: str) -> int:
        """How much is here."""
        return int(self.tus("HEAD", address)["Upload-Offset"])

    def whole(self, data: bytes, name: str = "annex.pdf") -> str:
        """Send a whole file; the address it has."""
        address = self.begun(len(data), name)
        if data:
            answer = self.piece(address, 0, data)
            assert answer["Upload-Sha256"] == sha256(data).hexdigest()
        return address

    def send_off(self, **typed: str) -> HttpResponse:
        """Press the button."""
        answer: HttpResponse = self.client.post("/upload/files", typed)
        return answer

    def page(self) -> str:
        """The page with the files, as it is shown."""
        return str(self.client.get("/upload/files").content.decode())


def sender(code: str) -> Sender:
    """Somebody who has typed a code."""
    client = Client()
    answer = client.post("/upload", {"code": code})
    assert answer.status_code == 302, re.sub(r"\s+", " ", answer.content.decode())[-3000:]
    return Sender(client)
