"""`rapport signin EMAIL` prints a link that lets in once."""

from __future__ import annotations

import argparse
from typing import Any

import pytest
from django.test import Client
from tests.accounts.people import act_of

from rapport.accounts import commands, services
from rapport.accounts.errors import PersonNotFound
from rapport.accounts.models import Person
from rapport.foundation.acts import Post

pytestmark = pytest.mark.usefixtures("in_demo")


def run(*arguments: str) -> int:
    """Run the subcommand as the command line would."""
    parser = argparse.ArgumentParser()
    commands.add(parser.add_subparsers())
    options = parser.parse_args(["signin", *arguments])
    return int(options.run(options))


def test_the_printed_link_lets_in(
    client: Client, noor: Person, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("NOOR@quillmoor.invalid")

    address = capsys.readouterr().out.strip()
    answer = client.post(address.removeprefix(settings.RAPPORT_URL))

    assert status == 0
    assert address.startswith("http://desk-a.localhost:8102/sign-in/link/")
    assert answer["Location"] == "/"


def test_an_address_nobody_has_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PersonNotFound):
        run("nobody@quillmoor.invalid")

    assert capsys.readouterr().out == ""


def test_lost_factors_are_taken_away_first(
    noor: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    run(noor.email, "--reset-factors")

    assert "Second factors taken away: 0." in capsys.readouterr().err


def test_somebody_invited_gets_the_link_of_the_invitation(
    client: Client, sunniva: Person, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    services.invite(
        act_of(sunniva),
        name="Bram Teale",
        email="bram@quillmoor.invalid",
        posts=[Post("owner")],
    )

    run("bram@quillmoor.invalid")

    path = capsys.readouterr().out.strip().removeprefix(settings.RAPPORT_URL)
    assert path.startswith("/invitation/")
    assert client.post(path)["Location"] == "/"
