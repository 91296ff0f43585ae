"""Ask another installation over HTTP: bounded in time and size, redirects not followed."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from rapport.exchange import rules
from rapport.journal.services import still_at_work

PIECE: Final = 64 * 1024


def ask(
    url: str, method: str, path: str, *, body: bytes | None = None, most: int
) -> tuple[int, bytes]:
    """Return status and body of an answer.

    Raises OSError, http.client.HTTPException; ConnectionRefusedError before any connection for
    an address that is neither https nor this machine.
    """
    if refusal := rules.why_not_address(url):
        raise ConnectionRefusedError(str(refusal))
    parts = urlsplit(url)
    maker = (
        http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    )
    connection = maker(parts.hostname or "", parts.port, timeout=rules.TIMEOUT_SECONDS)
    try:
        headers = {}
        if body is not None:
            headers = {"Content-Type": rules.MEDIA_TYPE, "Content-Length": str(len(body))}
        pieces = None if body is None else _pieces(body)
        connection.request(method, path, body=pieces, headers=headers)
        response = connection.getresponse()
        answer = _read(response, most)
    finally:
        connection.close()
    return response.status, answer


def _pieces(body: bytes) -> Iterator[bytes]:
    """Give a body piece by piece: on a slow road the lease of the work is kept meanwhile."""
    for index in range(0, len(body), PIECE):
        yield body[index : index + PIECE]
        still_at_work()


def _read(response: http.client.HTTPResponse, most: int) -> bytes:
    answer = bytearray()
    while piece := response.read(PIECE):
        answer += piece
        still_at_work()
        if len(answer) > most:
            raise http.client.HTTPException("the answer is too long")
    return bytes(answer)
