"""Everywhere but in the demonstration a link alone opens nothing: two factors are needed."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from tests.accounts.people import act_of, come_in, link_for, the_system

from rapport.accounts import rules, selectors, services
from rapport.accounts.errors import LastFactor, NotYourself
from rapport.accounts.models import Person
from rapport.foundation import clock
from rapport.journal import services as journal
from rapport.journal.models import Entry


def code_of(secret: str, *, steps: int = 0) -> str:
    """What an authenticator app shows for a secret."""
    counter = int(clock.machine_now().timestamp()) // 30 + steps
    return format_hotp_value(hotp_value(secret.replace(" ", ""), counter))


def set_up_app(client: Client, person: Person) -> str:
    """Come in by a link, set an app up, and return its secret."""
    come_in(client, person)
    secret: str = client.get("/account/app/add").context["secret"]
    answer = client.post("/account/app/add", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content
    return secret


def test_without_a_second_factor_every_page_leads_to_making_one(
    client: Client, noor: Person
) -> None:
    come_in(client, noor)

    assert client.get("/account")["Location"] == "/account/second-factor"
    assert client.get("/account/second-factor").status_code == 200


def test_challenges_for_a_passkey_are_limited_like_links(client: Client) -> None:
    answers = [Client().get("/sign-in/passkey").status_code for _ in range(22)]

    assert answers == [200] * 20 + [429] * 2
    assert Session.objects.count() == 20
    assert client.get("/sign-in").status_code == 200


def test_signing_out_needs_no_second_factor(client: Client, noor: Person) -> None:
    come_in(client, noor)

    assert client.post("/sign-out")["Location"] == "/sign-in"


def test_an_app_opens_the_door_and_brings_recovery_codes(client: Client, noor: Person) -> None:
    set_up_app(client, noor)

    codes = client.get("/account/recovery-codes").context["codes"]

    assert client.get("/account").status_code == 200
    assert len(codes) == len(set(codes)) == 10
    assert all(re.fullmatch(r"\d{10}", code) for code in codes)


def test_a_wrong_code_sets_nothing_up(client: Client, noor: Person) -> None:
    come_in(client, noor)
    client.get("/account/app/add")

    answer = client.post("/account/app/add", {"code": "000000"})

    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


def test_the_next_sign_in_asks_for_the_code(noor: Person) -> None:
    secret = set_up_app(Client(), noor)
    again = Client()

    first = again.post(link_for(noor))
    locked = again.get("/account")
    wrong = again.post(first["Location"], {"code": "123456"})
    right = again.post(first["Location"], {"code": code_of(secret, steps=1)})

    assert first["Location"] == "/sign-in/second-factor"
    assert locked["Location"].startswith("/sign-in")
    assert wrong.status_code == 422
    assert right["Location"] == "/"
    assert again.get("/account").status_code == 200
    said = Entry.objects.filter(name="accounts.signed_in").last()
    assert said is not None
    assert said.values["by"] == "link totp"


def test_a_code_works_once(noor: Person) -> None:
    secret = set_up_app(Client(), noor)
    first, second = Client(), Client()
    code = code_of(secret, steps=1)
    first.post(link_for(noor))
    first.post("/sign-in/second-factor", {"code": code})

    second.post(link_for(noor))
    again = second.post("/sign-in/second-factor", {"code": code})

    assert again.status_code == 422


def test_a_recovery_code_lets_in_once(noor: Person) -> None:
    here = Client()
    set_up_app(here, noor)
    code = here.get("/account/recovery-codes").context["codes"][0]
    lost = Client()

    lost.post(link_for(noor))
    first = lost.post("/sign-in/second-factor", {"code": f"{code[:5]} {code[5:]}"})
    elsewhere = Client()
    elsewhere.post(link_for(noor))
    second = elsewhere.post("/sign-in/second-factor", {"code": code})

    assert first["Location"] == "/"
    assert second.status_code == 422
    assert lost.get("/account").context["codes_left"] == 9


def test_five_wrong_codes_close_the_door_for_a_while(noor: Person) -> None:
    secret = set_up_app(Client(), noor)
    again = Client()
    again.post(link_for(noor))

    for _ in range(5):
        again.post("/sign-in/second-factor", {"code": "000000"})
    late = again.post("/sign-in/second-factor", {"code": code_of(secret, steps=1)})

    assert late.status_code == 422
    assert "Too many tries" in late.content.decode()


def test_the_secret_of_an_app_is_sealed_in_the_database(client: Client, noor: Person) -> None:
    secret = set_up_app(client, noor).replace(" ", "")

    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP)

    assert secret not in str(kept.data)


def test_the_only_factor_stays(client: Client, noor: Person) -> None:
    set_up_app(client, noor)

    page = client.get("/account/app/remove")
    answer = client.post("/account/app/remove")

    assert "only passkey or app" in page.content.decode()
    assert answer.status_code == 409
    assert selectors.has_app(noor)
    assert rules.why_not_remove_factor(2) is None
    assert isinstance(rules.why_not_remove_factor(1), LastFactor)


def test_new_codes_put_the_old_ones_out_of_use(client: Client, noor: Person) -> None:
    set_up_app(client, noor)
    before = client.get("/account/recovery-codes").context["codes"]

    client.post("/account/recovery-codes")
    after = client.get("/account/recovery-codes").context["codes"]

    assert not set(before) & set(after)


def test_what_is_sensitive_asks_again_after_ten_minutes(
    client: Client, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = set_up_app(client, noor)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 11 * 60
    session.save()

    asked = client.get("/account/recovery-codes")
    proof = client.post(asked["Location"], {"code": code_of(secret, steps=1)})

    assert asked["Location"] == "/account/prove?next=%2Faccount%2Frecovery-codes"
    assert proof["Location"] == "/account/recovery-codes"
    assert client.get("/account/recovery-codes").status_code == 200


def test_a_new_factor_is_recorded_and_its_person_told(
    client: Client, noor: Person, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client, noor)
    journal.work_off()

    assert Entry.objects.filter(name="accounts.factor_added", values__kind="totp").exists()
    assert [sent.to for sent in mail.outbox] == [[noor.email]]
    assert mail.outbox[0].subject == "About your account"


def test_an_administrator_resets_what_was_lost(
    client: Client, noor: Person, sunniva: Person
) -> None:
    set_up_app(client, noor)

    services.reset_factors(act_of(sunniva), person_id=noor.public_id)
    journal.work_off()

    assert client.get("/account")["Location"].startswith("/sign-in")
    assert not Authenticator.objects.exists()
    assert "reset your passkeys" in mail.outbox[-1].body
    entry = Entry.objects.get(name="accounts.factors_reset")
    assert (entry.actor_id, entry.matter) == (str(sunniva.public_id), str(noor.public_id))


def test_nobody_resets_their_own(sunniva: Person) -> None:
    with pytest.raises(NotYourself):
        services.reset_factors(act_of(sunniva), person_id=sunniva.public_id)


def test_the_command_line_helps_the_last_administrator(sunniva: Person) -> None:
    set_up_app(Client(), sunniva)

    assert services.reset_factors(the_system(), person_id=sunniva.public_id) == 2


def test_a_link_left_half_way_is_forgotten(noor: Person) -> None:
    secret = set_up_app(Client(), noor)
    again = Client()
    again.post(link_for(noor))
    session = again.session
    session["account_login"]["initiated_at"] -= timedelta(hours=1).total_seconds()
    session.save()

    answer = again.post("/sign-in/second-factor", {"code": code_of(secret, steps=1)})

    assert answer["Location"] == "/sign-in"


def test_a_session_from_before_the_first_factor_has_to_show_it_too(noor: Person) -> None:
    hers, stolen = Client(), Client()
    come_in(stolen, noor)  # somebody reads her mail, and was there first
    secret = set_up_app(hers, noor)

    locked = [stolen.get(address) for address in ("/account", "/account/passkeys/add")]
    proved = stolen.post("/account/prove?next=/account", {"code": code_of(secret, steps=1)})

    assert hers.get("/account").status_code == 200
    assert [one["Location"] for one in locked] == [
        "/account/prove?next=%2Faccount",
        "/account/prove?next=%2Faccount%2Fpasskeys%2Fadd",
    ]
    assert proved["Location"] == "/account"
    assert stolen.get("/account").status_code == 200


def test_whoever_has_not_shown_their_factor_can_still_sign_out(noor: Person) -> None:
    stolen = Client()
    come_in(stolen, noor)
    set_up_app(Client(), noor)

    assert stolen.post("/sign-out")["Location"] == "/sign-in"


def test_a_code_that_was_used_opens_nothing_for_whoever_saw_it(noor: Person) -> None:
    secret = set_up_app(Client(), noor)
    code = code_of(secret, steps=1)
    hers, another = Client(), Client()
    hers.post(hers.post(link_for(noor))["Location"], {"code": code})
    page = another.post(link_for(noor))["Location"]
    cache.delete(f"allauth.mfa.totp.used?user={noor.pk}&code={code}")  # as after half a minute

    seen = another.post(page, {"code": f" {code[:3]} {code[3:]}"})

    assert hers.get("/account").status_code == 200
    assert seen.status_code == 422
    assert another.get("/account").status_code == 302


def test_seats_are_changed_only_after_the_factor_was_shown_again(
    client: Client, sunniva: Person, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up_app(client, sunniva)
    later = time.time() + 11 * 60
    monkeypatch.setattr(time, "time", lambda: later)

    answer = client.post(f"/people/{noor.public_id}", {"seats": ["owner"]})

    assert answer["Location"].startswith("/account/prove?next=")
    assert {post.seat for post in selectors.posts_of(noor)} == {"lead"}
