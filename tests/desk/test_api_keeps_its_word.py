"""The interface for programs answers as its description says, whatever it is asked."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from tests.desk.conftest import Desk

from rapport.accounts import services as accounts
from rapport.desk.api import rules
from rapport.desk.replies.models import AnswerVersion

CONFIGURATION = """
seed = 20991
[parameters]
"path.letter_id" = "{letter}"
[generation]
max-examples = 60
[[operations]]
include-name = "PUT /api/v1/letters/{{letter_id}}/questions/{{number}}/answer"
checks.positive_data_acceptance.expected-statuses = [
  "2xx", "404", "409", "422",
]
"""
"""An answer of the right form is refused when it is empty: no schema says for which stance."""


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *said: Any) -> None:
        """Nothing."""


@pytest.fixture
def address(threads: None, desk: Desk, settings: Any) -> Iterator[str]:
    """The desk behind a port."""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server:

        def serve() -> None:
            server.serve_forever(poll_interval=0.01)
            connections.close_all()

        serving = threading.Thread(target=serve)
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()


def test_schemathesis_finds_nothing(
    desk: Desk, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ASKS_A_MINUTE", 1_000_000)
    letter = desk.owned_letter()
    _, key = accounts.make_key(desk.act("odile"), name="x", scopes=tuple(rules.Scope), days=7)
    (tmp_path / "schemathesis.toml").write_text(
        CONFIGURATION.format(letter=letter.public_id), encoding="utf-8"
    )

    run = subprocess.run(
        [
            Path(sys.executable).parent / "schemathesis",
            "run",
            f"{address}/api/v1/openapi.json",
            f"--header=Authorization: Bearer {key}",
            "--checks=all",
            "--workers=1",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert AnswerVersion.objects.exists()
