"""Fetch new messages by IMAP. The mailbox is only read: nothing in it is marked or deleted.

A message that the server lists and does not hand out is noted and passed over; what is behind
it comes in. It is asked for again after the new ones, with growing distance.
"""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings

from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.mail import rules, selectors
from rapport.mail.models import Mailbox
from rapport.mail.rules import Ending
from rapport.mail.services import withheld
from rapport.mail.services.incoming import take_in
from rapport.mail.services.reading import Reader, reader
from rapport.mail.services.withheld import Known

log = logging.getLogger("rapport.mail")
TIMEOUT_SECONDS: Final = 30.0
AT_A_TIME: Final = 500
"""Numbers of messages that are asked for at once. Each answer is a line: none grows with the
mailbox, as that of a search does, which the library refuses past a million bytes."""
A_ROUND: Final = 50
"""So many the worker takes before other work has its turn; the rest follows at once."""

SIZE: Final = re.compile(rb"RFC822\.SIZE (\d{1,18})(?!\d)")
UID: Final = re.compile(rb"UID (\d+)")
DAY: Final = re.compile(rb'INTERNALDATE "([^"]{1,40})"')


class ServerSaysNo(Exception):
    """An IMAP server that does not do what was asked."""


class NotHandedOut(Exception):
    """A message that the server lists and does not hand out, and why."""

    def __init__(self, known: Known, why: Exception) -> None:
        super().__init__(type(why).__name__)
        self.known = known
        self.ends_the_talk = not isinstance(why, ServerSaysNo)
        """The line broke, or what was said cannot be followed: nothing more comes by it."""


EXPECTED: Final = (OSError, imaplib.IMAP4.error, ServerSaysNo, NotHandedOut)


@dataclass(frozen=True, slots=True)
class Round:
    """What one look into the mailbox brought."""

    taken: int
    trouble: str = ""


def collect_when_due() -> Round | None:
    """Look into the mailbox, if that is on and nobody did within the last minute."""
    if selectors.why_not_on():
        return None
    now = clock.machine_now()
    due = Mailbox.objects.filter(name=_name(), next_at__lte=now)
    if not due.exists():
        if Mailbox.objects.filter(name=_name()).exists():
            return None
        Mailbox.objects.get_or_create(name=_name(), defaults={"next_at": now})
    if due.update(next_at=now + rules.EVERY) != 1:
        return None  # another worker does
    return collect(most=A_ROUND)


def collect(*, most: int | None = None, everything: bool = False) -> Round:
    """Take in every message that is new in the mailbox, in order; keep how far that went.

    After so many it stops, and the mailbox is due again at once. Of what was not handed out
    before that which is due is asked for again, or everything.

    What stops it is kept with the mailbox, and told; the next look goes on where this ended.
    """
    box, _ = Mailbox.objects.get_or_create(
        name=_name(), defaults={"next_at": clock.machine_now() + rules.EVERY}
    )
    taken, looked_at, trouble = 0, 0, ""
    try:
        with _connected() as server, reader() as one:
            for _new in _through(server, one, box):
                taken, looked_at = taken + _new, looked_at + 1
                if looked_at == most:
                    break
            else:
                taken += _again(server, one, box, everything=everything)
    except Exception as refused:
        trouble = str(refused) if isinstance(refused, NotHandedOut) else type(refused).__name__
        expected = isinstance(refused, EXPECTED)
        log.warning("the mailbox could not be read: %s", trouble, exc_info=not expected)
    box.trouble = trouble
    if looked_at == most:
        Mailbox.objects.filter(pk=box.pk).update(next_at=clock.machine_now())
    elif not trouble:
        box.read_at = clock.now()
    box.save(update_fields=["trouble", "read_at"])
    return Round(taken, trouble)


def look() -> str:
    """Sign in at the mailbox and open it; return what went wrong, or an empty text."""
    try:
        with _connected() as server:
            _opened(server)
    except (OSError, imaplib.IMAP4.error, ServerSaysNo) as refused:
        return f"{type(refused).__name__}: {refused}"
    return ""


def _name() -> str:
    where = settings.RAPPORT_MAIL_IN
    return f"{where['user']}@{where['host']}:{where['port']}/{where['folder']}"[:300]


@contextmanager
def _connected() -> Iterator[imaplib.IMAP4_SSL]:
    where = settings.RAPPORT_MAIL_IN
    server = imaplib.IMAP4_SSL(
        where["host"],
        where["port"],
        ssl_context=ssl.create_default_context(),
        timeout=TIMEOUT_SECONDS,
    )
    try:
        server.login(where["user"], where["password"])
        yield server
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()
        with suppress(OSError):  # a goodbye that was not understood leaves it open
            server.shutdown()


