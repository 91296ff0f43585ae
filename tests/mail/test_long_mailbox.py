"""A mailbox with very many messages is read: no line of an answer grows with it."""

from __future__ import annotations

import imaplib
import os
import ssl

import pytest
from tests.mail.folders import FIRST, Folder

from rapport.mail import services
from rapport.mail.models import Inbound, Mailbox


def trusting() -> ssl.SSLContext:
    """How a test trusts the server."""
    return ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])


def test_a_mailbox_of_two_hundred_thousand_messages_is_read_in_rounds(
    long_mailbox: Folder,
) -> None:
    first = services.collect(most=3)
    second = services.collect(most=3)

    assert (first.taken, first.trouble, second.taken, second.trouble) == (3, "", 3, "")
    subjects = Inbound.objects.order_by("id").values_list("subject", flat=True)
    assert list(subjects) == [str(uid) for uid in range(FIRST, FIRST + 6)]
    assert long_mailbox.longest_line < 200


def test_a_search_for_all_of_them_is_what_the_library_refuses(long_mailbox: Folder) -> None:
    server = imaplib.IMAP4_SSL("localhost", long_mailbox.port, ssl_context=trusting())
    server.login("a", "b")
    server.select("INBOX", readonly=True)

    with pytest.raises(imaplib.IMAP4.error, match="got more than"):
        server.uid("SEARCH", "UID 1:*")
    server.shutdown()


def test_what_is_new_at_the_end_is_found_at_once(long_mailbox: Folder) -> None:
    everything, last = long_mailbox.uids, long_mailbox.uids[-1]
    long_mailbox.uids = [last]
    services.collect()
    long_mailbox.uids = everything
    Mailbox.objects.update(last_uid=last - 2)
    long_mailbox.asked.clear()

    assert services.collect().taken == 1, "the last one was there before"
    ranges = [one for one in long_mailbox.asked if ":" in one]
    assert ranges == [f"UID FETCH {last - 1}:{last} (UID)"]


def test_between_numbers_far_apart_the_ranges_widen(long_mailbox: Folder) -> None:
    long_mailbox.uids = [1, 2, 700, 5_000_000, 5_000_001]

    assert services.collect().taken == 5
    assert len([one for one in long_mailbox.asked if ":" in one]) < 20


def test_an_empty_mailbox_is_asked_for_nothing(long_mailbox: Folder) -> None:
    long_mailbox.uids = []

    assert services.collect() == services.collect()
    assert not [one for one in long_mailbox.asked if "FETCH" in one]
