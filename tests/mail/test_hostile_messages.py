"""A thousand messages that nobody should send: none is lost, and none stops the next."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from tests.mail.conftest import act
from tests.mail.hostile import FROM_GRAMMAR, handmade, messages

from rapport.documents import services as documents
from rapport.mail import rules, services
from rapport.mail.models import Inbound
from rapport.mail.rules import Quarantine
from rapport.mail.services.reading import Reader

QUICK_SECONDS = 5.0


def test_the_messages_are_the_same_each_time_and_no_two_are_alike() -> None:
    first, second = list(messages()), list(messages())

    assert first == second
    assert len({raw for _, raw in first}) == len(first) > FROM_GRAMMAR


def test_every_message_is_kept_as_it_came_with_what_it_is_or_why_that_is_unknown(
    mail_on: Any, db: None
) -> None:
    mail_on.RAPPORT_MAIL_DNS = "127.0.0.1:9"
    sent = list(messages())

    with services.reader() as reader:
        new = [services.take_in(act(), raw, reader) for _, raw in sent]
        again = services.take_in(act(), sent[0][1], reader)

    assert all(new)
    assert not again
    rows = {row.raw.sha256: row for row in Inbound.objects.select_related("raw")}
    assert len(rows) == len(sent)
    for name, raw in sent:
        row = rows[sha256(raw).hexdigest()]
        assert documents.read(row.raw) == raw, name
        assert row.quarantine, f"{name} names no letter of ours"
        assert "\x00" not in row.text + row.subject + row.sender, name
    reasons = {row.quarantine for row in rows.values()}
    assert reasons >= {
        Quarantine.NO_MATTER, Quarantine.UNREADABLE, Quarantine.TOO_DEEP,
        Quarantine.TOO_MANY_PARTS,
    }  # fmt: skip


@pytest.mark.parametrize("name", [name for name, _ in handmade()])
def test_no_single_message_takes_the_reader_long(name: str, mail_on: Any) -> None:
    raw = dict(handmade())[name]

    with services.reader() as reader:
        reader.read(b"From: a@b.example\r\n\r\nfirst")  # it has started
        process = reader._running()
        before = seconds_of(process.pid)
        reader.read(raw)

        assert reader._running() is process, "the reader died of it, or took too long"
        assert seconds_of(process.pid) - before < QUICK_SECONDS


def seconds_of(process: int) -> float:
    """Return the processor time that a process has used; work beside it does not count."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(int(one) for one in told[11:13]) / os.sysconf("SC_CLK_TCK")


def test_a_reader_that_dies_leaves_the_message_in_quarantine_and_the_next_is_read(
    mail_on: Any, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with services.reader() as reader:
        reader.read(b"From: a@b.example\r\n\r\nfirst")
        process = reader._running()
        process.kill()
        process.wait()
        dead = Reader()
        monkeypatch.setattr(dead, "_running", lambda: process)
        services.take_in(act(), b"From: a@b.example\r\n\r\nsecond", dead)
        services.take_in(act(), b"From: a@b.example\r\n\r\nthird", reader)

    kept = list(Inbound.objects.order_by("id"))
    assert [row.quarantine for row in kept] == [Quarantine.UNREADABLE, Quarantine.NO_MATTER]
    assert [row.text for row in kept] == ["", "third"]


def test_what_the_database_does_not_take_is_kept_as_unreadable(
    mail_on: Any, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = b"From: a@b.example\r\n\r\nHello"

    with services.reader() as reader:
        read = reader.read(raw)
        broken = replace(read, heading=replace(read.heading, date="no date at all"))
        monkeypatch.setattr(reader, "read", lambda raw: broken)
        services.take_in(act(), raw, reader)

    assert Inbound.objects.get().quarantine is Quarantine.UNREADABLE


def test_a_database_that_is_away_for_a_moment_makes_no_message_unreadable(
    mail_on: Any, db: None
) -> None:
    raw = b"From: a@b.example\r\n\r\nHello"

    moments = [OperationalError("deadlock detected")]

    def away(execute: Any, sql: str, *args: Any) -> Any:
        if 'INSERT INTO "mail_inbound"' in sql and moments:
            raise moments.pop()
        return execute(sql, *args)

    with services.reader() as reader:
        with connection.execute_wrapper(away), pytest.raises(OperationalError):
            services.take_in(act(), raw, reader)
        services.take_in(act(), raw, reader)

    assert Inbound.objects.get().sender == "a@b.example"


def test_of_a_message_that_is_too_large_the_beginning_is_kept_and_a_person_told(
    mail_on: Any, db: None
) -> None:
    beginning = b"From: a@b.example\r\nSubject: x\r\n\r\n" + b"y" * 100

    with services.reader() as reader:
        services.take_in(act(), beginning, reader, size=rules.LARGEST_BYTES + 1)

    row = Inbound.objects.get()
    assert row.quarantine is Quarantine.TOO_LARGE
    assert (row.sender, row.text, row.size) == ("a@b.example", "", rules.LARGEST_BYTES + 1)


def test_nothing_of_a_page_of_html_but_its_words_is_kept(mail_on: Any, db: None) -> None:
    raw = b"""From: a@b.example\r
Content-Type: text/html; charset=utf-8\r
\r
<html><head><title>t</title><style>p{background:url(http://x.example/1)}</style></head><body>
<p>Dear <b>Rapporteur</b>,</p><img src="http://x.example/pixel?you" alt=""><script>go()</script>
<p>We answer.<br>Soon.</p></body></html>"""

    with services.reader() as reader:
        services.take_in(act(), raw, reader)

    assert Inbound.objects.get().text == "Dear Rapporteur,\n\nWe answer.\nSoon."
