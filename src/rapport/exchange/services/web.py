"""Ask another installation over HTTP: bounded in time and size, redirects not followed."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

from rapport.exchange import rules


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
        headers = {"Content-Type": rules.MEDIA_TYPE} if body is not None else {}
        connection.request(method, path, body=body, headers=headers)
        response = connection.getresponse()
        answer = response.read(most + 1)
    finally:
        connection.close()
    if len(answer) > most:
        raise http.client.HTTPException("the answer is too long")
    return response.status, answer
