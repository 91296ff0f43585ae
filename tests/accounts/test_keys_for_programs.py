"""Keys for programs: shown once, kept as a fingerprint, ended by their person or with them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from rapport.accounts import errors, rules, selectors, services
from rapport.accounts.models import Person, ProgramKey
from rapport.accounts.selectors import actor_of
from rapport.foundation import clock
from rapport.foundation.acts import Act, Door
from rapport.foundation.errors import Refusal
from rapport.journal.models import Entry

SCOPES = ["letters:read", "answers:write"]


def act(person: Person) -> Act:
    return Act(actor_of(person), clock.now(), Door.PAGE)


def made(person: Person, **changes: Any) -> tuple[ProgramKey, str]:
    wanted: dict[str, Any] = {"name": "Case tool", "scopes": SCOPES, "days": 30}
    return services.make_key(act(person), **(wanted | changes))


def test_a_key_opens_until_its_person_ends_it(odile: Person) -> None:
    key, text = made(odile)

    assert selectors.usable_key(text).person == odile
    services.end_key(act(odile), key_id=key.public_id)
    with pytest.raises(errors.KeyUnusable):
        selectors.usable_key(text)
    names = list(Entry.objects.order_by("id").values_list("name", flat=True))
    assert names[-2:] == ["accounts.key_made", "accounts.keys_ended"]


def test_only_a_fingerprint_is_kept(odile: Person) -> None:
    key, text = made(odile)

    row = ProgramKey.objects.filter(pk=key.pk).values().get()
    assert text not in str(row)
    assert text not in str(list(Entry.objects.values_list("values", flat=True)))


def test_a_key_runs_out(odile: Person) -> None:
    key, text = made(odile, days=7)
    past = clock.machine_now() - timedelta(seconds=1)
    ProgramKey.objects.filter(pk=key.pk).update(expires_at=past)

    with pytest.raises(errors.KeyUnusable):
        selectors.usable_key(text)


def test_keys_end_with_their_person_and_with_lost_factors(
    odile: Person, noor: Person, sunniva: Person
) -> None:
    _, of_odile = made(odile)
    _, of_noor = made(noor)

    services.remove_person(act(sunniva), person_id=odile.public_id)
    services.reset_factors(act(sunniva), person_id=noor.public_id)

    for text in (of_odile, of_noor):
        with pytest.raises(errors.KeyUnusable):
            selectors.usable_key(text)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": "  "}, errors.KeyNameMissing),
        ({"name": "x" * 81}, errors.KeyNameMissing),
        ({"scopes": []}, errors.KeyScopesMissing),
        ({"scopes": ["everything"]}, errors.KeyScopesMissing),
        ({"days": 3650}, errors.KeyLifeUnusable),
    ],
)
def test_keys_that_are_not_made(
    odile: Person, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        made(odile, **changes)
    assert not ProgramKey.objects.exists()


def test_nobody_has_more_keys_than_they_can_know(odile: Person) -> None:
    for _ in range(rules.MOST_KEYS):
        made(odile)

    with pytest.raises(errors.TooManyKeys):
        made(odile)


def test_nobody_ends_the_key_of_another(odile: Person, noor: Person) -> None:
    key, text = made(odile)

    with pytest.raises(errors.KeyNotFound):
        services.end_key(act(noor), key_id=key.public_id)
    assert selectors.usable_key(text)


@pytest.mark.usefixtures("in_demo")
def test_the_page_shows_a_key_once(odile: Person, client: Client) -> None:
    client.force_login(odile)

    answer = client.post(
        "/account/keys", {"name": "Case tool", "scopes": ["letters:read"], "days": "30"}
    )

    shown = re.search(r"rapport_[\w-]{43}", answer.content.decode())
    assert shown
    assert selectors.usable_key(shown[0]).scopes == ["letters:read"]
    assert answer["Cache-Control"].find("no-store") >= 0
    again = client.get("/account/keys").content.decode()
    assert "Case tool" in again
    assert shown[0] not in again


@pytest.mark.usefixtures("in_demo")
def test_the_page_says_what_is_missing(odile: Person, client: Client) -> None:
    client.force_login(odile)

    answer = client.post("/account/keys", {"name": "Case tool", "days": "30"})

    assert answer.status_code == 422
    assert not ProgramKey.objects.exists()


def test_a_key_is_made_only_after_the_second_factor_was_shown_again(
    odile: Person, client: Client
) -> None:
    client.force_login(odile)

    client.post("/account/keys", {"name": "x", "scopes": ["letters:read"], "days": "30"})

    assert not ProgramKey.objects.exists()


@pytest.mark.usefixtures("in_demo")
def test_where_programs_have_nothing_to_do_there_are_no_keys(
    odile: Person, client: Client, settings: Any
) -> None:
    settings.RAPPORT_SCOPES = {}
    client.force_login(odile)

    assert client.get("/account/keys").status_code == 404
    assert "/account/keys" not in client.get("/account").content.decode()
