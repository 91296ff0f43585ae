"""The permission table, run in full: commands through their rules, addresses over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache as remembered
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.client import ClientHandler
from tests.permissions.page import written
from tests.permissions.table import SIDES, STRANGER, Page, Table, routes, table_of
from tests.standing import standing

from rapport.accounts import services
from rapport.accounts.models import Person
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Actor, Door, Post
from rapport.foundation.errors import NotAllowed, NotFound
from rapport.journal.models import Entry, Job

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "permissions.md"

TABLES = {side: table_of(side) for side in SIDES}
COMMANDS = [
    pytest.param(table, command, id=f"{side}-{command}")
    for side, table in TABLES.items()
    for command in sorted(table.may)
]
PAGES = [
    pytest.param(table, page, id=f"{side}-{page.route or 'home'}")
    for side, table in TABLES.items()
    for page in table.pages
]


EVERYWHERE: dict[str, Any] = {
    "RAPPORT_DEMO": True,
    "ALLOWED_HOSTS": ["testserver"],
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
}


def unit_of(seat: str) -> str:
    """The mandate in which the cast holds a seat that needs one."""
    return "demo-open-assembly" if seat == "mandate_member" else ""


@pytest.mark.parametrize("side", SIDES)
def test_every_command_has_its_rule_in_the_table(side: str) -> None:
    table = TABLES[side]

    assert sorted(table.may) == sorted(table.rules)


@pytest.mark.parametrize("side", SIDES)
def test_every_address_has_its_row_in_the_table(side: str) -> None:
    assert routes(side) == sorted({page.route for page in TABLES[side].pages})


@pytest.mark.parametrize(("table", "command"), COMMANDS)
def test_the_rule_of_a_command_asks_for_the_seat(table: Table, command: str) -> None:
    for seat in (*table.seats, STRANGER):
        posts = frozenset() if seat == STRANGER else frozenset({Post(seat, unit_of(seat))})
        refusal = table.rules[command](Actor(str(uuid4()), "Somebody", posts))

        if seat in table.may[command]:
            assert refusal is None, f"{seat} may {command}, but: {refusal}"
        else:
            assert isinstance(refusal, NotAllowed | NotFound), f"{seat} may not {command}"


def test_the_page_of_permissions_says_what_the_tables_say() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == written(TABLES)


Staged = tuple[dict[str, Person], dict[str, object]]


@pytest.fixture
def stage(db: None, settings: Any, play: Any) -> Any:
    """Set one side up with a person in each seat and its matters, all in one state."""

    def build(table: Table) -> Staged:
        enter(table, settings, play)
        return _staged(table)

    return build


@pytest.fixture(scope="module")
def stood(
    request: Any, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[tuple[Table, Staged, Path]]:
    """Set one side up once for all its addresses: whoever asks takes back what that did."""
    table, home = request.param, tmp_path_factory.mktemp("stood")
    import_module("rapport.config.wiring").wire(table.side)
    own = {
        "RAPPORT_HOME": home,
        "RAPPORT_SIDE": table.side,
        "ROOT_URLCONF": f"rapport.config.urls.{table.side}",
    }
    with standing(django_db_blocker):
        with override_settings(**EVERYWHERE, **own):
            staged = _staged(table)
        yield table, staged, home


@pytest.fixture
def one_stage(
    stood: tuple[Table, Staged, Path], db: None, settings: Any, play: Any
) -> tuple[Table, Staged]:
    """Give a test the stage of its side, with nothing on it of the tests before."""
    table, staged, home = stood
    enter(table, settings, play)
    settings.RAPPORT_HOME = home
    return table, staged


def enter(table: Table, settings: Any, play: Any) -> None:
    """Play a side, with nothing remembered of whoever asked before."""
    play(table.side)
    for name, value in EVERYWHERE.items():
        setattr(settings, name, value)
    remembered.clear()


def _staged(table: Table) -> Staged:
    people = {seat: _person(seat) for seat in table.seats}
    facts = import_module(f"tests.permissions.{table.side}").stage(people)
    second = _person("administrator", "second")
    return people, {
        "person": second.public_id,
        "nothing": uuid4(),
        "token": "no-such-token",
        **facts,
    }


def _person(seat: str, name: str = "") -> Person:
    return services.add_person(
        Act(SYSTEM, clock.now(), Door.COMMAND),
        name=f"{name or seat} of the cast",
        email=f"{name or seat}@demonstration.invalid",
        posts=[Post(seat, unit_of(seat))],
    )


@pytest.mark.parametrize(("stood", "page"), PAGES, indirect=["stood"], scope="module")
def test_an_address_opens_to_those_it_is_for_and_to_nobody_else(
    one_stage: tuple[Table, Staged], page: Page
) -> None:
    table, (people, facts) = one_stage
    address = address_of(page, facts)

    for seat in (STRANGER, *table.seats):
        with signed_in(people.get(seat)) as client:
            for method, who in (("get", page.get), ("post", page.post)):
                answer, did_something = asked(client, method, address)
                said = f"{method} {address} by {seat}: {answer.status_code}"
                if who is not None and seat in who:
                    assert is_open(answer, page), said
                else:
                    assert is_closed(answer, page, seat, exists=who is not None), said
                    assert not did_something, said


def address_of(page: Page, facts: dict[str, object]) -> str:
    """Fill an address with what the stage has."""
    parts = []
    for part in page.route.split("/"):
        name = part.strip("<>").rpartition(":")[2]
        parts.append(str(facts[page.facts.get(name, name)]) if part.startswith("<") else part)
    return "/" + "/".join(parts)


@cache
def handler_of(urls: str) -> ClientHandler:
    """Return what answers at a side's addresses: its middleware is the same for every test."""
    return ClientHandler(enforce_csrf_checks=False)


@contextmanager
def signed_in(person: Person | None) -> Iterator[Client]:
    """Let one person or a stranger ask, and take back whatever that did."""
    client = Client(raise_request_exception=False)
    client.handler = handler_of(django_settings.ROOT_URLCONF)
    with transaction.atomic():
        if person is not None:
            client.force_login(person)
        yield client
        transaction.set_rollback(True)


def asked(client: Client, method: str, address: str) -> tuple[HttpResponse, bool]:
    """Ask, say whether that did something, and take it back."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        before = Entry.objects.count(), Job.objects.count()
        answer: HttpResponse = getattr(client, method)(address)
        did_something = before != (Entry.objects.count(), Job.objects.count())
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, did_something


def is_closed(answer: HttpResponse, page: Page, seat: str, *, exists: bool) -> bool:
    """Whether an answer says that one may not: a stranger is sent to the sign-in."""
    if not exists and answer.status_code == 405:
        return True
    if seat == STRANGER:
        return answer.status_code == 302 and answer["Location"].startswith("/sign-in")
    return answer.status_code == page.closed


def is_open(answer: HttpResponse, page: Page) -> bool:
    """Whether an answer says that one may, even when there is nothing to do."""
    return answer.status_code < 400 or answer.status_code in page.opens
