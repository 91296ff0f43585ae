"""The log says where something broke; it says no name, no text and no token."""

from __future__ import annotations

import io
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import include, path

from rapport.protocol.kinds import Question
from rapport.web.requests import public

SECRET = "Lucinde Varga-Morel"


@public
def breaks(request: object, token: str) -> None:
    """A view with a mistake, whose exception quotes what it was given."""
    try:
        Question.model_validate({"number": SECRET, "text": "Why?"})
    except ValueError as trouble:
        raise RuntimeError(f"{SECRET} could not be kept") from trouble


urlpatterns = [
    path("breaks/<str:token>", breaks, name="breaks"),
    path("", include("rapport.config.urls.desk")),
]
MENU: list[object] = []
CONFIDENTIAL = ""
handler404 = "rapport.web.failures.handler404"
handler500 = "rapport.web.failures.handler500"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What an installation writes to stderr."""
    logging.config.dictConfig(settings.LOGGING)
    (handler,) = logging.getLogger().handlers[-1:]
    assert isinstance(handler, logging.StreamHandler)
    before = handler.setStream(written := io.StringIO())
    yield written
    handler.setStream(before)
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.web.test_logs")
def test_a_mistake_is_logged_with_its_places_and_without_words(log: io.StringIO) -> None:
    Client(raise_request_exception=False).get("/breaks/a-token-that-lets-in")

    said = log.getvalue()
    assert "RuntimeError" in said
    assert "ValidationError" in said
    assert "in breaks" in said
    assert "/breaks/<str:token>" in said
    assert SECRET not in said
    assert "a-token-that-lets-in" not in said


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.web.test_logs")
@pytest.mark.parametrize("address", ["/nowhere/secret%0AERROR forged", "/sign-in/link/secret"])
def test_addresses_are_not_logged_as_they_were_asked_for(
    log: io.StringIO, address: str
) -> None:
    Client().get(address)

    assert "secret" not in log.getvalue()
    assert "forged" not in log.getvalue()


def test_records_without_a_request_stay_as_they_are(log: io.StringIO) -> None:
    logging.getLogger("rapport.web").warning("%s of %s", 3, "7")

    assert log.getvalue().rstrip().endswith("3 of 7")


def test_messages_stay_on_the_server(settings: Any) -> None:
    """A cookie could be read on the machine by whoever uses it next."""
    assert settings.MESSAGE_STORAGE == "django.contrib.messages.storage.session.SessionStorage"
