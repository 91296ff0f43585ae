"""What the documents point at is there: pages, files, and what the code cites."""

from __future__ import annotations

import re
from typing import Final

from tests.architecture.source import DOCS, PACKAGE, ROOT, modules, pages, text

IN_AN_INSTALLATION: Final = ("keys/", "files/", "application/", "text/", "deb/")


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages()
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text(page))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert not broken, "\n".join(sorted(broken))


def test_no_page_names_a_file_that_does_not_exist() -> None:
    """A path in code type, such as `tests/accounts` or `foundation/clock.py`, is looked for."""
    strays = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in pages()
        for name in re.findall(r"`([a-z_]+(?:/[a-z_0-9.-]+)+/?)`", text(page))
        if not any((base / name).exists() for base in (ROOT, PACKAGE, DOCS, PACKAGE / "desk"))
        and not name.startswith(IN_AN_INSTALLATION)
    ]

    assert not strays, "\n".join(sorted(strays))


def test_every_page_that_a_docstring_names_is_there() -> None:
    missing = [
        f"{module.place}: {page}"
        for module in modules()
        for page in re.findall(r"\bdocs/[a-z0-9/-]+\.md", module.text)
        if not (ROOT / page).exists()
    ]

    assert not missing, "\n".join(sorted(missing))
