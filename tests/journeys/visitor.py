"""One of the cast at a browser: reads pages, fills fields by their labels, presses buttons."""

from __future__ import annotations

import re
import time
from typing import Final, Self

from playwright.sync_api import Browser, Page
from tests.browser.walking import leads_on

from rapport.demo import cast
from rapport.demo.stage import Stage

PATIENCE_SECONDS: Final = 40.0


def come_in(page: Page, stage: Stage, key: str) -> None:
    """Open a one-time link for a member of the cast, and sign in by it."""
    place = next(one for one in cast.INSTALLATIONS if cast.member(key) in one.members)
    page.goto(stage.run(place.key, "signin", cast.member(key).email).split()[-1])
    leads_on(page.locator("main form button[type=submit]").first)


class Visitor:
    """Somebody who came in by a one-time link."""

    def __init__(self, browser: Browser, stage: Stage, key: str) -> None:
        self.place = next(one for one in cast.INSTALLATIONS if cast.member(key) in one.members)
        self.home = stage.url_of(self.place.key)
        self.page: Page = browser.new_context(accept_downloads=True).new_page()
        come_in(self.page, stage, key)

    def go(self, path: str) -> Self:
        """Open an address of this side."""
        self.page.goto(self.home + path)
        return self

    def follow(self, name: str) -> Self:
        """Follow the first link of that name."""
        leads_on(self.page.get_by_role("link", name=name).first)
        return self

    def press(self, name: str) -> Self:
        """Press the first button of that name; what it does must not be refused."""
        leads_on(self.page.locator("main").get_by_role("button", name=name).first)
        alert = self.page.locator("main [role=alert], main .refusal")
        assert alert.count() == 0, alert.first.inner_text()
        return self

    def write(self, **fields: str) -> Self:
        """Fill fields by their form names; a choice is made by its value or its words."""
        for name, value in fields.items():
            self._write(name, value)
        return self

    def _write(self, name: str, value: str) -> None:
        field = self.page.locator(f'main [name="{name}"]')
        if field.first.get_attribute("type") in {"radio", "checkbox"}:
            wanted = f'main [name="{name}"]' + (f'[value="{value}"]' if value != "on" else "")
            self.page.locator(wanted).first.check()
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.first.select_option(value)
        else:
            field.first.fill(value)

    def attach(self, name: str, data: bytes) -> Self:
        """Put a file into the page's file field."""
        file = {"name": name, "mimeType": "text/plain", "buffer": data}
        self.page.locator("main input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
        return self

    def reads(self, *words: str) -> Self:
        """See that the page says all this."""
        for one in words:
            assert one in self.page.locator("body").inner_text(), f"{self.where}: {one}"
        return self

    def does_not_read(self, *words: str) -> Self:
        """See that the page says none of this."""
        for one in words:
            assert one not in self.page.locator("body").inner_text(), f"{self.where}: {one}"
        return self

    def waits_for(self, words: str) -> Self:
        """Load the page again until it says this."""
        end = time.monotonic() + PATIENCE_SECONDS
        while words not in self.page.locator("body").inner_text():
            assert time.monotonic() < end, f"{self.page.url} never said: {words}"
            time.sleep(0.3)
            self.page.reload()
        return self

    def download(self, name: str) -> bytes:
        """Follow a link of that name to a file and return its bytes."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).first.click()
        return waiting.value.path().read_bytes()

    @property
    def where(self) -> str:
        """The path of the page that is open."""
        return re.sub(r"^https?://[^/]+", "", self.page.url)
