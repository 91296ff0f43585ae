"""A letter that came twice, in a real browser: found on both pages, compared, made one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from tests.browser.axe import overflows, violations
from tests.browser.walking import leads_on
from tests.desk.conftest import letter_document
from tests.protocol.making import OPENING
from tests.reading.files import LETTER

from rapport.accounts.models import Person
from rapport.accounts.selectors import actor_of
from rapport.desk.inbox import services
from rapport.desk.inbox.models import HandedFile, Letter
from rapport.desk.inbox.rules import Confirmed, DayZero, Signing
from rapport.exchange.models import Contact
from rapport.exchange.services import Incoming
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.protocol.kinds import LetterType
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.django_db(transaction=True)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

REFERENCE = "AL OTH 14/2099"
OLD_WORDS = ("Please provide any comment on the above allegations.", "Please explain the rule.")


@pytest.fixture
def looks(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Look at a page as axe does, and at 320 px; keep a picture where pictures are wanted."""
    folder = os.environ.get("RAPPORT_TEST_PICTURES", "")

    def look(page: Page, name: str) -> None:
        assert not violations(page), name
        assert not overflows(page), name
        for width in (1280, 360) if folder else ():
            page.set_viewport_size({"width": width, "height": 900})
            file = f"{name}-{request.node.callspec.id}-{width}.png"
            page.screenshot(path=Path(folder) / file, full_page=True)

    return look


def lead() -> Act:
    """An act of the only person here."""
    return Act(actor_of(Person.objects.get()), clock.now(), Door.PAGE)


def from_file() -> Letter:
    """The letter as it came by e-mail, some days before."""
    act = lead()
    row = services.hand_in_file(act, data=f"REFERENCE: {REFERENCE}".encode(), name="letter.txt")
    assert isinstance(row, HandedFile)
    letter = Confirmed(
        reference=REFERENCE,
        type=LetterType.ALLEGATION,
        language="en",
        subject="Accounts of tenants, allegedly suspended",
        dated_on=act.today - timedelta(days=6),
        sent_on=act.today - timedelta(days=6),
        day_zero=DayZero.LETTER_DATE,
        period_days=60,
        mandates=[
            Signing(
                mandate="demo-open-assembly",
                title="Special Rapporteur on open assembly online",
            )
        ],
        questions=OLD_WORDS,
        entity="Quillmoor Social (Vellanta)",
    )
    return services.confirm_letter(act, handed_id=row.public_id, letter=letter)


def in_a_package(reference: str = REFERENCE) -> Letter:
    """The same letter, as an office's package."""
    office = Contact.objects.create(
        public_id=uuid4(),
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=SigningKey.generate().verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )
    at = clock.now()
    document = letter_document(sent_at=at - timedelta(days=2), reference=reference)
    with transaction.atomic():
        services.receive_letter(
            Act(SYSTEM, at, Door.PACKAGE),
            Incoming(
                package=uuid4(),
                sender=office,
                kind="letter",
                matter=uuid4(),
                answers=None,
                document=document,
                files={},
                arrived_at=at,
            ),
        )
    return Letter.objects.get(reference=reference, handed=None)


def test_a_letter_that_came_twice_is_compared_and_made_one(
    lead_page: Page, looks: Callable[[Page, str], None]
) -> None:
    here, there = from_file(), in_a_package()
    address = f"/letters/{here.public_id}/join/{there.public_id}"

    lead_page.goto(f"/letters/{there.public_id}")
    looks(lead_page, "twice")
    leads_on(lead_page.locator(f'main a[href="{address}"]'))
    looks(lead_page, "compare")
    leads_on(lead_page.locator("main form button[type=submit]"))

    expect(lead_page).to_have_url(
        f"{lead_page.url.partition('/letters')[0]}/letters/{here.public_id}"
    )
    looks(lead_page, "joined")
    lead_page.locator("main details summary").first.click()
    looks(lead_page, "joined-open")
    lead_page.goto(f"/letters/{here.public_id}/questions/1")
    looks(lead_page, "question")
    assert lead_page.locator("main .diff ins").count()
    here.refresh_from_db()
    assert here.package


def test_a_file_whose_letter_is_here_is_put_with_it(
    lead_page: Page, looks: Callable[[Page, str], None]
) -> None:
    there = in_a_package()
    lead_page.goto("/letters/take-in")
    data = LETTER.replace("AL OTH 12/2099", REFERENCE).encode()
    file = {"name": "letter.txt", "mimeType": "text/plain", "buffer": data}
    lead_page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    leads_on(lead_page.locator("main form button[type=submit]").first)

    looks(lead_page, "here-already")
    leads_on(lead_page.locator(f'main form[action$="/with/{there.public_id}"] button'))

    looks(lead_page, "put-with")
    assert f"/letters/{there.public_id}" in lead_page.url
    assert Letter.objects.count() == 1
