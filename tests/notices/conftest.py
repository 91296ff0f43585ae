"""Quillmoor's desk with a mail server that keeps what it takes, and a clock that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import Desk, desk  # noqa: F401  a fixture
from tests.mail.conftest import Scripted, mail_on, server  # noqa: F401  fixtures of the mail

from rapport.accounts import services as accounts
from rapport.accounts.rules import Notices
from rapport.foundation import clock
from rapport.foundation.acts import GENEVA
from rapport.journal import services as journal
from rapport.notices import services

FROM = "no-reply@quillmoor.example"


def geneva(text: str) -> datetime:
    """An instant, written as a clock in Geneva shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=GENEVA).astimezone(UTC)


@dataclass
class Post:
    """What the mail server took, and the desk's rounds."""

    desk: Desk
    server: Scripted
    offset: Path
    told: list[int] = field(default_factory=list)

    def stand(self, text: str) -> datetime:
        """Let the clock go on from a time in Geneva, or from less than a second later."""
        ahead = geneva(text) - clock.machine_now()
        self.offset.write_text(str(ceil(ahead.total_seconds())), encoding="ascii")
        clock.follow(self.offset)
        return clock.now()

    def round(self, text: str) -> list[str]:
        """Look at a time in Geneva and do the work; return to whom notices went."""
        before = len(self.server.taken)
        services.tell(self.stand(text))
        journal.work_off()
        return sorted(
            one["To"].partition("@")[0] for one in map(read, self.server.taken[before:])
        )

    def wants(self, who: str, notices: Notices) -> None:
        """Let one of the cast choose."""
        accounts.choose_notices(self.desk.act(who), notices=notices)

    def only(self, who: str, notices: Notices) -> None:
        """Let nobody but one of the cast be told."""
        for one in self.desk.people:
            self.wants(one, notices if one == who else Notices.NONE)

    def opens_today(self, who: str) -> None:
        """Open Today as one of the cast who has shown a second factor."""
        client = Client()
        client.force_login(self.desk.people[who])
        session = client.session
        session["second_factor"] = True
        session.save()
        assert client.get("/").status_code == 200


def read(raw: bytes) -> EmailMessage:
    """Take a message apart."""
    return message_from_bytes(raw, policy=policy.default)  # type: ignore[return-value]


@pytest.fixture
def post(
    desk: Desk,  # noqa: F811
    server: Scripted,  # noqa: F811
    settings: Any,
    tmp_path: Path,
) -> Iterator[Post]:
    """The desk outside the demonstration, with its mail."""
    settings.RAPPORT_DEMO = False
    settings.RAPPORT_NAME = "Quillmoor Social"
    settings.RAPPORT_URL = "https://desk.example"
    settings.DEFAULT_FROM_EMAIL = FROM
    settings.RAPPORT_MAIL_ADDRESS = ""
    yield Post(desk, server, tmp_path / "clock")
    clock.follow(None)


@pytest.fixture
def all_at_once(post: Post) -> Callable[[], None]:
    """Everybody told at once."""

    def choose() -> None:
        for who in post.desk.people:
            post.wants(who, Notices.AT_ONCE)

    return choose
