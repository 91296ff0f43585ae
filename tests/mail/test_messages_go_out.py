"""Messages go out once: a yes is the server's, a doubt is a person's."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes, policy
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from tests.mail.conftest import Scripted, act

from rapport.foundation import clock
from rapport.journal.events import Restored
from rapport.journal.models import Entry, Job
from rapport.journal.rules import JobState
from rapport.journal.services import record, work_off
from rapport.mail import errors, selectors, services
from rapport.mail.models import Outbound
from rapport.mail.rules import Fate, State
from rapport.mail.services import outgoing, smtp

Post = Callable[..., Outbound]


def now(row: Outbound) -> Outbound:
    row.refresh_from_db()
    return row


def hurried() -> None:
    Job.objects.filter(state=JobState.READY).update(run_at=clock.now())
    work_off()


def told() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("name", flat=True))


def test_a_message_is_handed_over_when_the_server_says_yes(
    server: Scripted, post: Post
) -> None:
    row = post()
    assert row.state is State.QUEUED

    work_off()

    assert now(row).state is State.HANDED_OVER
    assert row.server_said == "250 2.0.0 done"
    assert told() == ["mail.posted", "mail.handed_over"]
    message = message_from_bytes(server.taken[0], policy=policy.default)
    assert message["Message-ID"] == row.message_id
    assert message["From"].addresses[0].addr_spec == selectors.address_in_use(row.matter)
    body = message.get_body()
    assert body is not None
    assert ".A line that begins with a dot." in body.get_content().splitlines()
    assert [part.get_filename() for part in message.iter_attachments()] == ["letter.pdf"]


def test_a_server_that_dies_after_the_data_leaves_a_doubt_that_waits_for_a_person(
    server: Scripted, post: Post
) -> None:
    server.says(".", "")
    row = post()

    work_off()
    hurried()

    assert now(row).state is State.IN_DOUBT
    assert row.server_said.startswith("354 go on")
    assert len(server.taken) == 1, "it was not sent again by itself"
    assert told()[-1] == "mail.in_doubt"


@pytest.mark.parametrize("arrived", [True, False])
def test_a_person_settles_a_doubt(server: Scripted, post: Post, *, arrived: bool) -> None:
    server.says(".", "")
    row = post()
    work_off()
    server.says(".", "250 2.0.0 taken")

    services.settle_doubt(act(), message=row.public_id, arrived=arrived)
    work_off()

    assert now(row).state is State.HANDED_OVER
    assert row.settled_by == "Mina Okonjo"
    ids = [message_from_bytes(one)["Message-ID"] for one in server.taken]
    assert ids == [row.message_id] * (1 if arrived else 2)
    with pytest.raises(errors.NotInDoubt):
        services.settle_doubt(act(), message=row.public_id, arrived=True)


def test_a_process_that_dies_while_it_hands_over_leaves_a_doubt(
    server: Scripted, post: Post
) -> None:
    row = post()
    Outbound.objects.filter(pk=row.pk).update(state=State.SENDING, tries=1)  # it died here

    work_off()

    assert now(row).state is State.IN_DOUBT
    assert not server.taken


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("EHLO", ""),
        ("MAIL", "451 4.3.0 later"),
        ("RCPT", "450 4.2.0 later"),
        ("DATA", ""),
        (".", "452 4.3.1 no room"),
    ],
)
def test_what_is_surely_not_sent_is_tried_again_under_the_same_id(
    server: Scripted, post: Post, word: str, answer: str
) -> None:
    server.says(word, answer)
    row = post()
    work_off()
    assert now(row).state is State.QUEUED
    assert row.handed_over_at is None

    server.answers.clear()
    hurried()

    assert now(row).state is State.HANDED_OVER
    assert row.tries == 2
    assert message_from_bytes(server.taken[-1])["Message-ID"] == row.message_id


@pytest.mark.parametrize(
    ("word", "answer"), [("RCPT", "550 5.1.1 no such user"), (".", "554 5.7.1 not wanted")]
)
def test_a_no_of_the_server_is_kept_and_nothing_is_tried_again(
    server: Scripted, post: Post, word: str, answer: str
) -> None:
    server.says(word, answer)
    row = post()

    work_off()
    hurried()

    assert now(row).state is State.REFUSED
    assert row.server_said == answer
    assert row.tries == 1


def test_a_yes_that_comes_late_ends_the_doubt(
    server: Scripted, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = post()

    def slow(**facts: object) -> smtp.Said:
        outgoing.hand_over(act(), message=str(row.public_id))  # another worker finds it begun
        assert now(row).state is State.IN_DOUBT
        return smtp.Said(Fate.ACCEPTED, "250 2.0.0 late")

    monkeypatch.setattr(smtp, "send", slow)
    work_off()

    assert now(row).state is State.HANDED_OVER


def test_nothing_goes_in_plain_to_another_machine(mail_on: Any, post: Post) -> None:
    mail_on.EMAIL_HOST = "mail.office.example"

    with pytest.raises(errors.MailNotSafe):
        post()


@pytest.mark.parametrize(
    "to",
    [
        "",
        "rights",
        "a@b\nBcc: x@y.example",
        "letters+a@office.example",
        "rights@hållinbrake.example",
        '"\x01"@hollinbrake.example',
        f"{'a' * 250}@hollinbrake.example",
    ],
)
def test_an_address_that_is_none_or_ours_is_refused(mail_on: Any, post: Post, to: str) -> None:
    with pytest.raises((errors.AddressInvalid, errors.OwnAddress)):
        post(to=to)


@pytest.mark.parametrize("missing", ["RAPPORT_MAIL_ADDRESS", "EMAIL_HOST"])
def test_mail_that_is_not_set_up_is_off_and_says_what_is_missing(
    mail_on: Any, post: Post, missing: str
) -> None:
    setattr(mail_on, missing, "")

    with pytest.raises(errors.MailOff) as refusal:
        post()

    assert "RAPPORT_MAIL_" in str(refusal.value)
    assert services.collect_when_due() is None


def test_a_demonstration_sends_nothing(mail_on: Any, post: Post) -> None:
    mail_on.RAPPORT_DEMO = True

    with pytest.raises(errors.MailNotForDemonstrations):
        post()


def restore() -> None:
    """Go on as after a restore of a backup that holds what is here."""
    with transaction.atomic():
        restored = act()
        record(restored, Restored(matter=str(uuid4()), as_of=restored.at.isoformat()))
        services.doubt_after_restore(restored)


@pytest.mark.parametrize("state", [State.QUEUED, State.SENDING, State.IN_DOUBT])
def test_what_waited_in_a_backup_is_in_doubt_after_its_restore(
    server: Scripted, post: Post, state: State
) -> None:
    row, gone = post(), post()
    Outbound.objects.filter(pk=row.pk).update(state=state, tries=1)
    Outbound.objects.filter(pk=gone.pk).update(state=State.HANDED_OVER, tries=1)

    restore()
    hurried()

    assert (now(row).state, row.restored_at is None) == (State.IN_DOUBT, False)
    assert (now(gone).state, gone.restored_at) == (State.HANDED_OVER, None)
    assert selectors.perhaps_left() == 1
    assert told().count("mail.perhaps_left") == 1
    assert not server.taken
    services.settle_doubt(act(), message=row.public_id, arrived=False)
    hurried()
    assert now(row).state is State.HANDED_OVER
    assert len(server.taken) == 1


def test_a_message_decided_on_before_the_restore_is_in_doubt_and_a_later_one_goes(
    server: Scripted, post: Post
) -> None:
    decided_at = clock.now()
    restore()

    row, later = post(decided_at=decided_at), post(decided_at=clock.now())
    hurried()

    assert now(row).state is State.IN_DOUBT
    assert now(later).state is State.HANDED_OVER
    assert len(server.taken) == 1
