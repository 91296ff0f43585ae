"""At an office: who is told of what, and where an answer to a notice comes to lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from tests.mail import servers
from tests.mail.conftest import Scripted
from tests.mail.test_messages_come_in import comes
from tests.notices.conftest import read
from tests.office import letters
from tests.office.conftest import Office, midday, office  # noqa: F401  a fixture

from rapport.accounts import services as accounts
from rapport.accounts.rules import Notices
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.models import Job
from rapport.mail import selectors as mails
from rapport.mail.rules import Quarantine
from rapport.notices import services
from rapport.office.today import selectors as today
from rapport.office.today.rules import ROWS


@dataclass
class Post:
    """The office, and who was told at a round."""

    office: Office
    settings: Any
    monkeypatch: pytest.MonkeyPatch

    def round(self, on: str) -> list[str]:
        """Look at noon of a day; return for whom a notice was asked."""
        self.settings.RAPPORT_DEMO = False
        known = {str(one.public_id): key for key, one in self.office.people.items()}
        asked = Job.objects.filter(work="notices.write")
        before = set(asked.values_list("pk", flat=True))
        self.monkeypatch.setattr(clock, "now", lambda: midday(on))
        services.tell(midday(on))
        self.settings.RAPPORT_DEMO = True
        return sorted(known[job.payload["person_id"]] for job in asked.exclude(pk__in=before))

    def opens_today(self, who: str) -> None:
        """Open Today as one of the cast who has shown a second factor."""
        self.settings.RAPPORT_DEMO = False
        client = self.office.client(who)
        session = client.session
        session["second_factor"] = True
        session.save()
        assert client.get("/").status_code == 200
        self.settings.RAPPORT_DEMO = True


@pytest.fixture
def post(
    office: Office,  # noqa: F811
    server: Scripted,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Post:
    """Everybody is told at once, out of the very mailbox to which answers to letters go."""
    settings.DEFAULT_FROM_EMAIL = servers.OFFICE
    settings.RAPPORT_DEMO = True
    for who in office.people:
        accounts.choose_notices(office.act(who), notices=Notices.AT_ONCE)
    return Post(office, settings, monkeypatch)


def test_who_is_asked_to_join_is_told_and_nobody_else(post: Post) -> None:
    letters.circulating(post.office)

    assert post.round("2026-03-02") == ["jonas"]


def test_once_every_mandate_has_answered_the_secretariat_is_told(post: Post) -> None:
    letter = letters.circulating(post.office)
    post.round("2026-03-02")
    letters.services.join_letter(
        post.office.act("jonas", "2026-03-03"),
        letter_id=letter.public_id,
        mandate=letters.ENTERPRISE,
    )

    assert post.round("2026-03-03") == ["mina"]


def test_a_reply_that_came_is_told_to_the_mandates_that_signed(post: Post) -> None:
    letter = letters.delivered(post.office)
    post.round("2026-03-30")
    letters.arrives(post.office, letters.reply_document(letter))

    assert post.round("2026-04-01") == ["ilse", "jonas", "mina"]


def test_also_what_stands_behind_the_link_is_new(post: Post) -> None:
    for number in range(ROWS + 2):
        letters.replied(post.office, f"AL OTH {number + 1}/2099")

    waiting = list(today.what_waits(post.office.act("ilse", "2026-04-01")))

    assert sum("assess" in one.key for one in waiting) == ROWS + 2
    post.opens_today("ilse")
    assert "ilse" not in post.round("2026-04-01")


def test_an_answer_to_a_notice_lies_in_quarantine_with_no_matter(
    post: Post, server: Scripted
) -> None:
    letters.circulating(post.office)
    post.round("2026-03-02")
    job = Job.objects.get(work="notices.write")
    post.settings.RAPPORT_DEMO = False
    services.write(Act(SYSTEM, clock.now(), Door.SCHEDULE), **job.payload)
    notice = read(server.taken[0])

    came = comes(
        f"From: {notice['To']}",
        f"To: {notice['From']}",
        f"Subject: Re: {notice['Subject']}",
        f"In-Reply-To: {notice['Message-ID']}",
        f"References: {notice['Message-ID']}",
        body="Yes, we join the letter to Quillmoor, AL OTH 14/2099.",
    )

    assert notice["From"] == servers.OFFICE
    assert (came.matter, came.about, came.quarantine) == (None, None, Quarantine.NO_MATTER)
    assert not mails.to_be_filed().exists()
    assert mails.in_quarantine().get() == came


def test_what_lies_in_quarantine_is_told_to_the_secretariat_alone(
    post: Post, server: Scripted
) -> None:
    post.settings.RAPPORT_DEMO = False
    comes("From: x@y.example", f"To: {servers.OFFICE}", "Subject: Hello")

    assert post.round("2026-03-02") == ["mina"]
