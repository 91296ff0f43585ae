"""The demonstration's start page: what is there, sign-in links for the cast, the clock.

Served by the demonstration itself, on loopback only; no side knows of it.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from rapport.demo import cast
from rapport.demo.stage import Stage, StageTrouble
from rapport.foundation import clock
from rapport.foundation.acts import geneva_date
from rapport.web.languages import LANGUAGES

FILES: Final = {
    "web/tokens.css": "text/css",
    "web/base.css": "text/css",
    "web/mark.svg": "image/svg+xml",
}
"""What the page needs besides itself, and its media types."""
FIRST: Final = ((cast.DESK_A, "noor"), (cast.ARCHIVE, None), (cast.OFFICE, "mina"))
"""Where to begin, and as whom."""

DAY: Final = timedelta(days=1)
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'self' http://*.localhost:*; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def serve(stage: Stage) -> threading.Thread:
    """Serve a stage's start page in a thread of its own, on 127.0.0.1; return the thread."""

    class Handler(_Handler):
        pass

    Handler.stage = stage
    server = ThreadingHTTPServer(("127.0.0.1", stage.port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    return thread


class _Handler(BaseHTTPRequestHandler):
    stage: Stage
    server_version = "Rapport"
    sys_version = ""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = path.removeprefix("/static/")
        if not self._is_ours():
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"Not here.")
        elif path == "/":
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", self._page())
        elif file in FILES:
            found = finders.find(file)
            self._answer(HTTPStatus.OK, FILES[file], Path(str(found)).read_bytes())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"Not here.")

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        length = min(int(self.headers.get("Content-Length") or 0), 10_000)
        form = {
            name: values[0]
            for name, values in parse_qs(self.rfile.read(length).decode()).items()
        }
        origin = self.headers.get("Origin")
        if not self._is_ours() or origin != f"http://localhost:{self.stage.port}":
            self._answer(
                HTTPStatus.FORBIDDEN, "text/plain", b"Open http://localhost and try again."
            )
            return
        try:
            if path == "/sign-in":
                self._go(self._sign_in_link(form.get("who", "")))
            elif path == "/clock":
                self._move(form.get("to", ""))
                self._go(f"/?lang={self._language()}")
            else:
                self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"Not here.")
        except (KeyError, ValueError, StageTrouble) as trouble:
            self._answer(HTTPStatus.BAD_REQUEST, "text/plain", str(trouble).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: addresses hold sign-in links."""

    def _is_ours(self) -> bool:
        return self.headers.get("Host") == f"localhost:{self.stage.port}"

    def _sign_in_link(self, who: str) -> str:
        member = cast.member(who)
        place = next(one for one in cast.INSTALLATIONS if member in one.members)
        return self.stage.run(place.key, "signin", member.email).strip().splitlines()[-1]

    def _move(self, to: str) -> None:
        """Move the clock forward: by days ("+1"), or to a day of the demonstration ("55")."""
        off = self.stage.clock_off()
        days = int(to) if to.startswith("+") else int(to) - max(off, timedelta(0)).days
        if not 1 <= days <= 400:
            raise ValueError("The clock only moves forward, by at most 400 days at a time.")
        self.stage.set_clock(off + days * DAY)

    def _language(self) -> str:
        asked = parse_qs(urlsplit(self.path).query).get("lang", ["en"])[0]
        return asked if asked in dict(LANGUAGES) else "en"

    def _page(self) -> bytes:
        moved = max(self.stage.clock_off(), timedelta(0)).days
        language = self._language()
        with translation.override(language):
            return render_to_string(
                "demo/start.html",
                {
                    "first": [self._place(one, enter) for one, enter in FIRST],
                    "places": [self._place(one) for one in cast.INSTALLATIONS],
                    "day": moved,
                    "today": geneva_date(clock.machine_now() + self.stage.clock_off()),
                    "marks": [mark for mark in (55, 61) if mark > moved],
                    "languages": LANGUAGES,
                    "LANGUAGE_CODE": language,
                    "LANGUAGE_BIDI": language == "ar",
                },
            ).encode()

    def _place(self, place: cast.Installation, enter: str | None = None) -> dict[str, object]:
        """Return a place with its address, and whom one enters it as."""
        member = cast.member(enter) if enter else None
        return {"place": place, "url": self.stage.url_of(place.key), "enter": member}

    def _go(self, to: str) -> None:
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
