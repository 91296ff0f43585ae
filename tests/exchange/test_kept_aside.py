"""What came and could not be taken is taken in later, or put aside, by a person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.exchange.test_contact_pages import administrator, shown, upload
from tests.exchange.test_packages_come_in import A_LETTER, sent
from tests.protocol.making import KEY, OFFICE, a_card
from tests.together import at_once

from rapport.cli.main import main
from rapport.documents import services as documents
from rapport.exchange import errors, services
from rapport.exchange.models import Incoming, KeptAside
from rapport.exchange.rules import KeptState
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Actor, Door, Post
from rapport.journal.models import Entry
from rapport.protocol import package as packages
from rapport.protocol.errors import SenderUnknown, SignatureWrong
from rapport.protocol.package import Heading
from rapport.protocol.signing import SigningKey

__all__ = ["administrator"]

pytestmark = pytest.mark.django_db(transaction=True)

taken: list[services.Incoming] = []


def take(act: Act, incoming: services.Incoming) -> None:
    """Keep what came."""
    taken.append(incoming)


@pytest.fixture(autouse=True)
def _served() -> None:
    taken.clear()
    services.serve({"letter": take})


def by_command() -> Act:
    return Act(SYSTEM, clock.now(), Door.COMMAND)


def comes(client: Client, key: SigningKey = KEY, **changes: Any) -> KeptAside:
    """A package that cannot be taken, sent through the door; what is kept of it."""
    services.serve({"letter": take})
    facts: dict[str, Any] = {
        "package": uuid4(),
        "sender": OFFICE,
        "recipient": services.own_id(),
        "number": 1,
        "matter": A_LETTER.letter,
        "answers": None,
        "made_at": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    }
    body = packages.build(Heading(**(facts | changes)), A_LETTER, (), key)
    status, _ = sent(client, body)
    assert status == 422
    return KeptAside.objects.latest("id")


def known() -> None:
    """Make the sender known, as an administrator does with its card."""
    services.add_contact(by_command(), card=a_card().to_bytes())


def test_once_the_sender_is_known_it_is_taken_in(administrator: Client) -> None:
    kept = comes(Client())
    page = shown(administrator, "/contacts/kept")
    assert "Whoever sent it is not known here." in page
    assert "Take their contact card" in page
    assert "1 package could not be taken" in shown(administrator, "/contacts/")
    assert "See why, and what helps" in shown(administrator, "/")
    early = administrator.post(f"/contacts/kept/{kept.public_id}/again")
    assert early.status_code == 422
    assert "The sender is not known here." in early.content.decode()
    assert KeptAside.objects.get().times == 1

    known()
    assert "said to be from them" in shown(administrator, f"/contacts/{OFFICE}")
    answer = administrator.post(f"/contacts/kept/{kept.public_id}/again", follow=True)

    assert "It was read now" in answer.content.decode()
    assert "Nothing was kept aside." in answer.content.decode()
    assert [one.document for one in taken] == [A_LETTER]
    kept.refresh_from_db()
    assert (kept.state, kept.ended_by) == (KeptState.TAKEN, "Vera")
    assert Entry.objects.filter(name="exchange.kept_taken", matter=str(kept.public_id)).exists()
    late = administrator.post(f"/contacts/kept/{kept.public_id}/again")
    assert late.status_code == 409


def test_with_the_right_key_what_did_not_fit_is_taken_in(administrator: Client) -> None:
    newer = SigningKey.generate()
    known()
    kept = comes(Client(), newer)
    assert (kept.code, kept.sender) == ("package.signature_wrong", OFFICE)
    assert "They may have new keys" in shown(administrator, "/contacts/kept")
    with pytest.raises(SignatureWrong):
        services.take_kept(by_command(), kept_id=kept.public_id)

    upload(administrator, a_card(newer, number=2).to_bytes(), as_new="on")
    services.take_kept(by_command(), kept_id=kept.public_id)

    assert len(taken) == 1


def test_what_comes_by_itself_once_it_can_be_taken_counts_no_more(
    administrator: Client,
) -> None:
    kept = comes(Client())
    known()
    body = bytes_of(kept)

    status, _ = sent(Client(), body)

    assert status == 200
    kept.refresh_from_db()
    assert (kept.state, kept.ended_by) == (KeptState.TAKEN, "")
    with pytest.raises(errors.KeptSettled):
        services.take_kept(by_command(), kept_id=kept.public_id)
    assert len(taken) == 1


def bytes_of(kept: KeptAside) -> bytes:
    """The bytes that were kept."""
    return documents.read(kept.body)


def test_what_its_kind_refuses_now_is_answered_and_settled(administrator: Client) -> None:
    kept = comes(Client())
    known()
    services.serve({})

    services.take_kept(by_command(), kept_id=kept.public_id)

    told = Entry.objects.get(name="exchange.kept_taken").values
    assert told == {
        "matter": str(kept.public_id),
        "code": "package.sender_unknown",
        "refused": "package.kind_not_served",
    }
    assert Incoming.objects.get().refusal_code == "package.kind_not_served"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"rubbish", "This is not a package as Rapport makes them."),
        ("for another", "This package is addressed to another installation."),
    ],
)
def test_what_is_never_taken_is_put_aside(
    administrator: Client, body: bytes | str, why: str
) -> None:
    if isinstance(body, bytes):
        sent(Client(), body)
        kept = KeptAside.objects.get()
    else:
        known()
        kept = comes(Client(), recipient=uuid4())
    page = shown(administrator, "/contacts/kept")
    assert why in page
    assert "Try again" not in page
    assert administrator.post(f"/contacts/kept/{kept.public_id}/again").status_code == 409

    answer = administrator.post(f"/contacts/kept/{kept.public_id}/aside", follow=True)

    assert "Put aside: it is kept, and counts no more." in answer.content.decode()
    assert "Nothing was kept aside." in answer.content.decode()
    assert "could not be taken: see why" not in shown(administrator, "/contacts/")
    assert bytes_of(KeptAside.objects.get(state=KeptState.PUT_ASIDE))
    assert administrator.post(f"/contacts/kept/{kept.public_id}/aside").status_code == 409


def test_nobody_but_an_administrator_settles_it() -> None:
    kept = comes(Client())
    somebody = Act(Actor("x", "Lea", frozenset({Post("lead")})), clock.now(), Door.PAGE)

    for deed in (services.take_kept, services.put_kept_aside):
        with pytest.raises(errors.NotTheAdministrator):
            deed(somebody, kept_id=kept.public_id)
        with pytest.raises(errors.KeptNotFound):
            deed(by_command(), kept_id=uuid4())

    assert KeptAside.objects.get().state is KeptState.WAITING


@pytest.mark.usefixtures("threads")
def test_of_two_at_once_the_second_is_told() -> None:
    kept = comes(Client())
    known()

    told = at_once(
        lambda: services.take_kept(by_command(), kept_id=kept.public_id),
        lambda: services.put_kept_aside(by_command(), kept_id=kept.public_id),
    )

    assert sorted(type(one).__name__ for one in told) == ["KeptAside", "KeptSettled"]


@pytest.mark.usefixtures("threads")
def test_tried_again_while_it_comes_by_itself_it_is_taken_once() -> None:
    kept = comes(Client())
    known()
    body = bytes_of(kept)

    told = at_once(
        lambda: services.take_kept(by_command(), kept_id=kept.public_id).state,
        lambda: services.take_in(body, was_sealed=True).taken,
    )

    assert told[1] is True, told
    assert told[0] is KeptState.TAKEN or isinstance(told[0], errors.KeptSettled), told
    assert Incoming.objects.count() == 1
    assert len(taken) == 1


def test_the_command_line_lists_takes_and_puts_aside(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("rapport.cli.main.home.is_installation", lambda: True)
    kept = comes(Client())
    sent(Client(), b"rubbish")
    rubbish = KeptAside.objects.latest("id")

    assert main(["exchange", "kept"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == [str(kept.public_id), str(rubbish.public_id)]
    assert [row[2] for row in rows] == [str(OFFICE), "unknown"]
    assert main(["exchange", "take-kept", str(kept.public_id)]) == 1
    assert SenderUnknown.code in capsys.readouterr().err
    known()
    assert main(["exchange", "take-kept", str(kept.public_id)]) == 0
    assert main(["exchange", "put-aside", str(rubbish.public_id)]) == 0
    assert not KeptAside.objects.filter(state=KeptState.WAITING).exists()
