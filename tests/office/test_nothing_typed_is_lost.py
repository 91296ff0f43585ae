"""A text that was sent and could not be taken comes back, to be copied: hours of work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.office import letters
from tests.office.conftest import Office

from rapport.accounts.models import OpenSession
from rapport.foundation import clock
from rapport.office.communications import services
from rapport.office.communications.rules import PartName

pytestmark = pytest.mark.django_db

TEXT = "Without prejudging the accuracy of <b>these</b> allegations, we are concerned."
SHOWN = "Without prejudging the accuracy of &lt;b&gt;these&lt;/b&gt; allegations"
OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


def sent(client: Client, address: str, text: str = TEXT, **headers: str) -> Any:
    fields = {"text": text, "based_on": "1", "csrfmiddlewaretoken": "old " * 10}
    return client.post(address, fields, headers={**OURS, **headers})


def test_a_form_that_expired_gives_its_text_back(office: Office) -> None:
    letter = letters.written(office)
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.people["mina"])

    answer = sent(client, f"/letters/{letter.public_id}/parts/concern")

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This form had expired" in page
    assert SHOWN in page
    assert "old old" not in page


def test_who_was_signed_out_meanwhile_gets_the_text_back(office: Office) -> None:
    letter = letters.written(office)
    client = office.client("mina")
    address = f"/letters/{letter.public_id}/parts/concern"
    client.get(address)
    OpenSession.objects.update(seen_at=clock.machine_now() - timedelta(days=1))

    answer = sent(client, address)

    assert answer.status_code == 403
    assert "You were signed out" in answer.content.decode()
    assert SHOWN in answer.content.decode()


def test_who_had_written_nothing_goes_to_the_sign_in(office: Office) -> None:
    answer = sent(Client(), "/cases/open", text="Short")

    assert answer.status_code == 302


def test_a_text_that_is_fixed_meanwhile_gives_what_was_written_for_it_back(
    office: Office,
) -> None:
    letter = letters.written(office)
    client = office.client("mina")
    services.circulate_letter(office.act("mina"), letter_id=letter.public_id)

    answer = sent(client, f"/letters/{letter.public_id}/parts/{PartName.CONCERN.value}")

    assert answer.status_code == 409
    assert SHOWN in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "none"}],
)
def test_what_another_site_sends_is_not_shown_under_our_name(
    office: Office, headers: dict[str, str]
) -> None:
    answer = sent(Client(enforce_csrf_checks=True), "/cases/open", **headers)

    assert "prejudging" not in answer.content.decode()


def test_more_than_a_form_carries_is_refused_in_words(office: Office) -> None:
    client = Client(raise_request_exception=False)
    form = "application/x-www-form-urlencoded"

    much = client.post("/language", "next=" + "word+" * 6_000_000, content_type=form)
    many = client.post("/language", "&".join("a=b" for _ in range(2_001)), content_type=form)

    for answer in (much, many):
        assert answer.status_code == 413
        assert "more than a page takes at once: at most 5 MB" in answer.content.decode()


def sent_back(page: Any) -> dict[str, Any]:
    """What a browser would send of a page's form, as it stands."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


@pytest.mark.parametrize("what", ["case", "heading", "person"])
def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(
    office: Office, what: str
) -> None:
    letter = letters.draft(office, also_written_to=["A State", "Another State"])
    person = office.person(letter.case)
    place, field, page = {
        "case": (f"/cases/{letter.case.public_id}/edit", "title", letter.case),
        "heading": (f"/letters/{letter.public_id}/heading", "subject", letter),
        "person": (f"/cases/{letter.case.public_id}/persons/1/edit", "note", person),
    }[what]
    mina, other = office.client("mina"), office.client("mina")
    mine, theirs = sent_back(mina.get(place)), sent_back(other.get(place))
    assert other.post(place, theirs | {field: "What they wrote"}).status_code == 302

    as_browsers_do = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in mine.items()
    }
    refused = mina.post(place, as_browsers_do | {field: "What I wrote"})

    said = refused.content.decode()
    assert refused.status_code == 409
    assert "Somebody else changed this while you were writing" in said
    notice = said[said.index('id="theirs"') : said.index("So it stands now")]
    assert notice.count("<dt>") == 1, "only what differs from what I wrote"
    assert "What they wrote" in notice
    page.refresh_from_db()
    assert getattr(page, field) == "What they wrote"
    again = sent_back(refused)
    assert again[field] == "What I wrote"
    assert mina.post(place, again).status_code == 302
    page.refresh_from_db()
    assert getattr(page, field) == "What I wrote"
