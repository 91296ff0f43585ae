"""A link that came by mail lets in once, within 15 minutes, whom it is for."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.accounts.people import act_of, come_in, link_for, mailed_path, the_system

from rapport.accounts import services
from rapport.accounts.errors import LinkNotUsable, NotTheAdministrator
from rapport.accounts.models import OpenSession, Person, SigninLink
from rapport.foundation import clock
from rapport.journal import services as journal
from rapport.journal.models import Entry, Job


def without_tokens(page: bytes) -> bytes:
    """A page without what guards its forms, which is new each time."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


pytestmark = pytest.mark.usefixtures("in_demo")


def test_a_link_by_mail_lets_in(client: Client, noor: Person) -> None:
    said = client.post("/sign-in", {"email": "Noor@Quillmoor.invalid"})
    path = mailed_path()

    answer = client.post(path)

    assert said.status_code == 200
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert client.get("/account").context["person"] == noor
    assert Entry.objects.filter(name="accounts.signed_in", matter=str(noor.public_id)).exists()


def test_opening_a_link_changes_nothing(client: Client, noor: Person) -> None:
    path = link_for(noor)

    first, second = client.get(path), client.get(path)

    assert first.status_code == second.status_code == 200
    assert SigninLink.objects.get().used_at is None
    assert "_auth_user_id" not in client.session


def test_a_link_works_once(client: Client, noor: Person) -> None:
    path = link_for(noor)
    client.post(path)

    again = Client().post(path)

    assert again.status_code == 409
    assert b"accounts.link_not_usable" in again.content


def test_a_link_is_too_old_after_15_minutes(
    noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = link_for(noor).rpartition("/")[2]
    later = clock.machine_now() + timedelta(minutes=15)
    monkeypatch.setattr(clock, "machine_now", lambda: later)

    with pytest.raises(LinkNotUsable):
        services.use_signin_link(act_of(noor), token=token)


def test_the_moved_clock_of_a_demonstration_ages_no_link(
    client: Client, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = link_for(noor)
    monkeypatch.setattr(clock, "ahead", lambda: timedelta(days=55))

    assert client.post(path).status_code == 302


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    client: Client, noor: Person
) -> None:
    known = client.post("/sign-in", {"email": noor.email})
    unknown = client.post("/sign-in", {"email": "nobody@quillmoor.invalid"})
    journal.work_off()

    assert known.status_code == unknown.status_code == 200
    assert without_tokens(known.content) == without_tokens(unknown.content)
    assert [sent.to for sent in mail.outbox] == [[noor.email]]


def test_an_unknown_address_costs_the_database_as_much_as_a_known_one(
    client: Client, noor: Person
) -> None:
    asked = []
    for address in (noor.email, "nobody@quillmoor.invalid"):
        with CaptureQueriesContext(connection) as questions:
            Client().post("/sign-in", {"email": address})
        asked.append([question["sql"].split(" ")[0] for question in questions])

    assert asked[0] == asked[1]


def test_no_queue_and_no_table_holds_a_token(client: Client, noor: Person) -> None:
    client.post("/sign-in", {"email": noor.email})
    token = mailed_path().rpartition("/")[2]

    assert token not in str(list(Job.objects.values()))
    assert token not in str(list(SigninLink.objects.values()))
    assert token not in str(list(Entry.objects.values()))


def test_what_is_no_address_is_said_so(client: Client) -> None:
    answer = client.post("/sign-in", {"email": "noor"})

    assert answer.status_code == 422


def test_the_sixth_try_for_an_address_waits(client: Client, noor: Person) -> None:
    answers = [client.post("/sign-in", {"email": noor.email}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


def test_after_signing_in_one_comes_to_the_page_one_wanted(
    client: Client, noor: Person
) -> None:
    sent_away = client.get("/account?tab=1")
    client.post("/sign-in", {"email": noor.email, "next": "/account?tab=1"})

    answer = client.post(mailed_path())

    assert sent_away["Location"] == "/sign-in?next=%2Faccount%3Ftab%3D1"
    assert answer["Location"] == "/account?tab=1"


@pytest.mark.parametrize("elsewhere", ["https://evil.invalid/", "//evil.invalid/", "x:y"])
def test_nobody_is_sent_to_another_site(client: Client, noor: Person, elsewhere: str) -> None:
    client.post("/sign-in", {"email": noor.email, "next": elsewhere})

    assert client.post(mailed_path())["Location"] == "/"


def test_a_link_for_one_person_takes_the_place_of_another_s_session(
    client: Client, noor: Person, odile: Person
) -> None:
    come_in(client, noor)
    before = client.session.session_key

    come_in(client, odile)

    assert client.get("/account").context["person"] == odile
    assert client.session.session_key != before
    assert not OpenSession.objects.filter(session_key=before).exists()


def test_only_the_installation_itself_makes_links(sunniva: Person, noor: Person) -> None:
    with pytest.raises(NotTheAdministrator):
        services.make_signin_link(act_of(sunniva), person_id=noor.public_id)


def test_somebody_who_has_left_gets_no_link(
    client: Client, noor: Person, sunniva: Person
) -> None:
    path = link_for(noor)
    services.remove_person(act_of(sunniva), person_id=noor.public_id)

    assert client.post(path).status_code == 409
    client.post("/sign-in", {"email": noor.email})
    journal.work_off()
    assert not mail.outbox


def test_signing_out_ends_the_session(client: Client, noor: Person) -> None:
    come_in(client, noor)

    client.post("/sign-out")

    assert client.get("/account").status_code == 302
    assert not OpenSession.objects.exists()


def test_a_session_left_alone_too_long_is_closed(
    client: Client, noor: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_in(client, noor)
    later = clock.machine_now() + timedelta(minutes=settings.RAPPORT_IDLE_MINUTES + 1)
    monkeypatch.setattr(clock, "machine_now", lambda: later)

    assert client.get("/account")["Location"].startswith("/sign-in")


def test_links_and_sessions_that_have_run_out_are_forgotten(
    client: Client, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_in(client, noor)
    services.forget_what_has_run_out(the_system())
    kept = SigninLink.objects.count(), OpenSession.objects.count()
    later = clock.machine_now() + timedelta(days=31)
    monkeypatch.setattr(clock, "machine_now", lambda: later)

    services.forget_what_has_run_out(the_system())

    assert kept == (1, 1)
    assert (SigninLink.objects.count(), OpenSession.objects.count()) == (0, 0)
