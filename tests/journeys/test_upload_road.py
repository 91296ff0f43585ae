"""A large file over a line that is cut, to a server that is killed and started again."""

from __future__ import annotations

import re
import socket
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from hashlib import sha256
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from tests.journeys import stage as stages
from tests.journeys.power import OFFICE, do
from tests.journeys.wire import until

from rapport.demo import cast
from rapport.demo.stage import Stage

MB = 1024 * 1024
DATA = bytes(range(256)) * (20 * MB // 256)
REFERENCE = "AL OTH 900/2099"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office that serves its pages."""
    with stages.built(tmp_path_factory.mktemp("upload") / "stage", (OFFICE,)) as built:
        built.start(only=("web",))
        yield built


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    headers: Message
    body: str


class Company:
    """A program that holds a code and speaks tus."""

    def __init__(self, office: Stage) -> None:
        self.host, self.port = cast.installation(OFFICE).host, office.port_of(OFFICE)
        self.cookies: dict[str, str] = {}
        page = self.ask("GET", "/upload").body
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        code = do(office, OFFICE, "upload_code", REFERENCE).strip()
        form = urlencode({"code": code, "csrfmiddlewaretoken": token[1]})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.ask("POST", "/upload", form.encode(), kind)
        assert answer.status == 302, answer.body[-2000:]

    def headers(self) -> dict[str, str]:
        """What every request says."""
        return {
            "Host": f"{self.host}:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Tus-Resumable": "1.0.0",
            "Content-Type": "application/offset+octet-stream",
        }

    def ask(
        self, method: str, path: str, data: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """Ask, and keep the cookies."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request(method, path, data or None, self.headers() | (headers or {}))
            answer = line.getresponse()
            body = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, answer.headers, body)

    def cut(self, path: str, at: int, announced: int, data: bytes) -> socket.socket:
        """Begin a piece and send a part of it; whoever closes the socket cuts the line."""
        said = self.headers() | {"Upload-Offset": str(at), "Content-Length": str(announced)}
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        line = socket.create_connection(("127.0.0.1", self.port))
        line.sendall(f"PATCH {path} HTTP/1.1\r\n{head}\r\n".encode() + data)
        return line

    def here(self, path: str) -> int:
        """How much is here."""
        return int(self.ask("HEAD", path).headers["Upload-Offset"])


def is_at_work_behind(office: Stage, at: int) -> None:
    """Wait until the office has a piece in hand, and brought so much of it to its disk."""
    pieces = office.home_of(OFFICE) / "uploads"
    until(lambda: any(pieces.rglob(f"*-{at:020d}")), f"a piece up to {at}")


def test_what_came_before_a_cut_or_a_kill_is_not_sent_twice(office: Stage) -> None:
    company = Company(office)
    told = f"filename {b64encode(b'answer.bin').decode()}"
    begun = company.ask(
        "POST",
        "/upload/tus",
        headers={"Upload-Length": str(len(DATA)), "Upload-Metadata": told},
    )
    path = urlsplit(begun.headers["Location"]).path

    line = company.cut(path, 0, 10 * MB, DATA[: 4 * MB])
    is_at_work_behind(office, 4 * MB)
    other = company.ask("PATCH", path, b"x", {"Upload-Offset": "0"})
    assert other.status == 423, other.body
    line.close()
    until(lambda: company.here(path) > 0, "what came before the cut")
    assert company.here(path) == 4 * MB

    line = company.cut(path, 4 * MB, 10 * MB, DATA[4 * MB : 9 * MB])
    is_at_work_behind(office, 8 * MB)
    office.stop(f"{OFFICE}:web", kill=True)
    line.close()
    office.start(OFFICE, only=("web",))
    assert company.here(path) == 4 * MB

    last = company.ask("PATCH", path, DATA[4 * MB :], {"Upload-Offset": str(4 * MB)})
    assert last.status == 204
    assert last.headers["Upload-Sha256"] == sha256(DATA).hexdigest()