def _through(server: imaplib.IMAP4_SSL, one: Reader, box: Mailbox) -> Iterator[bool]:
    """Take in the messages after the last one, and say of each whether it was new."""
    validity, is_empty = _opened(server)
    if validity != box.validity:  # the server counts anew: known bytes are not taken twice
        withheld.count_anew(box, validity)
    refused = 0
    for uid in () if is_empty else _after(server, box.last_uid):
        try:
            new = _taken(server, one, uid)
        except NotHandedOut as trouble:
            withheld.pass_over(box, uid, trouble.known, str(trouble))
            refused += 1
            if trouble.ends_the_talk or refused == rules.REFUSALS_IN_A_ROW:
                raise
            yield False
            continue
        refused = 0
        box.last_uid = uid  # after it is kept: known bytes are not taken in twice
        box.save(update_fields=["validity", "last_uid"])
        yield bool(new)


def _again(server: imaplib.IMAP4_SSL, one: Reader, box: Mailbox, *, everything: bool) -> int:
    """Ask again for what was not handed out; return how many messages came that are new.

    What breaks the line does so here at the end, when all that is new is in.
    """
    taken = 0
    for row in withheld.due(box, everything=everything, most=A_ROUND):
        if not withheld.begin(row):
            continue  # another look asks for it
        try:
            new = _taken(server, one, row.uid)
        except NotHandedOut as trouble:
            withheld.note_again(row, trouble.known, str(trouble))
            if trouble.ends_the_talk:
                break
            continue
        withheld.end([row], Ending.GONE if new is None else Ending.TAKEN_IN)
        taken += bool(new)
    return taken


def _taken(server: imaplib.IMAP4_SSL, one: Reader, uid: int) -> bool | None:
    """Take a message in and say whether it is new; None when the server lists it no more."""
    raw, size = _fetched(server, uid)
    if raw is None:
        return None
    return take_in(Act(SYSTEM, clock.now(), Door.SCHEDULE), raw, one, size=size)


def _opened(server: imaplib.IMAP4_SSL) -> tuple[int, bool]:
    """Open the mailbox for reading; say by which count it is numbered, and if it is empty."""
    folder = settings.RAPPORT_MAIL_IN["folder"]
    held = _said(server.select(f'"{folder}"', readonly=True))
    return int(server.response("UIDVALIDITY")[1][0] or b"0"), held[:1] == [b"0"]


def _after(server: imaplib.IMAP4_SSL, last: int) -> Iterator[int]:
    """Yield the numbers of the messages after one, in order, also of those that come meanwhile.

    They are asked for in ranges; while none is found, each is twice as wide as the last.
    """
    width = AT_A_TIME
    while (newest := max(_numbers(server, "*"), default=0)) > last:
        while last < newest:
            until = min(last + width, newest)
            found = [one for one in _numbers(server, f"{last + 1}:{until}") if one > last]
            yield from found
            last, width = until, AT_A_TIME if found else 2 * width


def _numbers(server: imaplib.IMAP4_SSL, uids: str) -> list[int]:
    """Return which of some numbers are there, in order; `*` asks for the highest."""
    lines = _said(server.uid("FETCH", uids, "(UID)"))
    found = (UID.search(line) for line in lines if isinstance(line, bytes))
    return sorted({int(one[1]) for one in found if one})


def _fetched(server: imaplib.IMAP4_SSL, uid: int) -> tuple[bytes | None, int | None]:
    """Return a message's bytes, or the beginning of one that is too large with its size.

    Nothing of one that the server lists no more. Raises NotHandedOut.
    """
    known = Known()
    try:
        known = _known(server, uid)
        if known.size is None:
            if uid not in _numbers(server, str(uid)):
                return None, None  # it was deleted a moment ago
            raise ServerSaysNo("no size")
        is_large = known.size > rules.LARGEST_BYTES
        part = f"<0.{rules.BEGINNING_BYTES}>" if is_large else ""
        said = _said(server.uid("FETCH", str(uid), f"(UID BODY.PEEK[]{part})"))
        raw = next((one[1] for one in said if isinstance(one, tuple)), None)
        if raw is None:
            if uid not in _numbers(server, str(uid)):
                return None, None
            raise ServerSaysNo("no message")
    except (OSError, imaplib.IMAP4.error, ServerSaysNo) as why:
        raise NotHandedOut(known, why) from why
    return raw, known.size if is_large else None


def _known(server: imaplib.IMAP4_SSL, uid: int) -> Known:
    """Ask what the server says of a message: how large it is, and since when it is there."""
    said = _said(server.uid("FETCH", str(uid), "(UID RFC822.SIZE INTERNALDATE)"))
    listed = b" ".join(one for one in said if isinstance(one, bytes))
    size, day = SIZE.search(listed), DAY.search(listed)
    return Known(
        int(size[1]) if size else None,
        _instant(day[1].decode(errors="replace")) if day else None,
    )


def _instant(said: str) -> datetime | None:
    try:
        return datetime.strptime(said.strip(), "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _said(answer: tuple[str, list[Any]]) -> list[Any]:
    kind, lines = answer
    if kind != "OK":
        raise ServerSaysNo(kind)
    return lines
