"""What somebody sees who asks for what is not there, may not, or finds something broken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from rapport.web import failures
from rapport.web.requests import public

SIDES = ("office", "desk", "archive")


@public
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


@public
def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("odd on purpose")


@public
def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@pytest.fixture
def visit(play: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Open a page of a side, three of which go wrong: `visit("desk", "/broken")`."""

    def one(side: str, address: str, **headers: str) -> Any:
        play(side)
        settings.ALLOWED_HOSTS = ["testserver"]
        urls = __import__(settings.ROOT_URLCONF, fromlist=["urlpatterns"])
        wrong = [
            path("broken", broken),
            path("suspicious", suspicious),
            path("denied", denied),
        ]
        monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, *wrong])
        return Client(raise_request_exception=False, headers=headers).get(address)

    return one


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/no-such-page", 404, "Not found"),
        ("/denied", 403, "This is not open to you"),
        ("/suspicious", 400, "This could not be used"),
        ("/broken", 500, "Something broke on our side"),
    ],
)
def test_a_failure_is_told_in_the_frame_of_the_side(
    visit: Any, db: None, *, side: str, address: str, status: int, title: str
) -> None:
    answer = visit(side, address)

    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{title}" in page.replace("\n", "")
    assert f'<body class="{side}">' in page
    assert f"<title>{title}" in page
    assert ("Nothing was changed." in page) is (status != 500)


@pytest.mark.parametrize("address", ["/broken", "/suspicious"])
def test_a_broken_page_is_told_without_the_database(visit: Any, address: str) -> None:
    # No `db` fixture: a query would fail the test.
    answer = visit("desk", address)

    assert answer.status_code in {400, 500}
    assert '<body class="desk">' in answer.content.decode()
    assert connection.connection is None or not connection.in_atomic_block


def test_a_broken_page_names_the_mark_that_stands_in_the_log(
    visit: Any, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    page = visit("office", "/broken").content.decode()

    mark = next(one.args[0] for one in caplog.records if one.name == "rapport.web" and one.args)
    assert mark in page
    assert "on purpose" not in page


def test_a_program_gets_a_problem_document(visit: Any, db: None) -> None:
    answer = visit("archive", "/no-such-page", accept="application/json")

    problem = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    assert (problem["code"], problem["status"]) == ("not_found", 404)


def test_a_form_that_expired_is_told_and_nothing_is_done(
    play: Any, settings: Any, db: None
) -> None:
    play("archive")
    settings.ALLOWED_HOSTS = ["testserver"]

    answer = Client(enforce_csrf_checks=True).post("/language", {"language": "fr"})

    assert answer.status_code == 403
    assert "This form had expired" in answer.content.decode()
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_marks_can_be_read_out() -> None:
    mark = failures.new_mark()

    assert len(mark) == 7
    assert not set(mark) & set("01IOLU")
