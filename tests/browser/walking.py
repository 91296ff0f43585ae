"""Walking from page to page in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator


def leads_on(link: Locator) -> None:
    """Click what leads to another page, and wait until that page is loaded.

    A click alone returns at once: what is asked next would be asked of the page before, or of
    one that has no body yet.
    """
    with link.page.expect_navigation():
        link.click()
