"""Every page that the cast can reach in the demonstration: it opens, is accessible and fits.

Links are followed from Today, in English and in Arabic; of addresses of one pattern, one is
looked at, of letters several, since they are in different states.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.axe import overflows, violations
from tests.browser.walking import leads_on
from tests.journeys import stage
from tests.journeys.visitor import come_in

from rapport.demo import story
from rapport.demo.stage import Stage

SEEN_BY: Final = {
    "office": ("mina", "ilse", "anneke"),
    "desk-a": ("noor", "odile", "tomas", "petra", "lioba", "sunniva"),
    "archive": ("",),
}
STRANGERS_SEE: Final = {"office": ("/upload",)}
"""Pages without a sign-in, to which no page leads."""

WALKS: Final = [
    pytest.param(place, language, id=f"{place}-{language}")
    for place in SEEN_BY
    for language in ("en", "ar")
]
MOST_PAGES: Final = 90
LETTERS: Final = "/letters/…"
AS_MANY: Final = {LETTERS: 4}
A_NAME: Final = re.compile(
    r"(?<=/)([0-9a-f]{8}-[0-9a-f-]{27}|\d+|(?<=mandates/)[^/?]+|(?<=companies/)[^/?]+"
    r"|(?<=parts/)[^/?]+|(?<=themes/)[^/?]+|(?<=themes/\d/)[^/?]+"
    r"|al-[^/?]+|ua-[^/?]+|ol-[^/?]+|[^/?]*\d{4}[^/?]*)(?=$|[/?])"
)
FILES: Final = (".pdf", ".docx", ".html", ".rapport", ".json", ".csv", "/export", "/files/")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The demonstration as `rapport demo` builds it, story and all."""
    folder: Path = tmp_path_factory.mktemp("pages") / "stage"
    with stage.built(folder) as sides:
        sides.start()
        story.tell_all(sides, lambda _: None)
        yield sides


@pytest.mark.parametrize(("place", "language"), WALKS)
def test_every_page_opens_is_accessible_and_fits(
    demonstration: Stage, browser: Browser, place: str, language: str
) -> None:
    known: Counter[str] = Counter()
    found: list[str] = []
    for who in SEEN_BY[place]:
        context = browser.new_context(locale=language, bypass_csp=True)
        page = context.new_page()
        if who:
            come_in(page, demonstration, who)
            leads_on(page.locator(f'footer button[value="{language}"]'))
        else:
            page.goto(demonstration.url_of(place))
        found += _walk(page, known, language)
        context.close()
    for address in STRANGERS_SEE.get(place, ()):
        context = browser.new_context(locale=language, bypass_csp=True)
        page = context.new_page()
        page.goto(f"{demonstration.url_of(place).rstrip('/')}{address}")
        found += _walk(page, known, language)
        context.close()

    assert not found, "\n".join(found)
    assert len(known) > len(SEEN_BY[place])


def _walk(page: Page, known: Counter[str], language: str) -> list[str]:
    found: list[str] = []
    seen: set[str] = set()
    home = f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}"
    ahead = [page.url, home + "/", *_links(page, home)]
    while ahead and len(known) < MOST_PAGES:
        address = ahead.pop(0)
        pattern = A_NAME.sub("…", urlsplit(address).path)
        if known[pattern] >= AS_MANY.get(pattern, 1) or address in seen:
            continue
        known[pattern] += 1
        seen.add(address)
        answer = page.goto(address)
        assert answer is not None
        if answer.status != 200:
            found.append(f"{address}: status {answer.status}")
        elif page.locator("html").get_attribute("lang") != language:
            found.append(f"{address}: not in {language}")
        found += [f"{address}: {one}" for one in (*violations(page), *overflows(page))]
        ahead += _links(page, home)
    return found


def _links(page: Page, home: str) -> list[str]:
    """Return the addresses of this side that the page links to; files are left aside."""
    hrefs: list[str] = page.evaluate("() => [...document.links].map(link => link.href)")
    inside = [href.partition("#")[0] for href in hrefs if href.startswith(home + "/")]
    return [href for href in inside if not any(end in href for end in FILES)]
