"""The page of commands is what the `rapport` command says of itself."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT, is_current, pages, text
from tools import cli

from rapport.cli.main import _parser


def test_the_page_of_commands_is_what_the_command_says() -> None:
    assert is_current(cli.PAGE, cli.written(_parser()), "tools/cli.py")


def test_every_command_says_what_it_does() -> None:
    silent = [
        words for words, about, parser in cli.commands(_parser())
        if not (about or parser.description) and " stage " not in words
    ]  # fmt: skip

    assert not silent, "\n".join(sorted(silent))


def test_no_page_names_a_command_that_does_not_exist() -> None:
    known = {words.split()[1] for words, _, _ in cli.commands(_parser())}
    strays = {
        f"{page.relative_to(ROOT)}: rapport {name}"
        for page in pages()
        for name in re.findall(r"(?:`|bin/|^    )rapport ([a-z]+)", text(page), re.MULTILINE)
        if name not in known
    }

    assert not strays, "\n".join(sorted(strays))
