"""E-mails: their own text, and the documents attached to them."""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any, Final

from rapport.reading.opening.limits import (
    DEEPEST,
    MOST_ATTACHMENTS,
    Refused,
    Unable,
    clean,
)
from rapport.reading.opening.plain import decoded, pages_of
from rapport.reading.text import HEADERS, Kind, Note

Opener = Callable[..., dict[str, Any]]
_HEADER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\r\n]*")
_TELLING: Final = re.compile(
    rb"^(from|date|message-id|received|mime-version|subject):", re.IGNORECASE
)
_BLOCKS: Final = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "table"})
_UNSEEN: Final = frozenset({"style", "script", "head", "title"})


def looks_like_one(data: bytes) -> bool:
    """Say whether bytes begin with headers of an e-mail: at least two that tell."""
    head = data.lstrip()[:8192].replace(b"\r\n", b"\n")
    telling = 0
    for line in head.split(b"\n"):
        if not line:
            break
        if line[:1] in b" \t":
            continue
        if not _HEADER.fullmatch(line) and not line.startswith(b">From "):
            return False
        telling += bool(_TELLING.match(line))
    return telling >= 2


def read(data: bytes, opener: Opener) -> dict[str, Any]:
    """Return an e-mail's text and the texts attached. Raises Refused, Unable."""
    message = email.message_from_bytes(data.lstrip(), policy=policy.default)
    found = _Found(opener)
    found.take(message, 0)
    texts = found.texts
    if not texts:
        codes = [code for _, code in found.left_out]
        raise Refused(codes[0] if codes else "empty", **found.facts)
    headers = {name: clean(_header(message, name))[:500] for name in HEADERS}
    return {
        "kind": Kind.EMAIL,
        "texts": texts,
        "headers": headers,
        "left_out": found.left_out,
    }


class _Found:
    """The texts of an e-mail as they are found."""

    def __init__(self, opener: Opener) -> None:
        self.opener = opener
        self.texts: list[dict[str, Any]] = []
        self.left_out: list[tuple[str, str]] = []
        self.facts: dict[str, int | str] = {}
        self.attachments = 0

    def take(self, message: EmailMessage, depth: int) -> None:
        if depth > DEEPEST:
            raise Refused("unpacks_too_far")
        body = message.get_body(preferencelist=("plain", "html"))
        if body is not None:
            self._take_body(body)
        for part in message.iter_attachments():
            self.attachments += 1
            if self.attachments > MOST_ATTACHMENTS:
                raise Refused("unpacks_too_far")
            if part.get_content_type() == "message/rfc822":
                inner = part.get_payload(0)
                if isinstance(inner, EmailMessage):
                    self.take(inner, depth + 1)
            else:
                self._take_attachment(part)

    def _take_body(self, body: Any) -> None:
        raw = body.get_payload(decode=True) or b""
        try:
            text = raw.decode(body.get_content_charset("utf-8"))
            guessed = False
        except (LookupError, UnicodeDecodeError):
            text, guessed = decoded(raw)
        if body.get_content_type() == "text/html":
            text = _seen_in(text)
        if text.strip():
            notes = [Note.ENCODING_GUESSED] if guessed else []
            pages = pages_of(text)
            self.texts.append({"name": "", "kind": Kind.EMAIL, "pages": pages, "notes": notes})

    def _take_attachment(self, part: Any) -> None:
        name = clean(str(part.get_filename() or ""))[:200]
        data = part.get_payload(decode=True) or b""
        try:
            self.texts.append(self.opener(data, name=name))
        except Refused as refused:
            self.left_out.append((name, refused.code))
            self.facts = refused.facts
        except Unable:
            self.left_out.append((name, "libraries_missing"))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""  # the library stumbles over some headers that nobody should write


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self.unseen <= 0:
            self.pieces.append(data.replace("\n", " "))


def _seen_in(html: str) -> str:
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return "".join(seen.pieces)
